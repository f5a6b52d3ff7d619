package minutebook.web.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import minutebook.web.access.Party;
import minutebook.web.http.Problem;

/**
 * How often a password may be tried. Guesses are counted where they come from, so that no
 * stranger's can shut out an owner; and an account that nobody has is counted like any other.
 */
final class LogIns {
    /** A success counts a little too: each is an event in the book, which is never shortened. */
    private static final int SUCCESS = 1;

    private static final int FAILURE = 10;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    /** More than anybody needs who half remembers; 1,000 guesses a day find no fair password. */
    private static final Allowance ACCOUNT_AT_ADDRESS = Allowance.of(10 * FAILURE, WINDOW);

    /**
     * A school or an office behind one address, where some mistype; or one who tries many mails.
     */
    private static final Allowance ADDRESS = Allowance.of(60 * FAILURE, WINDOW);

    /**
     * Of all addresses together from which nobody has logged in to the account: many machines guess
     * no faster than ten, and only newcomers feel it.
     */
    private static final Allowance ACCOUNT_OF_STRANGERS = Allowance.of(100 * FAILURE, WINDOW);

    /** Of a browser in which the user has logged in before, apart from all others. */
    private static final Allowance DEVICE = Allowance.of(10 * FAILURE, WINDOW);

    /** How long an address counts as the owner's after a log-in there. */
    private static final Duration FAMILIAR = Duration.ofDays(30);

    private final Buckets<Pair> accountAtAddress;
    private final Buckets<String> address;
    private final Buckets<String> accountOfStrangers;
    private final Buckets<Pair> device;
    private final Cache<Pair, Boolean> familiar;

    LogIns(TimeMeter clock) {
        accountAtAddress = new Buckets<>(ACCOUNT_AT_ADDRESS, clock);
        address = new Buckets<>(ADDRESS, clock);
        accountOfStrangers = new Buckets<>(ACCOUNT_OF_STRANGERS, clock);
        device = new Buckets<>(DEVICE, clock);
        familiar =
                Caffeine.newBuilder()
                        .maximumSize(Buckets.KEYS_MAX)
                        .expireAfterWrite(FAMILIAR)
                        .ticker(clock::currentTimeNanos)
                        .executor(Runnable::run)
                        .build();
    }

    /** Something of an account: the account where, or on which device. */
    private record Pair(String account, String other) {}

    /**
     * Who tries.
     *
     * @param account a keyed hash of the mail, whether anybody has it or not
     * @param device on which somebody has logged in to the account before, if it has shown so
     */
    record Attempt(String address, String account, Optional<String> device) {

        /** Whom the password is hashed for. */
        Party party() {
            return device.map(name -> Party.known("device-" + name))
                    .orElseGet(() -> Party.stranger(address));
        }
    }

    /**
     * Checks a password if it may be tried now. It counts as a failure until it is known to be
     * none, so that many at once are no way around; a check that breaks off counts nothing.
     *
     * @param check answers with whom the password belongs to; empty: it is wrong
     * @throws Problem 429; then nothing was checked
     */
    <T> Optional<T> attempt(Attempt attempt, Function<Party, Optional<T>> check) {
        List<Charge<?>> charges = charges(attempt);
        Charge.takeAll(charges, FAILURE);
        int costs = 0;
        try {
            Optional<T> found = check.apply(attempt.party());
            costs = found.isPresent() ? SUCCESS : FAILURE;
            return found;
        } finally {
            Charge.giveBackAll(charges, FAILURE - costs);
        }
    }

    /** Somebody has shown at this address that the account is theirs. */
    void familiar(String account, String address) {
        familiar.put(new Pair(account, address), true);
    }

    private List<Charge<?>> charges(Attempt attempt) {
        String account = attempt.account();
        if (attempt.device().isPresent()) {
            return List.of(new Charge<>(device, new Pair(account, attempt.device().get())));
        }
        var here = new Pair(account, attempt.address());
        var charges = new ArrayList<Charge<?>>();
        charges.add(new Charge<>(address, attempt.address()));
        charges.add(new Charge<>(accountAtAddress, here));
        if (familiar.getIfPresent(here) == null) {
            charges.add(new Charge<>(accountOfStrangers, account));
        }
        return charges;
    }
}
