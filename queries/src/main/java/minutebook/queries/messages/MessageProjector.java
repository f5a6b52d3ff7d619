package minutebook.queries.messages;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import minutebook.events.Event;
import minutebook.events.Personal;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.messages.MessageEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.queries.NewRows;
import minutebook.queries.Projector;
import minutebook.queries.Sql;
import minutebook.queries.Times;
import minutebook.queries.Transaction;
import org.jspecify.annotations.Nullable;

/** Keeps the tables {@code message} and {@code message_count}. */
public final class MessageProjector implements Projector {
    /** The reader of {@code message_count} who stands for everybody. */
    static final long EVERYBODY = 0;

    private static final String COUNT =
            """
            insert into message_count as known (project, reader, messages)
            select * from unnest(?, ?, ?)
            on conflict (project, reader)
                do update set messages = known.messages + excluded.messages
            """;

    /** As the book reads from now on: what was no text stays none. */
    private static final String ERASE =
            """
            update message set content = case when content is not null then ? end,
                file_name = case when file_name is not null then ? end
            where sender = any (?)
            """;

    /** One who can read some messages; ordered, so that rows are always locked in one order. */
    private record Reader(long project, long user) implements Comparable<Reader> {
        @Override
        public int compareTo(Reader other) {
            int byProject = Long.compare(project, other.project);
            return byProject != 0 ? byProject : Long.compare(user, other.user);
        }
    }

    private record Sent(long id, long recordedMicros, MessageSent event) {}

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public List<String> tables() {
        return List.of("message", "message_count");
    }

    @Override
    public List<Class<? extends Event>> kinds() {
        return List.of(MessageEvent.class, ProjectDeleted.class, UserErased.class);
    }

    @Override
    public List<String> onlyAddedTo() {
        return List.of("message");
    }

    @Override
    public boolean looksBack(Event event) {
        return event instanceof ProjectDeleted || event instanceof UserErased;
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof MessageEvent
                || event instanceof ProjectDeleted
                || event instanceof UserErased;
    }

    @Override
    public void project(List<RecordedEvent> events, Transaction transaction) throws SQLException {
        var sent = new ArrayList<Sent>();
        Set<ProjectId> deleted = new TreeSet<>();
        Set<UserId> erased = new TreeSet<>();
        for (RecordedEvent it : events) {
            if (it.event() instanceof MessageSent message) {
                sent.add(new Sent(it.position(), Times.micros(it.recordedAt()), message));
            } else if (it.event() instanceof ProjectDeleted gone) {
                deleted.add(gone.project());
            } else if (it.event() instanceof UserErased gone) {
                erased.add(gone.user());
            }
        }
        // Nothing is said in a project once it is deleted.
        sent.removeIf(it -> deleted.contains(it.event().project()));
        if (!sent.isEmpty()) {
            insert(transaction, sent);
            count(transaction, sent);
        }
        if (!deleted.isEmpty()) {
            long[] projects = Sql.longs(deleted, ProjectId::value);
            transaction.update("delete from message where project = any (?)", projects);
            transaction.update("delete from message_count where project = any (?)", projects);
        }
        if (!erased.isEmpty()) {
            long[] senders = Sql.longs(erased, UserId::value);
            transaction.update(ERASE, Personal.ERASED, Personal.ERASED, senders);
        }
    }

    private static void insert(Transaction transaction, List<Sent> sent) throws SQLException {
        NewRows.of("message", sent)
                .number("id", Sent::id)
                .number("project", it -> it.event().project().value())
                .number("sender", it -> it.event().sender().value())
                .numberOrNull("receiver", it -> valueOf(it.event().receiver()))
                .text("content", it -> it.event().content())
                .text("file_name", it -> it.event().fileName())
                .text("sha256", it -> ofFile(it, StoredFile::sha256))
                .text("media_type", it -> ofFile(it, StoredFile::mediaType))
                .numberOrNull("size", it -> ofFile(it, StoredFile::size))
                .text("client_message_id", it -> it.event().clientMessageId())
                .time("created_at", Sent::recordedMicros)
                .write(transaction);
    }

    private static void count(Transaction transaction, List<Sent> sent) throws SQLException {
        Map<Reader, Long> counts = new TreeMap<>();
        for (Sent it : sent) {
            long project = it.event().project().value();
            readers(it.event())
                    .forEach(user -> counts.merge(new Reader(project, user), 1L, Long::sum));
        }
        transaction.update(
                COUNT,
                Sql.longs(counts.keySet(), Reader::project),
                Sql.longs(counts.keySet(), Reader::user),
                Sql.longs(counts.values(), Long::longValue));
    }

    private static Set<Long> readers(MessageSent message) {
        UserId receiver = message.receiver();
        return receiver == null
                ? Set.of(EVERYBODY)
                : new TreeSet<>(Arrays.asList(message.sender().value(), receiver.value()));
    }

    private static @Nullable Long valueOf(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    private static <V> @Nullable V ofFile(Sent sent, Function<StoredFile, V> part) {
        StoredFile file = sent.event().file();
        return file == null ? null : part.apply(file);
    }
}
