package minutebook.web.audit.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.BookEntry;
import minutebook.events.book.RecordedEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.queries.users.UserItem;
import minutebook.web.audit.replay.Readers.Reader;
import minutebook.web.audit.replay.Slice.Place;
import org.jspecify.annotations.Nullable;

/** What was said in a project, and who could see it. Thread-safe; blocks. */
final class Room {

    /** A message with the names that people had at the point that is shown. */
    record Said(Point point, MessageSent message, UserItem sender, @Nullable UserItem receiver) {}

    /** Of a room: {@code slice} says where in it. Positions rise. */
    record Part(Slice slice, List<Said> said) {}

    private final Past past;

    Room(Past past) {
        this.past = past;
    }

    Part part(ProjectId project, Place place, Point point, int limit) {
        Slice slice =
                Slice.of(
                        past.entries(),
                        Past.of(StreamId.room(project)),
                        place,
                        point.position(),
                        limit);
        List<RecordedEvent> recorded = slice.entries().stream().map(BookEntry::recorded).toList();
        Function<UserId, UserItem> names = past.namesAt(point.position(), people(recorded));
        var said = new ArrayList<Said>(recorded.size());
        for (RecordedEvent each : recorded) {
            if (each.event() instanceof MessageSent it) {
                said.add(
                        new Said(
                                Point.of(each),
                                it,
                                names.apply(it.sender()),
                                it.receiver() == null ? null : names.apply(it.receiver())));
            }
        }
        return new Part(slice, List.copyOf(said));
    }

    private static Set<UserId> people(List<RecordedEvent> recorded) {
        var people = new HashSet<UserId>();
        for (RecordedEvent each : recorded) {
            if (each.event() instanceof MessageSent it) {
                people.add(it.sender());
                if (it.receiver() != null) {
                    people.add(it.receiver());
                }
            }
        }
        return people;
    }

    /**
     * Who could see a message up to a point.
     *
     * @param readers some of them, by number
     * @param more whether there are more above them
     */
    record Seen(MessageSent message, Point sent, List<Reader> readers, boolean more) {}

    /** {@code message}: its id, which is its position. */
    Seen seen(long message, Point point, long after, int limit) throws NotThere {
        Optional<RecordedEvent> entry = past.entries().find(message).map(BookEntry::recorded);
        if (entry.isEmpty() || !(entry.get().event() instanceof MessageSent sent)) {
            throw new NotThere("Message Not Found");
        }
        Point from = Point.of(entry.get());
        if (message > point.position()) {
            throw new NotThere(
                    "Message Not Found: not yet at position %d; sent at %s."
                            .formatted(point.position(), from));
        }
        ProjectThen project = past.project(sent.project(), from);
        List<Reader> some = readers(sent, from, project, point).page(after, limit + 1);
        boolean more = some.size() > limit;
        return new Seen(sent, from, more ? some.subList(0, limit) : some, more);
    }

    private Readers readers(MessageSent message, Point sent, ProjectThen project, Point point) {
        var readers = new Readers(message, sent, project);
        ProjectThen[] then = {project};
        past.read(
                StreamId.of(message.project()),
                sent.position(),
                point.position(),
                it -> {
                    ProjectThen after = ProjectThen.after(then[0], it);
                    readers.changed(then[0], after, Point.of(it));
                    then[0] = after;
                });
        return readers;
    }
}
