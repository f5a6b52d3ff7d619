package minutebook.web.mail.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.StringReader;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import minutebook.events.mail.MailKind;
import minutebook.web.pages.Resource;

/**
 * The files that letters are made from: of each kind a text, which begins with the subject, and an
 * HTML document. What is missing in the values fails, and is not left blank. Thread-safe.
 */
final class Templates {
    private static final String SUBJECT = "Subject: ";

    private final Mustache.Compiler texts = compiler().escapeHTML(false);
    private final Mustache.Compiler documents = compiler().escapeHTML(true);
    private final Map<MailKind, Parts> byKind = new EnumMap<>(MailKind.class);

    /** Throws if a file is missing, or is not made as it should. */
    Templates() {
        for (MailKind kind : MailKind.values()) {
            byKind.put(kind, parts(kind));
        }
    }

    private record Parts(Template subject, Template text, Template html) {}

    /** {@code values} by name, each in one line. */
    Letter letter(MailKind kind, Map<String, String> values) {
        Parts parts = Objects.requireNonNull(byKind.get(kind));
        String subject = parts.subject().execute(values);
        var all = new HashMap<>(values);
        all.put("subject", subject);
        return new Letter(kind, subject, parts.text().execute(all), parts.html().execute(all));
    }

    private static Mustache.Compiler compiler() {
        return Mustache.compiler()
                .strictSections(true)
                .emptyStringIsFalse(true)
                .withLoader(name -> new StringReader(read(name)));
    }

    private Parts parts(MailKind kind) {
        String file = kind.text() + ".txt";
        String[] halves = read(file).split("\n\n", 2);
        if (halves.length < 2 || !halves[0].startsWith(SUBJECT) || halves[0].contains("\n")) {
            throw new IllegalStateException(file + " must begin with a subject and a blank line");
        }
        return new Parts(
                texts.compile(halves[0].substring(SUBJECT.length())),
                texts.compile(halves[1]),
                documents.compile(read(kind.text() + ".html")));
    }

    private static String read(String file) {
        return new String(Resource.read(Templates.class, file), UTF_8);
    }
}
