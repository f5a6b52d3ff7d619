package minutebook.web.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.Append;
import minutebook.events.book.CommandId;
import minutebook.events.book.PostgresBook;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.vault.SubjectKeys;
import minutebook.web.TestServer;
import minutebook.web.TestUser;

/** The book of a server, as another node has it: for events by the hundred. */
final class AuditBook implements AutoCloseable {
    private final PostgresBook book;

    AuditBook(TestServer server) throws SQLException {
        var database = server.database();
        book = new PostgresBook(database, database::getConnection, new SubjectKeys(database));
    }

    /**
     * So many messages of so many characters, in one command; the last one's position. Waits until
     * the server has heard of it, which it may a moment later than of what it writes itself.
     */
    long say(TestUser sender, long project, int messages, int characters) {
        var said = new ArrayList<Event>();
        for (int i = 0; i < messages; i++) {
            String text = "%d ".formatted(i) + "x".repeat(characters);
            said.add(
                    new MessageSent(
                            new ProjectId(project),
                            new UserId(sender.id()),
                            null,
                            text,
                            null,
                            null,
                            null));
        }
        long position =
                book.append(
                                new Append(
                                        CommandId.fresh(),
                                        new UserId(sender.id()),
                                        List.copyOf(said),
                                        Map.of(),
                                        List.of(),
                                        List.of()))
                        .position();
        awaitHeard(sender, position);
        return position;
    }

    private static void awaitHeard(TestUser user, long position) {
        var headers = Map.of("Min-Position", Long.toString(position));
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        int status = 503;
        // It says so where there was more to hear of than a request may wait for.
        while (status == 503 && System.nanoTime() < until) {
            status = user.send("GET", "/api/v1/users/me", null, headers).status();
        }
        assertEquals(200, status);
    }

    @Override
    public void close() {
        book.close();
    }
}
