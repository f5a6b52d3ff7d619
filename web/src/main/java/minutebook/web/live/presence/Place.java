package minutebook.web.live.presence;

import java.util.Optional;
import java.util.stream.Stream;
import minutebook.events.ProjectId;

/** Where a user can be. */
public sealed interface Place {

    /** At the other end of a stream. */
    Place STREAM = new Plain("stream");

    /** At the other end of a stream of the book, where auditors hear nothing of their own. */
    Place AUDIT = new Plain("audit");

    /** At the other end of a socket. */
    Place SOCKET = new Plain("socket");

    /** As it is written in {@code live.presence}. */
    String name();

    /** A place that there is once. */
    record Plain(String name) implements Place {}

    /** In a project's room. */
    record Room(ProjectId project) implements Place {
        private static final String PREFIX = "project-";

        @Override
        public String name() {
            return PREFIX + project.value();
        }
    }

    /** What {@link #name} wrote; empty: a newer node wrote it, and this one has no such place. */
    static Optional<Place> of(String name) {
        if (name.startsWith(Room.PREFIX)) {
            long id = Long.parseLong(name.substring(Room.PREFIX.length()));
            return Optional.of(new Room(new ProjectId(id)));
        }
        return Stream.of(STREAM, AUDIT, SOCKET).filter(it -> it.name().equals(name)).findFirst();
    }
}
