package minutebook.events.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import minutebook.events.TestPostgres;
import minutebook.events.UserId;
import minutebook.events.vault.StreamTickets.Bearer;
import org.junit.jupiter.api.Test;

/** What is kept of tickets, and how often it is given out. */
class StreamTicketsIT {
    private final Bearer anna = bearer(Instant.now().plusSeconds(3_600));

    private final TestPostgres.Database database = TestPostgres.fresh();
    private final StreamTickets tickets = new StreamTickets(database.application());

    @Test
    void a_ticket_is_given_out_once_however_many_ask_at_once() {
        byte[] hash = Secrets.random(32);
        tickets.keep(hash, anna);

        var given =
                IntStream.range(0, 16)
                        .parallel()
                        .mapToObj(_ -> tickets.take(hash))
                        .flatMap(Optional::stream)
                        .toList();

        assertEquals(List.of(anna), given);
        assertEquals(Optional.empty(), tickets.take(Secrets.random(32)));
    }

    @Test
    void a_ticket_is_good_for_half_a_minute() throws Exception {
        byte[] inTime = Secrets.random(32);
        byte[] late = Secrets.random(32);
        tickets.keep(inTime, anna);
        pass(25);
        assertEquals(Optional.of(anna), tickets.take(inTime));
        tickets.keep(late, anna);
        pass(30);
        assertEquals(Optional.empty(), tickets.take(late));
        assertEquals(0, count(), "what came too late is gone as well");
    }

    @Test
    void a_ticket_is_not_good_for_longer_than_its_token() {
        byte[] hash = Secrets.random(32);
        tickets.keep(hash, bearer(Instant.now().minusSeconds(1)));

        assertEquals(Optional.empty(), tickets.take(hash));
    }

    @Test
    void what_expired_is_swept_by_whoever_comes_next() throws Exception {
        IntStream.range(0, 5).forEach(_ -> tickets.keep(Secrets.random(32), anna));
        pass(31);

        tickets.keep(Secrets.random(32), anna);

        assertEquals(1, count());
    }

    private static Bearer bearer(Instant expires) {
        return new Bearer(
                new UserId(7), new UUID(0, 7), 42, expires.truncatedTo(ChronoUnit.SECONDS));
    }

    private void pass(int seconds) throws SQLException {
        try (var connection = database.owner().getConnection();
                var update =
                        connection.prepareStatement(
                                "update vault.stream_ticket set expires_at = expires_at - ? * interval '1 second'")) {
            update.setInt(1, seconds);
            update.executeUpdate();
        }
    }

    private long count() throws SQLException {
        try (var connection = database.owner().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from vault.stream_ticket")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
