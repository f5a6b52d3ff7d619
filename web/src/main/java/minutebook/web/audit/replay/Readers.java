package minutebook.web.audit.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import minutebook.events.UserId;
import minutebook.events.messages.MessageEvent.MessageSent;
import org.jspecify.annotations.Nullable;

/**
 * Who could see a message, and from when until when. Pure; for one thread.
 *
 * <p>The rule (contract 3): a public message is seen by who was a member when it was sent, and by
 * all who joined later, who see all history; a private one by its sender and receiver; each as long
 * as they are in the project, and nobody once it is deleted.
 */
final class Readers {

    /** Why somebody could see it. */
    enum Reason {
        SENDER,
        RECEIVER,
        /** In the project when it was sent. */
        MEMBER,
        /** In the project only later. */
        JOINED_LATER;

        /** As it is sent. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * When somebody could see it.
     *
     * @param until exclusive; null: they could go on
     */
    record Span(Point from, @Nullable Point until) {}

    /** Somebody who could see it: at least once. */
    record Reader(UserId user, Reason reason, List<Span> spans) {
        Reader {
            spans = List.copyOf(spans);
        }

        boolean sees() {
            return spans.getLast().until() == null;
        }
    }

    private final MessageSent message;
    private final Map<UserId, Reason> reasons = new TreeMap<>();
    private final Map<UserId, List<Span>> spans = new TreeMap<>();

    /**
     * Begins when the message was sent.
     *
     * @param project as it was then
     */
    Readers(MessageSent message, Point sent, ProjectThen project) {
        this.message = message;
        for (UserId each : project.readers().keySet()) {
            begins(each, Reason.MEMBER, sent);
        }
    }

    /** The project went on by one event. */
    void changed(ProjectThen before, ProjectThen after, Point point) {
        Set<UserId> were = before.readers().keySet();
        Set<UserId> are = after.readers().keySet();
        were.stream().filter(it -> !are.contains(it)).forEach(it -> ends(it, point));
        are.stream()
                .filter(it -> !were.contains(it))
                .forEach(it -> begins(it, Reason.JOINED_LATER, point));
    }

    private void begins(UserId user, Reason reason, Point point) {
        if (maySee(user)) {
            reasons.putIfAbsent(user, reason(user, reason));
            spans.computeIfAbsent(user, _ -> new ArrayList<>()).add(new Span(point, null));
        }
    }

    private void ends(UserId user, Point point) {
        List<Span> those = spans.get(user);
        if (those != null) {
            those.add(new Span(those.removeLast().from(), point));
        }
    }

    private boolean maySee(UserId user) {
        return message.receiver() == null
                || message.sender().equals(user)
                || message.receiver().equals(user);
    }

    private Reason reason(UserId user, Reason otherwise) {
        if (message.sender().equals(user)) {
            return Reason.SENDER;
        }
        return user.equals(message.receiver()) ? Reason.RECEIVER : otherwise;
    }

    /** By number: those above {@code after}, at most {@code limit}. */
    List<Reader> page(long after, int limit) {
        return reasons.entrySet().stream()
                .filter(it -> it.getKey().value() > after)
                .limit(limit)
                .map(it -> new Reader(it.getKey(), it.getValue(), spansOf(it.getKey())))
                .toList();
    }

    private List<Span> spansOf(UserId user) {
        return spans.getOrDefault(user, List.of());
    }
}
