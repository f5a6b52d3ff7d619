package minutebook.web.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys as text: RFC 7468. */
final class Pem {
    private static final int LINE_LENGTH = 64;

    private Pem() {}

    static String write(String label, byte[] der) {
        String lines =
                Base64.getMimeEncoder(LINE_LENGTH, "\n".getBytes(US_ASCII)).encodeToString(der);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, lines);
    }

    /** The first of this label in a text. */
    static byte[] read(String label, String text) throws IOException {
        Matcher block =
                Pattern.compile("-----BEGIN %1$s-----([^-]*)-----END %1$s-----".formatted(label))
                        .matcher(text);
        if (!block.find()) {
            throw new IOException("there is no -----BEGIN %s-----".formatted(label));
        }
        try {
            return Base64.getMimeDecoder().decode(block.group(1));
        } catch (IllegalArgumentException none) {
            throw new IOException("what follows -----BEGIN %s----- is no Base64".formatted(label));
        }
    }
}
