package minutebook.events.book.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minutebook.events.ProjectId;
import minutebook.events.TestPostgres;
import minutebook.events.UserId;
import minutebook.events.book.Append;
import minutebook.events.book.CommandId;
import minutebook.events.book.PostgresBook;
import minutebook.events.book.verify.Verdict.Broken;
import minutebook.events.book.verify.Verdict.Whole;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.vault.SubjectKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The walk over a real table, as it was written and after it was tampered with. */
class BookWalkIT {
    private static final int EVENTS = 25_000;

    private static final TestPostgres.Database DATABASE = TestPostgres.fresh();
    private static PostgresBook book;
    private static Connection reader;

    @BeforeAll
    static void write() throws SQLException {
        var application = DATABASE.application();
        book =
                new PostgresBook(
                        application, application::getConnection, new SubjectKeys(application));
        for (int first = 1; first <= EVENTS; first += 1_000) {
            append(first, 1_000);
        }
        reader = application.getConnection();
        letAnythingBeDone();
    }

    private static void letAnythingBeDone() throws SQLException {
        try (Connection connection = DATABASE.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    alter table book.event disable trigger all;
                    alter table book.event drop constraint event_pkey;
                    create index on book.event (position);
                    alter table book.event drop constraint event_position_check;
                    alter table book.event alter hash drop not null;
                    alter table book.event alter version drop not null
                    """);
        }
    }

    private static void append(int first, int count) {
        var events = new ArrayList<ProjectCreated>();
        for (int i = first; i < first + count; i++) {
            var nobody = i % 2 == 0 ? List.of(new UserId(i)) : List.<UserId>of();
            var project = new ProjectId(i);
            events.add(new ProjectCreated(project, new UserId(1), "Brücke " + i, nobody, nobody));
        }
        var actor = first % 2_000 == 1 ? new UserId(1) : null;
        book.append(
                new Append(
                        CommandId.fresh(),
                        actor,
                        List.copyOf(events),
                        Map.of(),
                        List.of(),
                        List.of()));
    }

    @AfterAll
    static void close() throws SQLException {
        reader.close();
        book.close();
    }

    @Test
    void a_book_is_whole_and_tampering_is_found_until_it_is_undone() throws Exception {
        assertWholeAndTimed();

        tampered("update book.event set data = '{}' where position = 12345", 12_345, Flaw.CHANGED);
        tampered(
                "update book.event set actor = coalesce(actor, 0) + 1 where position = 25000",
                25_000,
                Flaw.CHANGED);
        tampered("delete from book.event where position = 1", 1, Flaw.MISSING);
        tampered("delete from book.event where position > 24990", 24_991, Flaw.CUT_OFF);
        tampered(
                """
                delete from book.event where position = 3;
                update book.event set position = position + 100000 where position > 3;
                update book.event set position = position - 100001 where position > 3
                """,
                3,
                Flaw.MISSING);
        tampered(
                """
                update book.event set position = 100000 where position = 57;
                update book.event set position = 57 where position = 23456;
                update book.event set position = 23456 where position = 100000
                """,
                57,
                Flaw.SWAPPED);
        tampered(
                """
                insert into book.event
                select 0, 'x', version, type, data, actor, command_id, recorded_at, hash
                from book.event where position = 1
                """,
                0,
                Flaw.INSERTED);
        // Exactly between two pages.
        tampered(
                """
                insert into book.event
                select position, 'x', version, type, data, actor, command_id, recorded_at, hash
                from book.event where position = 20000
                """,
                20_000,
                Flaw.INSERTED);
        tampered("update book.event set hash = null where position = 5", 5, Flaw.CHANGED);
        tampered("update book.event set version = null where position = 5", 5, Flaw.CHANGED);
        tampered("update book.head set position = 24000", 24_001, Flaw.CUT_OFF);
        tampered("update book.head set hash = sha256('')", 25_000, Flaw.REWRITTEN);
        tampered("delete from book.head", 25_001, Flaw.CUT_OFF);
        // What is wrong before the end comes first.
        tampered(
                "delete from book.head; delete from book.event where position = 7",
                7,
                Flaw.MISSING);
        tampered("delete from book.head; delete from book.event", 1, Flaw.CUT_OFF);

        assertInstanceOf(Whole.class, walk(reader, 1, Long.MAX_VALUE));
    }

    @Test
    void a_piece_of_the_book_is_walked_and_what_lies_behind_it_helps_to_name_what_is_wrong()
            throws Exception {
        var piece = assertInstanceOf(Whole.class, walk(reader, 20_000, 20_100));
        assertEquals(101, piece.events());
        String insertion =
                """
                update book.event set position = position + 100000 where position >= 200;
                update book.event set position = position - 99999 where position >= 200;
                insert into book.event
                select 200, 'x', 1, type, data, actor, command_id, recorded_at, hash
                from book.event where position = 300
                """;
        tampering(
                insertion,
                connection -> {
                    var broken = assertInstanceOf(Broken.class, walk(connection, 150, 200));
                    assertEquals(
                            "Position 200 was inserted: without it, the book goes on as it was written.",
                            broken.sentence());
                });
        tampering(
                "delete from book.event where position between 90 and 110",
                connection -> {
                    assertInstanceOf(Whole.class, walk(connection, 1, 89));
                    assertEquals(
                            "Positions 90 to 100 are missing: what stands behind them does not follow from what stands before them.",
                            assertInstanceOf(Broken.class, walk(connection, 1, 100)).sentence());
                    assertInstanceOf(Broken.class, walk(connection, 101, 200));
                    assertInstanceOf(Whole.class, walk(connection, 112, 200));
                });
    }

    private static void assertWholeAndTimed() throws SQLException {
        long began = System.nanoTime();
        var whole = assertInstanceOf(Whole.class, walk(reader, 1, Long.MAX_VALUE));
        double seconds = (System.nanoTime() - began) / 1e9;
        assertEquals(EVENTS, whole.to());
        System.out.printf("walked %,.0f events a second%n", EVENTS / seconds);
    }

    private static void tampered(String sql, long position, Flaw flaw) throws SQLException {
        tampering(
                sql,
                connection -> {
                    var broken =
                            assertInstanceOf(
                                    Broken.class, walk(connection, 1, Long.MAX_VALUE), sql);
                    assertEquals(flaw, broken.flaw(), broken.sentence());
                    assertEquals(position, broken.position(), broken.sentence());
                });
    }

    private interface Look {
        void at(Connection connection) throws SQLException;
    }

    /** What the owner of the database can do, seen from within their transaction, and undone. */
    private static void tampering(String sql, Look look) throws SQLException {
        PGSimpleDataSource owner = DATABASE.owner();
        try (Connection connection = owner.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(sql);
            look.at(connection);
            connection.rollback();
        }
    }

    private static Verdict walk(Connection connection, long from, long to) throws SQLException {
        var walk = new BookWalk(connection);
        BookEnd end = walk.end();
        return walk.walk(end, from, Math.min(to, end.position()), Map.of(), (_, _) -> {});
    }
}
