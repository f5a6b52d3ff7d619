package minutebook.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import minutebook.events.book.verify.BookWalk;
import minutebook.events.book.verify.Verdict.Whole;
import minutebook.web.generate.Calendar;
import minutebook.web.mail.TestPost;
import minutebook.web.mail.outbox.MailPace;
import minutebook.web.mail.outbox.MailWay;
import minutebook.web.start.CannotStart;
import minutebook.web.start.Lifetime;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** scripts/generate, and a server on what came of it. */
class GenerateIT {
    private static final int EVENTS = 1_000;

    @Test
    void a_generated_book_is_as_people_would_have_made_it() throws Exception {
        PGSimpleDataSource database = TestServer.newDatabase();
        generate(database);
        try (Connection connection = database.getConnection()) {
            var walk = new BookWalk(connection);
            Whole whole = (Whole) walk.walk(walk.end(), 1, EVENTS, Map.of(), (_, _) -> {});
            assertEquals(EVENTS, whole.to());
            assertTrue(daysWith(connection) >= 25, "thirty days, some of them quiet");
        }
        var post = new TestPost();
        try (var server =
                TestServer.on(database, new MailWay(MailPace.defaults(), post::transport))) {
            long read = 0;
            for (int number = 1; number <= 5; number++) {
                TestUser person = logIn(server, number);
                for (var project : person.get("/api/v1/projects").at("/data")) {
                    read +=
                            person.get("/api/v1/messages/" + project.at("/id").asLong())
                                    .at("/total")
                                    .asLong();
                }
            }
            assertTrue(read > 0);
            assertEquals(0, post.mailsTo("person-1@example.org").size());
        }
        assertTrue(
                assertThrows(CannotStart.class, () -> generate(database))
                        .line()
                        .startsWith("The book is not empty: it has "));
    }

    private static long daysWith(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(distinct cast(recorded_at as date)) from book.event")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static TestUser logIn(TestServer server, int number) {
        var nobody = TestUser.nobody(server.url());
        return nobody.withToken(
                nobody.post(
                                "/auth/login",
                                "{\"email\": \"person-%d@example.org\", \"password\": \"%s\"}"
                                        .formatted(number, OperatorGenerate.PASSWORD))
                        .at("/authorization")
                        .asText());
    }

    private static void generate(PGSimpleDataSource database) {
        var lifetime = new Lifetime();
        var wish = new GenerateWish(EVENTS, 30, 7);
        Calendar calendar = wish.calendar();
        try {
            TestServer.operator(
                    database,
                    calendar,
                    lifetime,
                    write ->
                            new OperatorGenerate(
                                            write,
                                            database::getConnection,
                                            calendar,
                                            nowhere(),
                                            nowhere())
                                    .run(wish));
        } finally {
            lifetime.end();
        }
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    }

    @Test
    void wrong_arguments_are_told() {
        assertWrong("--events must be a whole number from 100 to 100000000.");
        assertWrong("--events must be a whole number from 100 to 100000000.", "--events", "99");
        assertWrong(
                "--days must be a whole number from 1 to 3650.", "--events", "100", "--days", "0");
        assertWrong("--events 'many' is no whole number.", "--events", "many");
        assertWrong(
                "'500' is not understood: it is --events, --days or --seed, and a number.", "500");
    }

    private static void assertWrong(String line, String... options) {
        var arguments = new String[options.length + 1];
        arguments[0] = "generate";
        System.arraycopy(options, 0, arguments, 1, options.length);
        assertEquals(
                line, assertThrows(WrongArguments.class, () -> GenerateWish.of(arguments)).line());
    }
}
