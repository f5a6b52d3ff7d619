package minutebook.web.generate;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.UserId;
import minutebook.events.book.Append;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.Book;
import minutebook.events.book.ClaimKeys;
import minutebook.events.book.CommandId;
import minutebook.events.book.Numbers;
import minutebook.events.users.SessionEvent.SessionOpened;
import minutebook.events.users.UserEvent.EmailVerified;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.events.vault.Credentials;
import minutebook.events.vault.SubjectKeys;

/** Generated people: person-1@example.org and so on, all with one password. Thread-safe. */
public final class Crowd {
    private static final List<String> FIRST_NAMES =
            List.of(
                    "Anna", "Ben", "Chloé", "Dmitri", "Émile", "Farah", "Jürgen", "Σοφία", "美咲",
                    "Noor");
    private static final List<String> LAST_NAMES =
            List.of(
                    "Bergström",
                    "Okafor",
                    "de la Cruz",
                    "Novák",
                    "Иванова",
                    "Tanaka",
                    "O'Neill",
                    "Y");

    private final Book book;
    private final ClaimKeys claims;
    private final Numbers numbers;
    private final SubjectKeys keys;
    private final Credentials credentials;
    private final String passwordHash;

    /** {@code passwordHash}: the hash of everybody's password. */
    public Crowd(
            Book book,
            ClaimKeys claims,
            Numbers numbers,
            SubjectKeys keys,
            Credentials credentials,
            String passwordHash) {
        this.book = book;
        this.claims = claims;
        this.numbers = numbers;
        this.keys = keys;
        this.credentials = credentials;
        this.passwordHash = passwordHash;
    }

    /** Registers one, as the server does: the key and the password come before the event. */
    UserId join(int number, Random random) {
        UserId user = numbers.nextUser();
        keys.create(user);
        UUID credential = credentials.keep(user, passwordHash);
        String name = "person-" + number;
        String email = name + "@example.org";
        var registered =
                new UserRegistered(
                        user,
                        email,
                        name,
                        FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size())),
                        LAST_NAMES.get(random.nextInt(LAST_NAMES.size())),
                        credential);
        List<Event> events =
                List.of(
                        registered,
                        new SessionOpened(UUID.randomUUID(), user),
                        new EmailVerified(user));
        book.append(
                new Append(
                        CommandId.fresh(),
                        null,
                        events,
                        Map.of(),
                        List.of(
                                new Claim(claims.email(email), registered.stream()),
                                new Claim(claims.username(name), registered.stream())),
                        List.of()));
        return user;
    }
}
