package minutebook.web.access;

/**
 * Whom work at a password is done for: all that one party asks for stands in one line.
 *
 * @param key tells parties apart: an address, a device, a user; no personal text
 * @param known whether the party has shown that it belongs to an account; the line never turns such
 *     a one away in favour of a stranger
 */
public record Party(String key, boolean known) {

    /** Somebody of whom only the address is known. */
    public static Party stranger(String address) {
        return new Party(address, false);
    }

    /** Somebody with a valid token, or with a device that a user logged in on before. */
    public static Party known(String key) {
        return new Party(key, true);
    }
}
