package minutebook.web.mail.letters;

/**
 * What somebody typed, as it may stand in a letter: in one line, and nothing in it that cannot be
 * seen. The rules refuse control characters already; this is the second wall, and the first one for
 * what turns the direction of writing.
 */
final class OneLine {
    private static final int LENGTH_MAX = 255;
    private static final String CUT = "…";
    private static final int REPLACEMENT = 0xFFFD;

    private OneLine() {}

    /**
     * White space, line breaks and control characters become single blanks; what is invisible and
     * orders the letters anew is left out; halves of characters become U+FFFD. What is longer than
     * 255 characters is cut, and ends with an ellipsis.
     */
    static String of(String typed) {
        var line = new StringBuilder();
        typed.codePoints()
                .filter(it -> !isHidden(it))
                .map(OneLine::seen)
                .forEach(it -> append(line, it));
        String stripped = line.toString().strip();
        return stripped.codePointCount(0, stripped.length()) <= LENGTH_MAX
                ? stripped
                : stripped.substring(0, stripped.offsetByCodePoints(0, LENGTH_MAX - 1)) + CUT;
    }

    private static void append(StringBuilder line, int character) {
        boolean doubled =
                character == ' ' && !line.isEmpty() && line.charAt(line.length() - 1) == ' ';
        if (!doubled) {
            line.appendCodePoint(character);
        }
    }

    private static int seen(int character) {
        if (Character.getType(character) == Character.SURROGATE) {
            return REPLACEMENT;
        }
        boolean blank =
                Character.isISOControl(character)
                        || Character.isWhitespace(character)
                        || Character.isSpaceChar(character);
        return blank ? ' ' : character;
    }

    /** Joiners are no ornament: Persian, Hindi and many an emoji need them; flags need tags. */
    private static boolean isHidden(int character) {
        return Character.getType(character) == Character.FORMAT
                && character != 0x200C
                && character != 0x200D
                && !(character >= 0xE0020 && character <= 0xE007F);
    }
}
