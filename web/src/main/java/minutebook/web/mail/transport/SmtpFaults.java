package minutebook.web.mail.transport;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import minutebook.web.mail.transport.MailFault.Deferred;
import minutebook.web.mail.transport.MailFault.Refused;
import minutebook.web.mail.transport.MailFault.Unreachable;
import minutebook.web.mail.transport.MailUrl.Login;
import minutebook.web.mail.transport.MailUrl.Security;
import minutebook.web.mail.transport.MailUrl.Smtp;
import org.jspecify.annotations.Nullable;

/** Says in plain words what went wrong with a mail server, and what to do about it. */
final class SmtpFaults {
    private final Smtp server;
    private final String name;

    SmtpFaults(Smtp server) {
        this.server = server;
        name = "The mail server %s:%d".formatted(server.host(), server.port());
    }

    Unreachable notConnected(@Nullable IOException problem) {
        String what =
                switch (problem) {
                    case UnknownHostException _ ->
                            " is not known: check the host in MAIL_URL, and that this machine's DNS"
                                    + " answers.";
                    case SocketTimeoutException _ ->
                            " cannot be reached within "
                                    + timeout()
                                    + ": check host and port in MAIL_URL; a firewall may be between.";
                    case ConnectException refused when isRefused(refused) ->
                            " is not there: nothing listens at this port. Check host and port in"
                                    + " MAIL_URL, and that the server runs.";
                    case null, default -> " cannot be reached (%s).".formatted(reason(problem));
                };
        return new Unreachable(interrupted().orElse(name + what), problem);
    }

    Unreachable noCertificates(Exception problem) {
        return new Unreachable(
                "The certificates of ca=%s in MAIL_URL cannot be read (%s)."
                        .formatted(server.ca().map(Object::toString).orElse(""), reason(problem)),
                problem);
    }

    Unreachable noLogin() {
        return new Unreachable(
                name
                        + " offers no login: use starttls=true or smtps, or leave user and"
                        + " password out of MAIL_URL.",
                null);
    }

    /** It was connected, but no session came about. */
    Unreachable notReady(Dialogue dialogue, boolean tooLong, Exception problem) {
        String what =
                tooLong
                        ? " takes too long to say what it should."
                        : find(problem, SSLException.class)
                                .map(this::ofTls)
                                .orElseGet(() -> ofSession(dialogue, problem));
        return new Unreachable(interrupted().orElse(name + what), problem);
    }

    /** The connection was lost over a mail. */
    Deferred lost(Dialogue dialogue, boolean tooLong, Exception problem) {
        String what =
                tooLong
                        ? " took too long with the mail."
                        : find(problem, SocketTimeoutException.class).isPresent()
                                ? " did not answer %s within %s."
                                        .formatted(shown(dialogue.stage()), timeout())
                                : " hung up at %s (%s)."
                                        .formatted(shown(dialogue.stage()), reason(problem));
        return new Deferred(interrupted().orElse(name + what), problem);
    }

    /** It said something that is no yes. */
    MailFault refusal(Reply reply, Mail mail, Exception problem) {
        if (reply.wantsLoginOrTls()) {
            return new Unreachable(
                    "%s wants a login, or TLS, before it takes mail: see user, password and starttls in MAIL_URL. It said: %s"
                            .formatted(name, words(reply)),
                    problem);
        }
        if (reply.isHangUp()) {
            return new Deferred("%s hung up at %s.".formatted(name, shown(reply.stage())), problem);
        }
        String what =
                switch (reply.stage()) {
                    case "MAIL" -> "the sender %s (see MAIL_FROM)".formatted(mail.from());
                    case "RCPT" -> "the recipient";
                    default -> "the mail";
                };
        if (reply.isPermanent()) {
            return new Refused(
                    reply.codes(),
                    "%s refused %s: %s".formatted(name, what, words(reply)),
                    problem);
        }
        return new Deferred(
                "%s does not take %s now: %s".formatted(name, what, words(reply)), problem);
    }

