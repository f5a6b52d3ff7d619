package minutebook.queries.notifications;

import java.util.List;

/** Is told what becomes of the notifications' read model, on the thread that follows it. */
public interface NotificationListener {

    /** For who only writes the rows. */
    NotificationListener NOBODY =
            new NotificationListener() {
                @Override
                public void projected(List<Notification> notifications, long checkpoint) {
                    // Nobody is told.
                }

                @Override
                public void observed(long checkpoint) {
                    // Nobody is told.
                }
            };

    /**
     * This node has committed all up to {@code checkpoint}, with these new ones, in order. The
     * checkpoint falls when a rebuild begins.
     */
    void projected(List<Notification> notifications, long checkpoint);

    /** Another node has committed all up to {@code checkpoint}; the rows can be read. */
    void observed(long checkpoint);
}
