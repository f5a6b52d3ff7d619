package minutebook.web.soak;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import minutebook.events.digest.Hmac;
import minutebook.web.soak.check.CommandIds;
import minutebook.web.soak.check.Operation.Request;

/** The ids that the server gives to commands, found with its own secret. */
final class ServerCommandIds implements CommandIds {
    private final Hmac hmac;

    private ServerCommandIds(byte[] secret) {
        hmac = new Hmac(secret);
    }

    /** Reads the secret, as the owner of the database. */
    static ServerCommandIds read(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var rows =
                        statement.executeQuery(
                                "select key from vault.key where purpose = 'idempotency'")) {
            rows.next();
            return new ServerCommandIds(rows.getBytes(1));
        }
    }

    @Override
    public String of(long actor, Request request) {
        String scope =
                String.join(
                        "\n",
                        String.valueOf(actor),
                        request.method(),
                        request.path(),
                        request.key());
        ByteBuffer name = ByteBuffer.wrap(hmac.of(scope.getBytes(StandardCharsets.UTF_8)));
        // Version 8: RFC 9562, 5.8.
        long high = (name.getLong() & 0xffffffff_ffff0fffL) | 0x8000L;
        long low = (name.getLong() & 0x3fffffff_ffffffffL) | 0x80000000_00000000L;
        return new UUID(high, low).toString();
    }
}
