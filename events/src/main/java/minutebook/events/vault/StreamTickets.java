package minutebook.events.vault;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import minutebook.events.UserId;

/**
 * Tickets for streams: each good once, on any node, for half a minute. Only their hashes are kept,
 * so that who reads the table opens nothing with it. Thread-safe; all methods block.
 */
public final class StreamTickets {
    /** How long a ticket is good, unless its token ends sooner. */
    public static final Duration LIFE = Duration.ofSeconds(30);

    /** Whoever issues one clears away some that expired; what another is clearing, they leave. */
    private static final String KEEP =
            """
            with swept as (
                delete from vault.stream_ticket where hash in (
                    select hash from vault.stream_ticket where expires_at <= now()
                    limit 100 for update skip locked))
            insert into vault.stream_ticket
                (hash, user_id, session, token_position, token_expires_at, expires_at)
            values (?, ?, ?, ?, ?, least(?, now() + ? * interval '1 second'))
            """;

    private static final String TAKE =
            """
            delete from vault.stream_ticket where hash = ?
            returning user_id, session, token_position,
                cast(extract(epoch from token_expires_at) as bigint), expires_at > now()
            """;

    private final DataSource database;

    public StreamTickets(DataSource database) {
        this.database = database;
    }

    /**
     * The token that a ticket stands for.
     *
     * @param tokenPosition of the event that the token was issued with
     * @param tokenExpires in whole seconds
     */
    public record Bearer(UserId user, UUID session, long tokenPosition, Instant tokenExpires) {}

    private record Taken(Bearer bearer, boolean inTime) {}

    /** Keeps a ticket, by the SHA-256 of its text. */
    public void keep(byte[] hash, Bearer bearer) {
        var tokenExpires = bearer.tokenExpires().atOffset(ZoneOffset.UTC);
        Sql.update(
                database,
                KEEP,
                statement -> {
                    statement.setBytes(1, hash);
                    statement.setLong(2, bearer.user().value());
                    statement.setObject(3, bearer.session());
                    statement.setLong(4, bearer.tokenPosition());
                    statement.setObject(5, tokenExpires);
                    statement.setObject(6, tokenExpires);
                    statement.setLong(7, LIFE.toSeconds());
                });
    }

    /** Takes a ticket, which is gone then; empty: it is unknown, was taken before, or expired. */
    public Optional<Bearer> take(byte[] hash) {
        return Sql.first(
                        database,
                        TAKE,
                        statement -> statement.setBytes(1, hash),
                        row ->
                                new Taken(
                                        new Bearer(
                                                new UserId(row.getLong(1)),
                                                row.getObject(2, UUID.class),
                                                row.getLong(3),
                                                Instant.ofEpochSecond(row.getLong(4))),
                                        row.getBoolean(5)))
                .filter(Taken::inTime)
                .map(Taken::bearer);
    }
}
