package minutebook.web.mail.transport;

import java.util.regex.Pattern;

/**
 * What a mail server answered.
 *
 * @param stage the word of the command that it answers; empty: its greeting
 * @param code -1: it answered nothing that SMTP knows, or hung up
 * @param text all lines, as they came; never to be shown as they are
 */
record Reply(String stage, int code, String text) {
    private static final Pattern ENHANCED =
            Pattern.compile("\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})(?!\\S)");
    private static final int WORDS_LENGTH_MAX = 200;
    private static final String HUNG_UP = "[EOF]";

    boolean isSuccess() {
        return code >= 200 && code < 300;
    }

    boolean isTemporary() {
        return code >= 400 && code < 500;
    }

    boolean isPermanent() {
        return code >= 500 && code < 600;
    }

    /** A fault of the session, whatever the mail: a login, or TLS, is wanted first. */
    boolean wantsLoginOrTls() {
        return code == 530 || code == 534 || code == 535 || code == 538;
    }

    boolean isHangUp() {
        return code < 0 && text.startsWith(HUNG_UP);
    }

    /** The code, and the enhanced one if there is one. */
    String codes() {
        var enhanced = ENHANCED.matcher(text);
        return enhanced.lookingAt() ? code + " " + enhanced.group(1) : String.valueOf(code);
    }

    /** The server's own words in one line of printable ASCII, at most 200 characters. */
    String words() {
        String line = text.strip().replaceAll("\\s+", " ").replaceAll("[^\\x20-\\x7e]", "?");
        return line.length() <= WORDS_LENGTH_MAX
                ? line
                : line.substring(0, WORDS_LENGTH_MAX - 2) + " …";
    }
}
