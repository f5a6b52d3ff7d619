package minutebook.web;

import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import minutebook.web.database.DatabaseUrl;
import minutebook.web.door.Network;
import minutebook.web.mail.transport.MailUrl;
import minutebook.web.mail.transport.Mailbox;
import minutebook.web.start.CannotStart;

/** Turns the texts of settings into what they mean, or says in one line what is wrong with one. */
final class SettingsReader {

    private final Config config;

    SettingsReader(Map<String, String> environment, Path file) {
        config = merged(known(environment), file);
        refuseUnknownKeys();
    }

    /** The setting's text; absent where it is empty. */
    Optional<String> text(Setting setting) {
        Config node = config.get(setting.name());
        if (node.exists() && !node.isLeaf()) {
            throw wrong(setting, "a list or a table");
        }
        return node.asString().asOptional().map(String::strip).filter(text -> !text.isEmpty());
    }

    int number(Setting setting, int least, int most) {
        String text = needed(setting);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException refusedBelow) {
            throw wrong(setting, text);
        }
        throw wrong(setting, text);
    }

    String host(Setting setting) {
        String text = needed(setting);
        address(setting, text);
        return text;
    }

    Path path(Setting setting) {
        String text = needed(setting);
        try {
            return Path.of(text);
        } catch (InvalidPathException problem) {
            throw wrong(setting, text);
        }
    }

    Optional<DatabaseUrl> databaseUrl(Setting setting) {
        return text(setting).map(text -> orWrong(setting, text, () -> DatabaseUrl.parse(text)));
    }

    /** Without a database of one's own there are none: the embedded one has no replicas. */
    List<DatabaseUrl> replicaUrls(Setting setting) {
        List<DatabaseUrl> urls =
                list(setting)
                        .map(
                                text ->
                                        orWrong(
                                                setting,
                                                DatabaseUrl.masked(text),
                                                () -> DatabaseUrl.parse(text)))
                        .toList();
        if (!urls.isEmpty() && text(Setting.DATABASE_URL).isEmpty()) {
            throw new CannotStart(
                    "%s is set, but %s must be, too: it names the database that these are replicas of."
                            .formatted(setting, Setting.DATABASE_URL));
        }
        return urls;
    }

    Optional<URI> webUrl(Setting setting) {
        return text(setting)
                .map(text -> URI.create(webRoot(setting, text.replaceFirst("/+$", ""))));
    }

    List<String> origins(Setting setting) {
        return list(setting)
                .map(origin -> webRoot(setting, origin).toLowerCase(Locale.ROOT))
                .toList();
    }

    List<Network> networks(Setting setting) {
        return list(setting)
                .map(network -> orWrong(setting, network, () -> Network.parse(network)))
                .toList();
    }

    private Stream<String> list(Setting setting) {
        return text(setting).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip);
    }

    boolean rateLimits(Setting setting, String host) {
        boolean on = flag(setting);
        if (!on && !address(Setting.HOST, host).isLoopbackAddress()) {
            throw wrong(setting, needed(setting));
        }
        return on;
    }

    boolean flag(Setting setting) {
        String text = needed(setting);
        // YAML reads a bare on or off as a boolean.
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw wrong(setting, text);
        };
    }

    LogFormat logFormat(Setting setting) {
        String text = needed(setting);
        return orWrong(setting, text, () -> LogFormat.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    Optional<MailUrl> mailUrl(Setting setting) {
        return text(setting)
                .map(text -> orWrong(setting, MailUrl.masked(text), () -> MailUrl.parse(text)));
    }

    Mailbox neededMailbox(Setting setting) {
        String text = needed(setting);
        return orWrong(setting, text, () -> Mailbox.parse(text));
    }

    Optional<Mailbox> mailbox(Setting setting) {
        return text(setting).map(text -> orWrong(setting, text, () -> Mailbox.parse(text)));
    }

    /** Without a path: all pages and addresses begin where the host does. */
    private static String webRoot(Setting setting, String text) {
        URI uri = webUrl(setting, text);
        if (!uri.getRawPath().isEmpty()) {
            throw wrong(setting, text);
        }
        return text;
    }

    private static URI webUrl(Setting setting, String text) {
        URI uri = uri(setting, text);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw wrong(setting, text);
        }
        return uri;
    }

    private static URI uri(Setting setting, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException problem) {
            throw wrong(setting, text);
        }
    }

    private static InetAddress address(Setting setting, String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException problem) {
            throw wrong(setting, text);
        }
    }

    private String needed(Setting setting) {
        return text(setting).orElseThrow(() -> wrong(setting, ""));
    }

    private static <T> T orWrong(Setting setting, String text, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException problem) {
            throw wrong(setting, text);
        }
    }

    private static CannotStart wrong(Setting setting, String text) {
        return new CannotStart(
                "%s is '%s', but must be %s."
                        .formatted(
                                setting,
                                // In one line, whatever was pasted.
                                DatabaseUrl.masked(text).replaceAll("\\p{Cntrl}+", " "),
                                setting.allowed()));
    }

    private void refuseUnknownKeys() {
        Set<String> names =
                Arrays.stream(Setting.values())
                        .map(Setting::name)
                        .collect(TreeSet::new, Set::add, Set::addAll);
        config.asNodeList().orElse(List.of()).stream()
                .map(Config::name)
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new CannotStart(
                                    "application.yaml has '%s', but must have only: %s."
                                            .formatted(name, String.join(", ", names)));
                        });
    }

    /** Of the environment, what is ours. An empty variable is as good as none. */
    private static Map<String, String> known(Map<String, String> environment) {
        var known = new TreeMap<String, String>();
        for (Setting setting : Setting.values()) {
            String text = environment.getOrDefault(setting.name(), "");
            if (!text.isBlank()) {
                known.put(setting.name(), text);
            }
        }
        return known;
    }

    private static Config merged(Map<String, String> environment, Path file) {
        try {
            // No resolving: a password may hold ${…}.
            return Config.builder()
                    .sources(
                            ConfigSources.create(environment),
                            ConfigSources.file(file).optional(),
                            ConfigSources.classpath("application.yaml"))
                    .disableEnvironmentVariablesSource()
                    .disableSystemPropertiesSource()
                    .disableKeyResolving()
                    .disableValueResolving()
                    .build();
        } catch (ConfigException problem) {
            throw new CannotStart("'%s' is no YAML that can be read.".formatted(file), problem);
        }
    }
}
