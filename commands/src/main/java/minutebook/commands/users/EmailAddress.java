package minutebook.commands.users;

import java.util.regex.Pattern;

/**
 * Tells a mail address from what cannot be one: {@code local@domain.tld} in ASCII, without quotes,
 * comments or blanks, nor a line break as URLs write it, which somebody might decode: so that no
 * address can ever add a header to a mail. Takes time in proportion to the length.
 */
public final class EmailAddress {
    private static final int LOCAL_LENGTH_MAX = 64;
    private static final int LABEL_LENGTH_MAX = 63;
    private static final Pattern ENCODED_CONTROL =
            Pattern.compile("%[01][0-9a-f]", Pattern.CASE_INSENSITIVE);

    private static final String LOCAL_MARKS = "!#$%&'*+/=?^_`{|}~-";

    private EmailAddress() {}

    /** Whether it has that form; its length is for others to limit. */
    public static boolean isWellFormed(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at <= LOCAL_LENGTH_MAX
                && isDottedAtoms(text.substring(0, at))
                && !ENCODED_CONTROL.matcher(text).find()
                && isDomain(text.substring(at + 1));
    }

    private static boolean isDottedAtoms(String local) {
        for (String atom : local.split("\\.", -1)) {
            if (atom.isEmpty() || !atom.chars().allMatch(EmailAddress::isOfAtom)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDomain(String domain) {
        String[] labels = domain.split("\\.", -1);
        for (String label : labels) {
            if (!isLabel(label)) {
                return false;
            }
        }
        return labels.length > 1;
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= LABEL_LENGTH_MAX
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars().allMatch(c -> isLetterOrDigit(c) || c == '-');
    }

    private static boolean isOfAtom(int character) {
        return isLetterOrDigit(character) || LOCAL_MARKS.indexOf(character) >= 0;
    }

    private static boolean isLetterOrDigit(int character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }
}
