package minutebook.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A few rows and many go into a table by different ways, and are the same there. */
class NewRowsIT {
    @RegisterExtension final TestDatabase database = new TestDatabase();

    private record Thing(long id, @Nullable String text) {}

    @Test
    void many_rows_come_out_as_the_same_rows_one_by_one() throws Exception {
        database.update(
                """
                create table queries.thing (id bigint primary key, other bigint, small smallint,
                    whole int, text text, time timestamptz, numbers bigint[] not null)
                """);
        database.update("create table queries.copied (like queries.thing including all)");
        var things = new ArrayList<Thing>();
        things.add(new Thing(0, null));
        things.add(new Thing(1, ""));
        things.add(new Thing(2, "\\N \t\n \"quoted\", {1,2} NULL"));
        things.add(new Thing(3, "議事録 größer \uD83D\uDC4B"));
        // Longer than the buffer.
        things.add(new Thing(4, "long ".repeat(30_000)));
        LongStream.range(5, 500).forEach(id -> things.add(new Thing(id, "Thing " + id)));
        try (Connection connection = database.connect()) {
            for (Thing it : things) {
                write(connection, "thing", List.of(it));
            }
            write(connection, "copied", things);

            assertEquals(database.rows("thing"), database.rows("copied"));
            assertEquals(500, database.rows("copied").size());
            assertThrows(SQLException.class, () -> write(connection, "copied", things));
            // What failed leaves the connection as it was.
            write(connection, "copied", List.of(new Thing(1_000, null)));
        }
    }

    private static void write(Connection connection, String table, List<Thing> things)
            throws SQLException {
        Transaction.run(
                connection,
                transaction ->
                        NewRows.of(table, things)
                                .number("id", Thing::id)
                                .numberOrNull("other", it -> it.id() % 2 == 0 ? null : -it.id())
                                .small("small", it -> (int) it.id())
                                .integer("whole", it -> (int) it.id() * 100_000)
                                .text("text", Thing::text)
                                .time(
                                        "time",
                                        it -> it.id() % 3 == 0 ? null : it.id() * 1_000_003 - 100)
                                .numbers(
                                        "numbers", it -> LongStream.range(0, it.id() % 4).toArray())
                                .write(transaction));
    }
}
