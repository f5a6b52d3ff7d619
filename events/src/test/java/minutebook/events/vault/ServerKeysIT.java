package minutebook.events.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import minutebook.events.TestPostgres;
import minutebook.events.vault.ServerKeys.ServerKey;
import org.junit.jupiter.api.Test;

/** The server's keys: made once, and replaced without taking away what is still needed. */
class ServerKeysIT {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestPostgres.Database database = TestPostgres.fresh();

    @Test
    void nodes_that_start_at_once_end_up_with_the_same_key() {
        var made =
                IntStream.range(0, 8).parallel().mapToObj(_ -> ids("tokens")).distinct().toList();

        assertEquals(1, made.size());
        assertNotEquals(made.getFirst(), ids("claims"), "each purpose has its own");
    }

    @Test
    void a_rotation_adds_the_newest_key_and_keeps_what_is_still_needed() throws Exception {
        UUID first = ids("tokens").getFirst();
        List<UUID> claims = ids("claims");

        assertEquals(0, rotate());
        UUID second = ids("tokens").getFirst();
        pass(HOUR.minusSeconds(5));
        assertEquals(0, rotate(), "the first was replaced less than an hour ago");
        UUID third = ids("tokens").getFirst();
        assertEquals(List.of(third, second, first), ids("tokens"));
        pass(Duration.ofSeconds(10));
        assertEquals(1, rotate());

        assertEquals(List.of(third, second), ids("tokens").subList(1, 3));
        assertEquals(claims, ids("claims"));
    }

    @Test
    void rotations_at_once_add_a_key_each_and_delete_none_of_another() {
        UUID first = ids("tokens").getFirst();

        IntStream.range(0, 8).parallel().forEach(_ -> rotate());

        List<UUID> all = ids("tokens");
        assertEquals(9, new HashSet<>(all).size());
        assertEquals(first, all.getLast());
    }

    @Test
    void a_key_is_as_old_as_the_database_says() throws Exception {
        ids("tokens");
        pass(HOUR);

        ServerKey key = ServerKeys.of(database.application(), "tokens").getFirst();

        assertTrue(key.age().compareTo(HOUR) >= 0, key.age().toString());
        assertTrue(key.age().compareTo(HOUR.plusSeconds(60)) < 0, key.age().toString());
        assertEquals(32, key.key().length);
    }

    private List<UUID> ids(String purpose) {
        return ServerKeys.of(database.application(), purpose).stream().map(ServerKey::id).toList();
    }

    private int rotate() {
        return ServerKeys.rotate(database.application(), "tokens", HOUR);
    }

    /** Makes all keys older, as if so much time had passed. */
    private void pass(Duration time) throws SQLException {
        try (var connection = database.owner().getConnection();
                var update =
                        connection.prepareStatement(
                                "update vault.key set created_at = created_at - ? * interval '1 second'")) {
            update.setLong(1, time.toSeconds());
            update.executeUpdate();
        }
    }
}
