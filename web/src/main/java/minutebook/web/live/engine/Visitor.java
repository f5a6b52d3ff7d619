package minutebook.web.live.engine;

import org.jspecify.annotations.Nullable;

/**
 * Who opened a session, as far as their request told.
 *
 * @param address by which the client is counted: see {@link minutebook.web.door.ClientAddress}
 * @param bearer what followed `Authorization: Bearer`, not yet judged by anybody; null without that
 *     header
 */
public record Visitor(String address, @Nullable String bearer) {

    /** Without the token: it is a secret. */
    @Override
    public String toString() {
        return "Visitor[" + address + "]";
    }
}
