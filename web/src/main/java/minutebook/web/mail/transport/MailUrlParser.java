package minutebook.web.mail.transport;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import minutebook.web.mail.transport.MailUrl.Console;
import minutebook.web.mail.transport.MailUrl.Dummy;
import minutebook.web.mail.transport.MailUrl.Folder;
import minutebook.web.mail.transport.MailUrl.Login;
import minutebook.web.mail.transport.MailUrl.Memory;
import minutebook.web.mail.transport.MailUrl.Security;
import minutebook.web.mail.transport.MailUrl.Smtp;
import org.jspecify.annotations.Nullable;

/** Reads a {@link MailUrl}, and refuses what it does not understand. */
final class MailUrlParser {
    // Not java.net.URI, which takes no host with an underscore, as containers have it.
    private static final Pattern SERVER =
            Pattern.compile(
                    "//((?<user>[^:@/?#]+):(?<password>[^:@/?#]+)@)?"
                            + "(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])"
                            + "(:(?<port>\\d{1,5}))?/?"
                            + "(\\?(?<parameters>[^#]+))?");

    private static final Set<String> PARAMETERS = Set.of("starttls", "timeout", "ca");

    private MailUrlParser() {}

    static MailUrl parse(String text) {
        int colon = text.indexOf(':');
        String scheme = text.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        return switch (scheme) {
            case "smtp" -> server(rest, false);
            case "smtps" -> server(rest, true);
            case "file" -> folder(rest);
            case "console" -> alone(rest, new Console());
            case "memory" -> alone(rest, new Memory());
            case "dummy" -> alone(rest, new Dummy());
            default -> throw notInForm();
        };
    }

    private static MailUrl server(String rest, boolean tls) {
        var form = SERVER.matcher(rest);
        if (!form.matches()) {
            throw notInForm();
        }
        Map<String, String> parameters = parameters(form.group("parameters"));
        Security security = security(tls, Optional.ofNullable(parameters.get("starttls")));
        if (security == Security.NONE && parameters.containsKey("ca")) {
            throw notInForm();
        }
        return new Smtp(
                form.group("host").replaceAll("[\\[\\]]", ""),
                port(form.group("port"), security),
                security,
                login(form.group("user"), form.group("password")),
                Optional.ofNullable(parameters.get("timeout"))
                        .map(MailUrlParser::timeout)
                        .orElse(Smtp.TIMEOUT_DEFAULT),
                Optional.ofNullable(parameters.get("ca")).map(MailUrlParser::absolute));
    }

    private static Map<String, String> parameters(@Nullable String text) {
        var parameters = new TreeMap<String, String>();
        if (text != null) {
            for (String parameter : text.split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                boolean isNew =
                        parts.length == 2
                                && PARAMETERS.contains(parts[0])
                                && parameters.put(parts[0], decoded(parts[1])) == null;
                if (!isNew) {
                    throw notInForm();
                }
            }
        }
        return parameters;
    }

    private static Security security(boolean tls, Optional<String> starttls) {
        if (tls) {
            if (starttls.isPresent()) {
                throw notInForm();
            }
            return Security.TLS;
        }
        return switch (starttls.orElse("false")) {
            case "true" -> Security.STARTTLS;
            case "false" -> Security.NONE;
            default -> throw notInForm();
        };
    }

    private static int port(@Nullable String text, Security security) {
        if (text == null) {
            return switch (security) {
                case NONE -> 25;
                case STARTTLS -> 587;
                case TLS -> 465;
            };
        }
        return number(text, 1, 65_535);
    }

    private static Optional<Login> login(@Nullable String user, @Nullable String password) {
        return user == null || password == null
                ? Optional.empty()
                : Optional.of(new Login(decoded(user), decoded(password)));
    }

    private static Duration timeout(String text) {
        return Duration.ofSeconds(number(text, 1, 300));
    }

    private static int number(String text, int least, int most) {
        if (!text.matches("\\d{1,5}")
                || Integer.parseInt(text) < least
                || Integer.parseInt(text) > most) {
            throw notInForm();
        }
        return Integer.parseInt(text);
    }

    private static Path absolute(String text) {
        Path path = Path.of(text);
        if (!path.isAbsolute()) {
            throw notInForm();
        }
        return path;
    }

    private static Folder folder(String rest) {
        if (rest.matches("//[^/].*|/*|.*[?#].*")) {
            throw notInForm();
        }
        return new Folder(Path.of(decoded(rest)));
    }

    private static MailUrl alone(String rest, MailUrl url) {
        if (!rest.isEmpty()) {
            throw notInForm();
        }
        return url;
    }

    /** Percent-decoding alone: {@link URLDecoder} would also take a plus for a space. */
    private static String decoded(String text) {
        String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (decoded.chars().anyMatch(Character::isISOControl)) {
            throw notInForm();
        }
        return decoded;
    }

    private static IllegalArgumentException notInForm() {
        return new IllegalArgumentException(MailUrl.FORMS);
    }
}