    private String ofTls(SSLException problem) {
        String certificate = find(problem, CertificateException.class).map(this::reason).orElse("");
        if (certificate.contains("No subject alternative")
                || certificate.contains("No name match")) {
            return " has a certificate that does not name %s: use the host that it names in MAIL_URL."
                    .formatted(server.host());
        }
        if (!certificate.isEmpty()) {
            return " has a certificate that is not trusted (%s): with a CA of your own, add ca=/path/to/ca.pem to MAIL_URL."
                    .formatted(certificate);
        }
        return server.security() == Security.TLS
                ? " does not begin with TLS (%s): with smtp://…?starttls=true it may."
                        .formatted(reason(problem))
                : " could not agree on TLS (%s).".formatted(reason(problem));
    }

    private String ofSession(Dialogue dialogue, Exception problem) {
        Reply reply = dialogue.last();
        String stage = dialogue.stage();
        boolean answered = reply.code() != 0 && reply.stage().equals(stage);
        if (find(problem, SocketTimeoutException.class).isPresent()) {
            return " did not %s within %s%s"
                    .formatted(
                            stage.isEmpty() ? "greet" : "answer " + shown(stage),
                            timeout(),
                            stage.isEmpty() && server.security() != Security.TLS
                                    ? ": if this is its port for TLS, use smtps:// in MAIL_URL."
                                    : ".");
        }
        if (!answered || reply.isHangUp()) {
            return " hung up at %s (%s).".formatted(shown(stage), reason(problem));
        }
        if (reply.code() < 0) {
            return " does not speak SMTP; it said: " + words(reply);
        }
        if (server.security() == Security.STARTTLS && reply.isSuccess()) {
            return " offers no STARTTLS, and MAIL_URL allows nothing without it.";
        }
        return switch (stage) {
            case "STARTTLS" -> " refused STARTTLS; it said: " + words(reply);
            case "AUTH" ->
                    reply.isTemporary()
                            ? " cannot check the login now; it said: " + words(reply)
                            : " refused the login (%d): check user and password in MAIL_URL. It said: %s"
                                    .formatted(reply.code(), words(reply));
            default -> " does not take mail now; it said: " + words(reply);
        };
    }

    /** The server's words, in which nobody finds the password. */
    private String words(Reply reply) {
        String words = reply.words();
        for (String secret : secrets()) {
            words = words.replace(secret, "***");
        }
        return words;
    }

    private List<String> secrets() {
        return server.login().stream()
                .flatMap(
                        login ->
                                Stream.of(
                                        login.password(),
                                        base64(login.password()),
                                        base64(plain(login))))
                .toList();
    }

    private static String plain(Login login) {
        return "%s\0%s\0%s".formatted(login.user(), login.user(), login.password());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String shown(String stage) {
        return switch (stage) {
            case "" -> "the greeting";
            case "." -> "the end of the mail";
            default -> stage;
        };
    }

    /** Who is interrupted finds the connection closed, and wants to know why. */
    private Optional<String> interrupted() {
        return Thread.currentThread().isInterrupted()
                ? Optional.of("The talk with %s was interrupted.".formatted(server.host()))
                : Optional.empty();
    }

    private String timeout() {
        return BigDecimal.valueOf(server.timeout().toMillis(), 3)
                        .stripTrailingZeros()
                        .toPlainString()
                + " s";
    }

    private static boolean isRefused(Throwable problem) {
        return String.valueOf(problem.getMessage()).contains("refused");
    }

    /** What the innermost of them says, in one line. */
    private String reason(@Nullable Throwable problem) {
        Throwable inner = problem;
        while (inner != null && inner.getCause() != null) {
            inner = inner.getCause();
        }
        String text =
                inner == null || inner.getMessage() == null
                        ? String.valueOf(inner)
                        : inner.getMessage();
        return words(new Reply("", -1, text));
    }

    private static <T extends Throwable> Optional<T> find(
            @Nullable Throwable problem, Class<T> type) {
        Throwable inner = problem;
        while (inner != null && !type.isInstance(inner)) {
            inner = inner.getCause();
        }
        return Optional.ofNullable(inner).map(type::cast);
    }
}
