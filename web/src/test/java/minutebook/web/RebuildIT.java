package minutebook.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import minutebook.events.book.PostgresBook;
import minutebook.events.vault.SubjectKeys;
import minutebook.queries.Projector;
import minutebook.web.audit.AuditNotes;
import minutebook.web.live.stream.EventStream;
import minutebook.web.mail.MailTable;
import minutebook.web.messages.Speaker;
import minutebook.web.start.CannotStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Read models are made again, and compared with the book, while a server goes on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RebuildIT {
    private static TestServer server;
    private static TestUser anna;
    private static TestUser ben;
    private static long project;
    private static PostgresBook book;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
        project = anna.createProject("Bridge", List.of(ben), List.of());
        try (var speaker = new Speaker(anna)) {
            for (int i = 0; i < 20; i++) {
                speaker.send(Map.of("project_id", project, "content", "Message " + i));
            }
        }
        ben.put("/api/v1/notifications/read", "{\"up_to\": \"%s\"}".formatted(lastTold(ben)));
        server.register("carl").post("/auth/logout", "{}");
        server.register("dora").post("/auth/refresh-token", "{}");
        var database = server.database();
        book = new PostgresBook(database, database::getConnection, new SubjectKeys(database));
    }

    private static String lastTold(TestUser user) {
        return user.get("/api/v1/notifications").at("/data/0/id").asText();
    }

    @AfterAll
    static void stop() {
        book.close();
        server.close();
    }

    @Test
    @Order(1)
    void all_are_rebuilt_under_those_who_write_listen_and_read() throws Exception {
        sql("create schema reports");
        sql(
                "create view reports.people with (security_barrier = true) as select id, username from queries.person");
        sql("comment on view reports.people is 'kept'");
        sql("grant select on reports.people to minutebook_app");
        String before = catalogue();
        var going = new AtomicBoolean(true);
        var told = new AtomicInteger();
        var problem = new ArrayList<Throwable>();
        // A stream without an id begins with what happens next: it is open before anything does.
        try (var stream = EventStream.of(ben)) {
            Thread writer =
                    Thread.ofVirtual()
                            .uncaughtExceptionHandler((_, thrown) -> problem.add(thrown))
                            .start(
                                    () -> {
                                        while (going.get()) {
                                            renameAndRead("Bridge " + told.incrementAndGet());
                                        }
                                    });
            for (int i = 0; i < 2; i++) {
                String output = rebuild("rebuild", "all", "--pace", "100");
                for (String name : OperatorModels.names()) {
                    assertTrue(output.contains(name + " is rebuilt, up to position "), output);
                }
            }
            going.set(false);
            writer.join();
            assertEquals(List.of(), problem);
            for (int i = 1; i <= told.get(); i++) {
                var event = stream.nextEvent();
                assertEquals(
                        "Bridge " + i,
                        event.data().at("/data/project_title").asText(),
                        event::toString);
            }
        }

        assertEquals(before, catalogue());
        assertEquals("kept", one("select obj_description('reports.people'::regclass)"));
        assertEquals("4", one("select count(*) from reports.people"));
        assertEquals(0, compare(new ByteArrayOutputStream()));
    }

    private static void renameAndRead(String title) {
        String path = "/api/v1/projects/" + project;
        anna.put(path, "{\"title\": \"%s\"}".formatted(title));
        assertEquals(title, ben.get(path).at("/title").asText());
    }

    @Test
    @Order(2)
    void a_row_of_any_table_that_does_not_follow_from_the_book_is_shown_and_mended()
            throws Exception {
        new MailTable(server.database()).awaitAllEnded();
        for (int place : new int[] {1, 0}) {
            // The later table of each before: the first that differs is shown.
            var damaged = new ArrayList<String>();
            for (Projector projector : ReadSide.projectors()) {
                if (place < projector.tables().size()) {
                    String table = projector.tables().get(place);
                    if (loseARow(table)) {
                        damaged.add(projector.name() + ", table " + table + ", ");
                    }
                }
            }
            if (!damaged.isEmpty()) {
                var out = new ByteArrayOutputStream();
                assertEquals(OperatorVerify.BROKEN, compare(out));
                String lines = out.toString(UTF_8);
                for (String each : damaged) {
                    assertTrue(lines.contains(each), each + "\n" + lines);
                }
                assertTrue(lines.contains("the row is missing; the book says "), lines);
            }
        }
        rebuild("rebuild", "all", "--pace", "100");
        sql("update queries.person set username = 'eve' where id = " + anna.id());
        sql("insert into queries.member values (%d, 999, 2, 1, 1)".formatted(project));
        var out = new ByteArrayOutputStream();
        assertEquals(OperatorVerify.BROKEN, compare(out));
        String lines = out.toString(UTF_8);
        assertTrue(
                lines.contains(
                        "users, table person, (id) = (%d): the row is ".formatted(anna.id())),
                lines);
        assertTrue(lines.contains("eve"), lines);
        assertEquals(
                "operator row=person",
                one(
                        "select stream || ' ' || (data ->> 'what') from book.event where type = 'book-shown' and data ->> 'what' = 'row=person' order by position desc limit 1"));
        assertTrue(
                lines.contains(
                        "(project, member) = (%d,999): there is a row that does not follow"
                                .formatted(project)),
                lines);

        rebuild("rebuild", "all", "--pace", "100");
        assertEquals(0, compare(new ByteArrayOutputStream()));
        assertEquals(
                "",
                one(
                        "select coalesce(string_agg(nspname, ','), '') from pg_namespace where nspname ~ '^(rebuilding|replaced|comparing)_'"));
    }

    private static boolean loseARow(String table) throws SQLException {
        boolean any = !one("select count(*) from queries." + table).equals("0");
        sql(
                "delete from queries.%1$s where ctid = (select min(ctid) from queries.%1$s)"
                        .formatted(table));
        return any;
    }

    @Test
    @Order(3)
    void what_an_interrupted_one_left_is_dropped_and_two_at_once_are_one_too_many()
            throws Exception {
        sql("create schema rebuilding_users; create table rebuilding_users.person (id int)");
        rebuild("rebuild", "users");
        try (Connection other = server.database().getConnection();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('rebuilding_users', 0))");
            var refused = assertThrows(CannotStart.class, () -> rebuild("rebuild", "users"));
            assertEquals("'users' is being rebuilt already: let that end.", refused.line());
        }
    }

    @Test
    @Order(4)
    void the_past_is_built_in_a_schema_of_ones_own() throws Exception {
        long created =
                Long.parseLong(
                        one("select position from book.event where type = 'project-created'"));
        models(new ByteArrayOutputStream()).past(created, "then");
        assertEquals("Bridge", one("select title from \"then\".project"));
        assertEquals("0", one("select count(*) from \"then\".message"));
        models(new ByteArrayOutputStream()).past(created - 1, "then");
        assertEquals("0", one("select count(*) from \"then\".project"));

        for (String refused :
                List.of("queries", "book", "rebuilding_x", "Then", "x; drop schema book", "")) {
            assertThrows(
                    WrongArguments.class,
                    () -> models(new ByteArrayOutputStream()).past(created, refused),
                    refused);
        }
    }

    @Test
    void wrong_arguments_are_told() {
        assertWrong("Which read model? ");
        assertWrong("'nothing' is not understood: ", "nothing");
        assertWrong("'users' is not understood: ", "all", "users");
        assertWrong("--pace '0' is no percentage: ", "all", "--pace", "0");
        assertWrong("The outbox cannot be rebuilt: ", "outbox");
    }

    private static void assertWrong(String beginning, String... arguments) {
        var all = new ArrayList<>(List.of("rebuild"));
        all.addAll(List.of(arguments));
        var wrong =
                assertThrows(
                        WrongArguments.class,
                        () -> RebuildWish.of(List.of("users"), all.toArray(String[]::new)));
        assertTrue(wrong.line().startsWith(beginning), wrong.line());
    }

    private static String rebuild(String... arguments) {
        var out = new ByteArrayOutputStream();
        models(out).rebuild(RebuildWish.of(OperatorModels.names(), arguments));
        return out.toString(UTF_8);
    }

    private static int compare(OutputStream out) {
        return models(out).compare(new AuditNotes(book));
    }

    private static OperatorModels models(OutputStream out) {
        return new OperatorModels(
                server.database()::getConnection,
                book::read,
                book::head,
                new PrintStream(out, true, UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
    }

    /** All that is said of the tables, but for their numbers in the catalogue. */
    private static String catalogue() throws SQLException {
        return one(
                """
                select string_agg(line, E'\\n' order by line) from (
                    select format('%s %s %s %s %s', relname, relkind, relpersistence, reloptions,
                        cast(relacl as text)) as line
                    from pg_class where relnamespace = 'queries'::regnamespace
                    union all
                    select pg_get_indexdef(indexrelid) from pg_index join pg_class on oid = indrelid
                    where relnamespace = 'queries'::regnamespace
                    union all
                    select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                    from pg_constraint where connamespace = 'queries'::regnamespace
                    union all
                    select format('%s %s %s', objoid::regclass, objsubid, description)
                    from pg_description join pg_class on pg_class.oid = objoid
                    where classoid = 'pg_class'::regclass and relnamespace = 'queries'::regnamespace
                    union all
                    select format('%s %s %s %s %s', attrelid::regclass, attname, attnotnull,
                        format_type(atttypid, atttypmod), pg_get_expr(adbin, adrelid))
                    from pg_attribute join pg_class on pg_class.oid = attrelid
                        left join pg_attrdef on adrelid = attrelid and adnum = attnum
                    where relnamespace = 'queries'::regnamespace and attnum > 0 and relkind = 'r'
                ) as all_lines
                """);
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = server.database().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void sql(String sql) throws SQLException {
        try (Connection connection = server.database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
