package minutebook.web.audit.replay;

import java.util.Locale;
import minutebook.events.Personal;
import minutebook.queries.users.UserItem;

/**
 * What people typed, as a part of a plain line: nothing in it is invisible, turns the line around
 * or passes for the line's own words. What would is written with a backslash in front, or by its
 * number.
 */
final class Plain {
    private Plain() {}

    /**
     * Somebody: {@code Anna Berg (@anna)}. Only a name of ours stands in brackets behind an
     * {@code @}: what was typed as a first or last name has them with backslashes.
     */
    static String person(UserItem user) {
        String name =
                user.equals(UserItem.erased(user.id()))
                        ? Personal.ERASED
                        : escaped(user.firstName() + " " + user.lastName(), "\\()@");
        return "%s (@%s)".formatted(name, escaped(user.username(), "\\()@"));
    }

    /** A title, a file's name, a message: {@code 'Bridge'}. */
    static String quoted(String text) {
        return "'" + escaped(text, "\\'") + "'";
    }

    private static String escaped(String text, String special) {
        var line = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        it -> {
                            if (special.indexOf(it) >= 0) {
                                line.append('\\').appendCodePoint(it);
                            } else if (isVisible(it)) {
                                line.appendCodePoint(it);
                            } else {
                                line.append(String.format(Locale.ROOT, "\\u{%04X}", it));
                            }
                        });
        return line.toString();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
