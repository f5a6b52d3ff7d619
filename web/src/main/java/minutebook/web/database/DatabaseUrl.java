package minutebook.web.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a database is, and who comes: what {@code DATABASE_URL} says.
 *
 * @param jdbc the URL for the driver, without user and password
 * @param database the database's name
 */
public record DatabaseUrl(String jdbc, String database, String user, String password) {

    /** The two forms, as told to whoever wrote something else. */
    public static final String FORMS =
            "postgres://user:password@host:port/name (percent-encoded where it has @ : / ? # %)"
                    + " or jdbc:postgresql://host:port/name?user=…&password=…";

    /**
     * Reads either form.
     *
     * @throws IllegalArgumentException if it is neither; the message repeats nothing of the text
     */
    public static DatabaseUrl parse(String text) {
        return text.startsWith("jdbc:") ? parseJdbc(text) : parseUri(text);
    }

    /** The text of a URL as it may be shown: with the password, if any, as {@code ***}. */
    public static String masked(String text) {
        // From the first colon of the authority to the last @: a password may hold a bare @ or /.
        return text.replaceAll("(://[^:@/?]*):.*@", "$1:***@")
                .replaceAll("(?i)([?&][^=&]*password=)[^&]*", "$1***");
    }

    /** The same place in the form that psql takes, with the password in it. */
    String forPsql() {
        return "postgres://%s:%s@%s"
                .formatted(user, password, jdbc.substring("jdbc:postgresql://".length()));
    }

    /** The same place, for who comes to make read models again: in the end, others go first. */
    public DatabaseUrl forRebuild() {
        String named =
                jdbc + (jdbc.contains("?") ? "&" : "?") + "ApplicationName=" + BackSeat.REBUILD;
        return new DatabaseUrl(named, database, user, password);
    }

    /** Of the embedded one, which listens at one. */
    int port() {
        return parsedByDriver(jdbc).getPortNumbers()[0];
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "%s (user '%s')".formatted(jdbc, user);
    }

    private static DatabaseUrl parseUri(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException problem) {
            throw notInForm();
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("postgres") && !scheme.equals("postgresql")) {
            throw notInForm();
        }
        String who = uri.getRawUserInfo();
        String name = String.valueOf(uri.getRawPath()).replaceFirst("^/", "");
        if (uri.getHost() == null || who == null || name.isEmpty() || name.contains("/")) {
            throw notInForm();
        }
        String[] parts = who.split(":", 2);
        String port = uri.getPort() < 0 ? "5432" : String.valueOf(uri.getPort());
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return checked(
                "jdbc:postgresql://%s:%s/%s%s".formatted(uri.getHost(), port, name, query),
                decode(parts[0]),
                parts.length == 2 ? decode(parts[1]) : "");
    }

    private static DatabaseUrl parseJdbc(String text) {
        var said = parsedByDriver(text);
        String bare =
                text.replaceAll("(?<=[?&])(user|password)=[^&]*(&|$)", "")
                        .replaceFirst("[?&]$", "");
        return checked(
                bare,
                Objects.toString(said.getUser(), ""),
                Objects.toString(said.getPassword(), ""));
    }

    private static DatabaseUrl checked(String jdbc, String user, String password) {
        String database = Objects.toString(parsedByDriver(jdbc).getDatabaseName(), "");
        if (user.isEmpty() || database.isEmpty()) {
            throw notInForm();
        }
        return new DatabaseUrl(jdbc, database, user, password);
    }

    private static PGSimpleDataSource parsedByDriver(String jdbc) {
        var source = new PGSimpleDataSource();
        // Says IllegalArgumentException too, but with the URL and its password in the message.
        try {
            source.setURL(jdbc);
        } catch (IllegalArgumentException problem) {
            throw notInForm();
        }
        return source;
    }

    /** Percent-decoding alone: {@link URLDecoder} would also take a plus for a space. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException notInForm() {
        return new IllegalArgumentException(FORMS);
    }
}
