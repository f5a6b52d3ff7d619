package minutebook.web.throttle;

import io.github.bucket4j.TimeMeter;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import minutebook.events.UserId;
import minutebook.events.book.ClaimKeys;
import minutebook.events.vault.ServerKeys.ServerKey;
import minutebook.web.access.Caller;
import minutebook.web.access.Party;
import minutebook.web.door.ClientAddress;
import minutebook.web.http.Problem;

/**
 * Says who has asked too much: {@link Problem} 429 with {@code Retry-After}, which is the time
 * after which the same wish is granted, if nothing else is asked meanwhile. What is refused costs
 * nothing. Each node counts for itself, in memory. Thread-safe; never blocks.
 */
public final class Throttle {
    /** More people than one household or class registers at a time. */
    private static final Allowance REGISTRATIONS_OF_ADDRESS = Allowance.of(30, Duration.ofHours(1));

    /** For one mail at one address: to correct the username, and the form once more. */
    private static final Allowance REGISTRATIONS_OF_MAIL = Allowance.of(10, Duration.ofHours(1));

    /**
     * However many addresses there are: better no newcomers for a while than a book full of them.
     */
    private static final Allowance REGISTRATIONS_OF_ALL = Allowance.of(1_000, Duration.ofHours(1));

    private static final Allowance RESETS_OF_ADDRESS = Allowance.of(20, Duration.ofHours(1));

    /**
     * No more mails than a mailbox can bear. A link is good for as long, so that an owner who is
     * refused for a stranger's wishes has one that works.
     */
    private static final Allowance RESETS_OF_MAIL = Allowance.of(4, Duration.ofMinutes(30));

    /** In one session: a stolen token must not serve to guess the password behind it. */
    private static final Allowance PASSWORD_CHANGES = Allowance.of(10, Duration.ofMinutes(15));

    /** A burst for a script that sets up a project, then faster than anybody types. */
    private static final Allowance COMMANDS = new Allowance(300, 20, Duration.ofSeconds(1));

    /** Reads whose answers may have 16 MB. */
    private static final Allowance HEAVY_READS = new Allowance(60, 5, Duration.ofSeconds(1));

    /** A browser's tabs, a telephone, and some that have gone and are not noticed yet. */
    private static final int STREAMS_OF_USER_MAX = 10;

    /**
     * The same for sockets, of which scripts open more than people. Each may have 32 MiB waiting.
     */
    private static final int SOCKETS_OF_USER_MAX = 50;

    private final boolean on;
    private final ClientAddress addresses;
    private final ClaimKeys accounts;
    private final KnownDevices devices;
    private final DeviceCookie cookie;

    private final LogIns logIns;
    private final Buckets<String> registrationsOfAddress;
    private final Buckets<List<String>> registrationsOfMail;
    private final Buckets<String> registrationsOfAll;
    private final Buckets<String> resetsOfAddress;
    private final Buckets<String> resetsOfMail;
    private final Buckets<UUID> passwordChanges;
    private final Buckets<UserId> commands;
    private final Buckets<UserId> heavyReads;
    private final OpenPlaces streams;
    private final OpenPlaces sockets;

