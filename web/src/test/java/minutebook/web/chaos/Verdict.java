package minutebook.web.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import minutebook.web.soak.BookReader;
import minutebook.web.soak.Crowd;
import minutebook.web.soak.Population;
import minutebook.web.soak.check.ArrivalCheck;
import minutebook.web.soak.check.ChainCheck;
import minutebook.web.soak.check.Contents;
import minutebook.web.soak.check.Difference;
import minutebook.web.soak.check.Expectations;
import minutebook.web.soak.check.MailCheck;
import minutebook.web.soak.check.Operation;
import minutebook.web.soak.check.OperationCheck;
import minutebook.web.soak.check.Reading;
import minutebook.web.soak.check.ReadingCheck;
import minutebook.web.soak.check.SocketCheck;
import minutebook.web.soak.check.StreamCheck;

/** Holds all that everybody noted against the book, when a run has come to its end. */
final class Verdict {
    private static final long MAIL_ENDS_WITHIN_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Mails that wait, and whether the outbox has not come to the end of the book. */
    private static final String MAILS_UNDER_WAY =
            """
            select count(*) + (select count(*) from book.head h, mail.checkpoint c
                where c.position < h.position)
            from mail.outbox where not told
            """;

    /**
     * What an operator is to be told when things go wrong as they do here, and what Helidon says of
     * a connection that comes while a listener closes.
     */
    private static final List<String> EXPECTED_ERRORS =
            List.of(
                    "The book lost its database",
                    "The database is away",
                    "Executor rejected handler for new connection");

    private final Machines machines;
    private final Findings findings;
    private final Consumer<String> out;

    Verdict(Machines machines, Findings findings, Consumer<String> out) {
        this.machines = machines;
        this.findings = findings;
        this.out = out;
    }

    /**
     * Fills the findings; how many events are in the book.
     *
     * @param end a position that clients were waited for
     * @param begun events behind it are to be somebody's
     */
    int on(
            Population people,
            Away away,
            Crowd crowd,
            Comings comings,
            Collection<Operation> operations,
            Collection<Reading> readings,
            long end,
            long begun)
            throws IOException, SQLException {
        try (Connection database = machines.postgres().connect()) {
            awaitMails(database);
            BookReader book = BookReader.read(database);
            findings.addAll(ChainCheck.of(book.events()));
            var expectations =
                    new Expectations(book.events(), book.epoch(), items(people, comings));
            findings.addAll(OperationCheck.of(expectations, operations, book.commandIds(), begun));
            findings.addAll(
                    ArrivalCheck.of(
                            expectations,
                            people.byId().keySet(),
                            comings.known().keySet(),
                            comings.asked()));
            crowd.streams()
                    .forEach(
                            it -> findings.addAll(StreamCheck.of(expectations, it.history(), end)));
            var contents = new Contents(operations);
            crowd.sockets()
                    .forEach(
                            it ->
                                    findings.addAll(
                                            SocketCheck.of(expectations, contents, it.history())));
            findings.addAll(ReadingCheck.of(expectations, readings));
            findings.addAll(mails(expectations, people, away, comings));
            programs();
            logs();
            return book.events().size();
        }
    }

    private static Map<Long, ObjectNode> items(Population people, Comings comings) {
        Map<Long, ObjectNode> items = new HashMap<>(people.items());
        comings.known().forEach((id, user) -> items.put(id, Population.item(user)));
        return items;
    }

    private List<Difference> mails(
            Expectations expectations, Population people, Away away, Comings comings) {
        Map<Long, String> addresses = new HashMap<>();
        people.byId().forEach((id, user) -> addresses.put(id, user.email()));
        comings.known().forEach((id, user) -> addresses.put(id, user.email()));
        return MailCheck.of(
                expectations,
                machines.mail().taken().stream()
                        .map(it -> new MailCheck.Mail(it.to(), it.messageId()))
                        .toList(),
                addresses,
                away.ids());
    }

    private void awaitMails(Connection database) throws SQLException {
        long until = System.nanoTime() + MAIL_ENDS_WITHIN_NANOS;
        while (mailsUnderWay(database) > 0) {
            if (System.nanoTime() > until) {
                findings.server("leaves mails under way");
                return;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static long mailsUnderWay(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(MAILS_UNDER_WAY)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** What an operator would look with. */
    private void programs() {
        for (String[] arguments :
                List.of(new String[] {"verify"}, new String[] {"verify", "--read-models"})) {
            try {
                out.accept(machines.places().getFirst().node().operate(arguments).strip());
            } catch (IOException broken) {
                findings.server("is judged by itself: " + broken.getMessage());
            }
        }
    }

    private void logs() throws IOException {
        for (Place it : machines.places()) {
            it.node().errors().stream()
                    .filter(line -> EXPECTED_ERRORS.stream().noneMatch(line::contains))
                    .forEach(line -> findings.server(it.name() + " logs " + line));
        }
    }
}
