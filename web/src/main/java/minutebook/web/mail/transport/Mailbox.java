package minutebook.web.mail.transport;

import java.util.regex.Pattern;

/**
 * A mail address with the name that is shown beside it: {@code The minutes <minutes@example.org>}.
 *
 * @param name as people read it, in any script, without control characters; perhaps empty
 * @param address {@code local@domain} in ASCII, without quotes or blanks; the domain may be one
 *     label, like {@code localhost}
 */
public record Mailbox(String name, String address) {

    /** What is allowed, so that "must be" can stand before it. */
    public static final String FORMS = "a mail address, or Some name <a mail address>";

    private static final int NAME_LENGTH_MAX = 100;
    private static final int ADDRESS_LENGTH_MAX = 255;

    private static final Pattern FORM = Pattern.compile("(?<name>[^<>]*)<(?<address>[^<>]*)>");
    private static final Pattern NAME = Pattern.compile("[^<>\"\\p{Cntrl}\\u2028\\u2029]*");
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern ADDRESS =
            Pattern.compile(ATOM + "(\\." + ATOM + ")*@" + LABEL + "(\\." + LABEL + ")*");

    /** Throws IllegalArgumentException if either has not its form. */
    public Mailbox {
        boolean isMailbox =
                name.length() <= NAME_LENGTH_MAX
                        && NAME.matcher(name).matches()
                        && address.length() <= ADDRESS_LENGTH_MAX
                        && ADDRESS.matcher(address).matches();
        if (!isMailbox) {
            throw new IllegalArgumentException(FORMS);
        }
    }

    /**
     * Reads {@code address}, {@code name <address>} or {@code "name" <address>}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static Mailbox parse(String text) {
        var form = FORM.matcher(text.strip());
        return form.matches()
                ? new Mailbox(unquoted(form.group("name").strip()), form.group("address").strip())
                : new Mailbox("", text.strip());
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1) : name;
    }

    /** As it is written by people, not as it stands in a mail's head. */
    @Override
    public String toString() {
        return name.isEmpty() ? address : "%s <%s>".formatted(name, address);
    }
}