    /**
     * @param on false: nobody is held back
     * @param accounts makes of a mail what an account is counted by, so that no mail is kept
     * @param deviceKeys of browsers that are known, the newest first
     * @param https whether browsers find the server by https
     */
    public Throttle(
            boolean on,
            ClientAddress addresses,
            ClaimKeys accounts,
            List<ServerKey> deviceKeys,
            boolean https,
            TimeMeter meter,
            Clock clock) {
        this.on = on;
        this.addresses = addresses;
        this.accounts = accounts;
        devices = new KnownDevices(deviceKeys.stream().map(ServerKey::key).toList(), clock);
        cookie = new DeviceCookie(https);
        logIns = new LogIns(meter);
        registrationsOfAddress = new Buckets<>(REGISTRATIONS_OF_ADDRESS, meter);
        registrationsOfMail = new Buckets<>(REGISTRATIONS_OF_MAIL, meter);
        registrationsOfAll = new Buckets<>(REGISTRATIONS_OF_ALL, meter);
        resetsOfAddress = new Buckets<>(RESETS_OF_ADDRESS, meter);
        resetsOfMail = new Buckets<>(RESETS_OF_MAIL, meter);
        passwordChanges = new Buckets<>(PASSWORD_CHANGES, meter);
        commands = new Buckets<>(COMMANDS, meter);
        heavyReads = new Buckets<>(HEAVY_READS, meter);
        streams = new OpenPlaces("streams", on ? STREAMS_OF_USER_MAX : Integer.MAX_VALUE);
        sockets = new OpenPlaces("sockets", on ? SOCKETS_OF_USER_MAX : Integer.MAX_VALUE);
    }

    /** The place of a stream or socket among those of its user. */
    @FunctionalInterface
    public interface Place extends AutoCloseable {
        /** Frees it. */
        @Override
        void close();
    }

    /**
     * Checks a password if it may be tried now.
     *
     * @param check whom the password belongs to, hashed for this party; empty: it is wrong. What it
     *     throws is thrown, and counts as no try
     */
    public <T> Optional<T> logIn(
            ServerRequest request, String email, Function<Party, Optional<T>> check) {
        String account = accounts.email(email);
        var attempt =
                new LogIns.Attempt(
                        addresses.of(request),
                        account,
                        cookie.read(request).flatMap(pass -> devices.device(account, pass)));
        return on ? logIns.attempt(attempt, check) : check.apply(attempt.party());
    }

    /**
     * After somebody has shown that the account with this mail is theirs: from now on, no
     * stranger's failures count for this browser, nor many strangers' for this address.
     */
    public void remember(ServerRequest request, ServerResponse response, String email) {
        String account = accounts.email(email);
        logIns.familiar(account, addresses.of(request));
        cookie.set(response, devices.pass(account, cookie.read(request)));
    }

    /** Before a registration with this mail; tells whom its password is hashed for. */
    public Party registration(ServerRequest request, String email) {
        String address = addresses.of(request);
        take(
                new Charge<>(registrationsOfAddress, address),
                new Charge<>(registrationsOfMail, List.of(accounts.email(email), address)),
                new Charge<>(registrationsOfAll, ""));
        return Party.stranger(address);
    }

    /** Whom a password is hashed for, where nobody is logged in. */
    public Party party(ServerRequest request) {
        return Party.stranger(addresses.of(request));
    }

    /** Before a link is mailed by which a password can be chosen anew. */
    public void passwordReset(ServerRequest request, String email) {
        take(
                new Charge<>(resetsOfAddress, addresses.of(request)),
                new Charge<>(resetsOfMail, accounts.email(email)));
    }

    /** Before a password is changed by one who knows the older one. */
    public void passwordChange(Caller caller) {
        take(new Charge<>(passwordChanges, caller.session()));
    }

    /** Before any command of a user who is logged in. */
    public void command(UserId user) {
        take(new Charge<>(commands, user));
    }

    /** Before a read whose answer may be large: a room's history with its files. */
    public void heavyRead(UserId user) {
        take(new Charge<>(heavyReads, user));
    }

    /** Whether {@link #stream} would let one in. */
    public boolean hasPlaceForStream(UserId user) {
        return streams.hasPlace(user);
    }

    /** Before a stream is opened; to be closed when it ends. */
    public Place stream(UserId user) {
        return streams.enter(user);
    }

    /** Before a socket is let in; to be closed when it has gone. */
    public Place socket(UserId user) {
        return sockets.enter(user);
    }

    private void take(Charge<?>... charges) {
        if (on) {
            Charge.takeAll(List.of(charges), 1);
        }
    }
}
