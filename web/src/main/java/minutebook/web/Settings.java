package minutebook.web;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minutebook.web.access.HashCost;
import minutebook.web.database.DatabaseUrl;
import minutebook.web.door.Network;
import minutebook.web.mail.transport.MailUrl;
import minutebook.web.mail.transport.Mailbox;
import minutebook.web.start.CannotStart;

/**
 * What can be set, read once at start and checked by then: contract part 7.
 *
 * @param port where to listen; 0: any that is free
 * @param dataDir as given, perhaps relative, perhaps not there yet
 * @param database a database of one's own; empty: the embedded one
 * @param replicas of that database, perhaps none, perhaps away
 * @param publicUrl where browsers find the server, without a slash at the end; empty: where it
 *     listens
 * @param allowedOrigins each as a browser writes it: scheme, host, and the port where it is not the
 *     usual one
 * @param trustedProxies from where {@code X-Forwarded-For} is believed
 * @param observers who may watch, beside programs on this machine
 * @param tokenLife how long a login lasts
 * @param mailUrl where mail goes; its form is checked, no more
 * @param mailReplyTo whom answers go to; perhaps the same as {@code mailFrom}
 * @param checkpointInterval how often the book is verified and signed
 * @param hashCost of a new password; no operator's choice
 */
public record Settings(
        String host,
        int port,
        Path dataDir,
        Optional<DatabaseUrl> database,
        List<DatabaseUrl> replicas,
        Optional<URI> publicUrl,
        List<String> allowedOrigins,
        List<Network> trustedProxies,
        List<Network> observers,
        Duration tokenLife,
        boolean rateLimits,
        LogFormat logFormat,
        boolean logRequests,
        MailUrl mailUrl,
        Mailbox mailFrom,
        Mailbox mailReplyTo,
        Duration checkpointInterval,
        HashCost hashCost) {

    /** No token lasts longer, whatever is set. */
    static final Duration TOKEN_LIFE_MAX = Duration.ofDays(7);

    /**
     * Reads all settings: the environment before the file, the file before the defaults.
     *
     * @param file may be absent
     * @throws CannotStart at the first that is wrong, naming key, value and what is allowed
     */
    public static Settings read(Map<String, String> environment, Path file) {
        var read = new SettingsReader(environment, file);
        String host = read.host(Setting.HOST);
        Path dataDir = read.path(Setting.DATA_DIR);
        Mailbox mailFrom = read.neededMailbox(Setting.MAIL_FROM);
        return new Settings(
                host,
                read.number(Setting.PORT, 0, 65_535),
                dataDir,
                read.databaseUrl(Setting.DATABASE_URL),
                read.replicaUrls(Setting.DATABASE_REPLICA_URL),
                read.webUrl(Setting.PUBLIC_URL),
                read.origins(Setting.ALLOWED_ORIGINS),
                read.networks(Setting.TRUSTED_PROXIES),
                read.networks(Setting.OBSERVERS),
                Duration.ofMinutes(
                        read.number(Setting.TOKEN_MINUTES, 1, (int) TOKEN_LIFE_MAX.toMinutes())),
                read.rateLimits(Setting.RATE_LIMITS, host),
                read.logFormat(Setting.LOG_FORMAT),
                read.flag(Setting.LOG_REQUESTS),
                read.mailUrl(Setting.MAIL_URL)
                        .orElseGet(() -> new MailUrl.Folder(dataDir.resolve("mail"))),
                mailFrom,
                read.mailbox(Setting.MAIL_REPLY_TO).orElse(mailFrom),
                Duration.ofMinutes(read.number(Setting.CHECKPOINT_MINUTES, 1, 1_440)),
                HashCost.OWASP);
    }

    /**
     * Where the server is found, as it stands in links: {@code publicUrl}, or the listener itself.
     */
    public URI publicUrl(int listeningPort) {
        return publicUrl.orElseGet(() -> listenerUrl(listeningPort));
    }

    /** The listener's own address. */
    URI listenerUrl(int listeningPort) {
        String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create("http://" + literal + ":" + listeningPort);
    }

    /** All settings, with defaults, as {@code --help} shows them. */
    static String help() {
        var defaults = new SettingsReader(Map.of(), Path.of("no such file"));
        var table = new StringBuilder();
        for (Setting setting : Setting.values()) {
            table.append("  %-20s %s%n".formatted(setting, setting.meaning()))
                    .append("  %-20s must be %s%n".formatted("", setting.allowed()))
                    .append(
                            "  %-20s default: %s%n"
                                    .formatted("", defaults.text(setting).orElse("empty")));
        }
        return table.toString();
    }
}
