package minutebook.web.mail.letters;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import minutebook.web.mail.letters.Occasion.AccountUnarchived;
import minutebook.web.mail.letters.Occasion.AddedToProject;
import minutebook.web.mail.letters.Occasion.PasswordChanged;
import minutebook.web.mail.letters.Occasion.PasswordReset;
import minutebook.web.mail.letters.Occasion.VerifyEmail;

/** Puts an occasion into words. Thread-safe. */
final class Wording {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final Templates templates = new Templates();
    private final LinkAddresses addresses;

    Wording(LinkAddresses addresses) {
        this.addresses = addresses;
    }

    /** {@code at}: when it happened. */
    Letter letter(Occasion occasion, Recipient recipient, Instant at, LinkTokens tokens) {
        var values = new HashMap<String, String>();
        values.put("name", recipient.name());
        values.put("username", recipient.username());
        values.put("email", recipient.email());
        values.put("at", TIME.format(at));
        values.put("home", addresses.home());
        values.putAll(own(occasion, recipient, tokens));
        return templates.letter(occasion.kind(), values);
    }

    /** What only letters of its kind say. {@code link} is what the letter asks to open. */
    private Map<String, String> own(Occasion occasion, Recipient recipient, LinkTokens tokens) {
        var user = recipient.id();
        return switch (occasion) {
            case VerifyEmail _ -> Map.of("link", addresses.verifyEmail(tokens.verify(user)));
            case PasswordReset it ->
                    Map.of(
                            "link", addresses.resetPassword(tokens.reset(user, it.request())),
                            "until", TIME.format(it.until()));
            case PasswordChanged _ -> Map.of("link", addresses.forgotPassword());
            case AccountUnarchived _ -> Map.of("link", addresses.home());
            case AddedToProject it ->
                    Map.of(
                            "link", addresses.home(),
                            "title", OneLine.of(it.title()),
                            "by", OneLine.of(it.by()),
                            "unsubscribe", addresses.unsubscribe(tokens.unsubscribe(user)));
        };
    }
}
