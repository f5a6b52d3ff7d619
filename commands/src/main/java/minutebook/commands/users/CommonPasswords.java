package minutebook.commands.users;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The passwords that are guessed first: the 30,000 most frequent of leaked ones, as zxcvbn lists
 * them, in lower case.
 */
final class CommonPasswords {
    private static final Set<String> LONG_ENOUGH =
            list().stream()
                    .filter(word -> word.length() >= ProfileFields.PASSWORD_LENGTH_MIN)
                    .collect(Collectors.toUnmodifiableSet());

    private CommonPasswords() {}

    /** Whether it is one of them, in whichever case. Shorter ones than are allowed are not told. */
    static boolean contains(String password) {
        return LONG_ENOUGH.contains(password.toLowerCase(Locale.ROOT));
    }

    private static List<String> list() {
        try {
            return StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies();
        } catch (IOException broken) {
            throw new UncheckedIOException("The list of common passwords is missing", broken);
        }
    }
}
