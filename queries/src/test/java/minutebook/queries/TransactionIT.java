package minutebook.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What waits in a transaction is carried out in its order, and all of it or nothing. */
class TransactionIT {
    private static final String ADD = "insert into thing values (?, ?)";

    @RegisterExtension final TestDatabase database = new TestDatabase();

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        database.update("create table queries.thing (id bigint primary key, text text)");
        connection = database.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private List<Long> things() throws SQLException {
        return Sql.list(connection, "select id from thing order by id", row -> row.getLong(1));
    }

    @Test
    void what_is_read_comes_behind_what_was_written() throws SQLException {
        var seen = new ArrayList<List<String>>();

        Transaction.run(
                connection,
                it -> {
                    it.update(ADD, 1L, "one");
                    it.update("select 1 / ?", 1);
                    it.update(ADD, 2L, null);
                    seen.add(it.list("select text from thing order by id", r -> r.getString(1)));
                    it.update("delete from thing where id = ?", 1L);
                    seen.add(it.list("select text from thing order by id", r -> r.getString(1)));
                    it.update(ADD, 3L, "three; it's ? all");
                });

        assertEquals(2, seen.getFirst().size());
        assertEquals("one", seen.getFirst().getFirst());
        assertEquals(1, seen.getLast().size());
        assertEquals(List.of(2L, 3L), things());
        assertTrue(connection.getAutoCommit());
    }

    @Test
    void of_what_is_only_written_all_is_done_or_nothing() throws SQLException {
        assertThrows(
                SQLException.class,
                () ->
                        Transaction.run(
                                connection,
                                it -> {
                                    it.update(ADD, 1L, "one");
                                    it.update(ADD, 1L, "one again");
                                    it.update(ADD, 2L, "two");
                                }));

        assertEquals(List.of(), things());
        assertTrue(connection.getAutoCommit());
    }

    @Test
    void of_what_was_read_between_all_is_done_or_nothing() throws SQLException {
        assertThrows(
                SQLException.class,
                () ->
                        Transaction.run(
                                connection,
                                it -> {
                                    it.update(ADD, 1L, "one");
                                    it.list("select id from thing", row -> row.getLong(1));
                                    it.update(ADD, 2L, "two");
                                    it.update(ADD, 1L, "one again");
                                }));

        assertEquals(List.of(), things());
        assertTrue(connection.getAutoCommit());
    }

    @Test
    void what_was_not_sent_when_the_work_fails_is_not_done() throws SQLException {
        assertThrows(
                IllegalStateException.class,
                () ->
                        Transaction.run(
                                connection,
                                it -> {
                                    it.update(ADD, 1L, "one");
                                    throw new IllegalStateException("Broken");
                                }));

        assertEquals(List.of(), things());
    }

    @Test
    void the_connection_itself_comes_behind_what_was_written_and_in_the_same_transaction()
            throws SQLException {
        assertThrows(
                IllegalStateException.class,
                () ->
                        Transaction.run(
                                connection,
                                it -> {
                                    it.update(ADD, 1L, "one");
                                    int deleted = Sql.update(it.connection(), "delete from thing");
                                    assertEquals(1, deleted);
                                    throw new IllegalStateException("Broken");
                                }));

        assertEquals(List.of(), things());
    }
}
