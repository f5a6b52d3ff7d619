package minutebook.events.mail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Why a mail was not sent. Stored as {@link #text}, for ever. */
public enum MailReason {
    /** What it tells is no longer so: its link is used or too old, its project is gone. */
    OUTDATED,
    /** Whom it is for may not log in, or is erased. */
    NO_RECIPIENT,
    /** It was tried for days. */
    TOO_LATE,
    /** It waited when a backup was made that was restored since: it may have gone out meanwhile. */
    RESTORED;

    /** As it is stored and sent: {@code too-late}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reason of this text; throws IllegalArgumentException where there is none. */
    @JsonCreator
    public static MailReason stored(String text) {
        return Arrays.stream(values())
                .filter(reason -> reason.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No reason: " + text));
    }
}
