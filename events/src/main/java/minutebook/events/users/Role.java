package minutebook.events.users;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a user may do beyond their own projects. Stored in lower case, for ever. */
public enum Role {
    /** Grants roles, archives users, hands over what archived ones own. */
    ADMIN,
    /** Reads the book. */
    AUDITOR,
    /** Reads the views for analysis. */
    ANALYST;

    /** As it is stored, sent and typed. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this text; empty: there is none. */
    public static Optional<Role> find(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }

    @JsonCreator
    static Role stored(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("No role: " + text));
    }
}
