package minutebook.web.live.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import minutebook.events.digest.Sha256;
import minutebook.events.vault.Secrets;
import minutebook.events.vault.StreamTickets;
import minutebook.events.vault.StreamTickets.Bearer;
import minutebook.web.access.Caller;

/**
 * Tickets for streams, for who has no way but the URL: what stands in a browser's history or in a
 * proxy's log is worth nothing any more. A ticket stands for the token that it was got with.
 */
final class Tickets {
    private static final int BYTES = 32;

    /** A token has dots, and is never taken for a ticket. */
    private static final Pattern FORM = Pattern.compile("[\\w-]{43}");

    private final StreamTickets vault;

    Tickets(StreamTickets vault) {
        this.vault = vault;
    }

    /** A new ticket. Nobody can guess it, and nobody can read it in the database. */
    String issue(Caller caller) {
        String ticket =
                Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.random(BYTES));
        vault.keep(
                hash(ticket),
                new Bearer(
                        caller.user(), caller.session(), caller.tokenPosition(), caller.expires()));
        return ticket;
    }

    /** Whether it is written like a ticket. */
    static boolean looksLikeOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** Whose ticket it is, which is used up then; empty: it is not good, or no longer. */
    Optional<Caller> redeem(String ticket) {
        return vault.take(hash(ticket))
                .map(
                        it ->
                                new Caller(
                                        it.user(),
                                        it.session(),
                                        it.tokenPosition(),
                                        it.tokenExpires()));
    }

    private static byte[] hash(String ticket) {
        return Sha256.of(ticket.getBytes(US_ASCII));
    }
}
