package minutebook.commands.messages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the book keeps of a file's media type. It stands there in the clear and for ever, so that a
 * text of the sender's own, such as a name of the file as a parameter, must not come in by it: type
 * and subtype, and of the parameters the character set.
 */
final class KeptMediaType {
    private static final Pattern TYPE =
            Pattern.compile("[A-Za-z]{1,20}/[A-Za-z0-9][A-Za-z0-9.+_-]{0,79}(?=;|$)");
    private static final Pattern CHARSET =
            Pattern.compile(
                    "; ?charset=(\"?)[A-Za-z0-9._:-]{1,30}\\1(?=;|$)", Pattern.CASE_INSENSITIVE);

    private KeptMediaType() {}

    /** To the letter, as far as it is kept; empty: it is none. */
    static String of(String mediaType) {
        Matcher type = TYPE.matcher(mediaType);
        if (!type.lookingAt()) {
            return "";
        }
        Matcher charset = CHARSET.matcher(mediaType);
        return charset.find(type.end()) ? type.group() + charset.group() : type.group();
    }
}
