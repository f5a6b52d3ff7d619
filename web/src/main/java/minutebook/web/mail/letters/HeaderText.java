package minutebook.web.mail.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Texts in the head of a mail. What is not plain goes as encoded words (RFC 2047) in base64, so
 * that no character of it means anything there: also what already looks like an encoded word, which
 * {@code MimeUtility} would let through for the reader's program to decode.
 */
final class HeaderText {
    private static final int PLAIN_LENGTH_MAX = 60;
    private static final Pattern PLAIN = Pattern.compile("[ -~]*");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9]+( [A-Za-z0-9]+)*");

    /** So that a word and what stands before it in the line are shorter than 76 characters. */
    private static final int WORD_BYTES_MAX = 36;

    /** Continues the line below. */
    private static final String FOLD = "\r\n ";

    private HeaderText() {}

    /** As a subject. */
    static String unstructured(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !text.contains("=?");
        return plain && text.length() <= PLAIN_LENGTH_MAX ? text : encoded(text);
    }

    /**
     * As a sender or recipient. {@code address} must be nothing but an address.
     *
     * @param name what is shown beside it; perhaps empty
     */
    static String mailbox(String name, String address) {
        if (name.isEmpty()) {
            return address;
        }
        boolean plain = PLAIN_NAME.matcher(name).matches() && name.length() <= PLAIN_LENGTH_MAX;
        return (plain ? name : encoded(name)) + FOLD + "<" + address + ">";
    }

    private static String encoded(String text) {
        return String.join(
                FOLD,
                words(text).stream()
                        .map(it -> Base64.getEncoder().encodeToString(it.getBytes(UTF_8)))
                        .map(it -> "=?UTF-8?B?" + it + "?=")
                        .toList());
    }

    /** Cut between characters, since each word is decoded by itself. */
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        int bytes = 0;
        for (int character : text.codePoints().toArray()) {
            String next = Character.toString(character);
            int length = next.getBytes(UTF_8).length;
            if (bytes + length > WORD_BYTES_MAX) {
                words.add(word.toString());
                word.setLength(0);
                bytes = 0;
            }
            word.append(next);
            bytes += length;
        }
        words.add(word.toString());
        return words;
    }
}
