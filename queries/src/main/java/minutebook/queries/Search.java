package minutebook.queries;

import java.util.Locale;

/**
 * Case-insensitive substrings, taken literally. Both sides are folded here and not by the database,
 * whose locale may know no letters but those of ASCII.
 */
public final class Search {
    private Search() {}

    /** What is searched in, a line each; no line break can be part of what is searched for. */
    public static String folded(String... texts) {
        return fold(String.join("\n", texts));
    }

    /** A pattern for LIKE that finds {@code filter} anywhere: %, _ and \ stand for themselves. */
    public static String pattern(String filter) {
        String literal = fold(filter).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return "%" + literal + "%";
    }

    /** Upper case first, so that ß and SS, or both forms of a sigma, are the same letters. */
    private static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
    }
}
