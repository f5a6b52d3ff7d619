package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minutebook.web.database.DatabaseUrl;
import minutebook.web.mail.transport.MailUrl;
import minutebook.web.mail.transport.Mailbox;
import minutebook.web.start.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

    private static final Path NO_FILE = Path.of("no such file.yaml");

    @Test
    void without_any_setting_the_defaults_of_the_contract_hold() {
        var settings = Settings.read(Map.of(), NO_FILE);

        assertEquals(8080, settings.port());
        assertEquals("127.0.0.1", settings.host());
        assertEquals(Path.of("./data"), settings.dataDir());
        assertEquals(Optional.empty(), settings.database());
        assertEquals(URI.create("http://127.0.0.1:8080"), settings.publicUrl(8080));
        assertEquals(List.of(), settings.allowedOrigins());
        assertEquals(List.of(), settings.trustedProxies());
        assertEquals(Duration.ofHours(1), settings.tokenLife());
        assertTrue(settings.rateLimits());
        assertEquals(LogFormat.TEXT, settings.logFormat());
        assertEquals(new MailUrl.Folder(Path.of("./data/mail")), settings.mailUrl());
        assertEquals(new Mailbox("", "minutebook@localhost"), settings.mailFrom());
        assertEquals(settings.mailFrom(), settings.mailReplyTo());
    }

    @Test
    void each_setting_can_stand_in_the_environment() {
        var settings =
                Settings.read(
                        Map.of(
                                "PORT", "0",
                                "HOST", "::1",
                                "DATA_DIR", "/srv/book",
                                "PUBLIC_URL", "https://minutes.example.org/",
                                "ALLOWED_ORIGINS", "https://a.example, http://B.example:81",
                                "TOKEN_MINUTES", "5",
                                "RATE_LIMITS", "off",
                                "LOG_FORMAT", "json",
                                "MAIL_URL", "smtp://ann:secret@mail.example:587?starttls=true",
                                "MAIL_FROM", "The minutes <minutes@example.org>"),
                        NO_FILE);

        assertEquals(0, settings.port());
        assertEquals(URI.create("http://[::1]:90"), settings.listenerUrl(90));
        assertEquals(Path.of("/srv/book"), settings.dataDir());
        assertEquals(URI.create("https://minutes.example.org"), settings.publicUrl(8080));
        assertEquals(
                List.of("https://a.example", "http://b.example:81"), settings.allowedOrigins());
        assertEquals(Duration.ofMinutes(5), settings.tokenLife());
        assertFalse(settings.rateLimits());
        assertEquals(LogFormat.JSON, settings.logFormat());
        assertEquals(
                MailUrl.parse("smtp://ann:secret@mail.example:587?starttls=true"),
                settings.mailUrl());
        assertEquals(new Mailbox("The minutes", "minutes@example.org"), settings.mailFrom());
    }

    @Test
    void answers_to_mail_may_go_to_somebody_else() {
        var settings = Settings.read(Map.of("MAIL_REPLY_TO", "Office <office@x.example>"), NO_FILE);

        assertEquals(new Mailbox("Office", "office@x.example"), settings.mailReplyTo());
        assertEquals(new Mailbox("", "minutebook@localhost"), settings.mailFrom());
    }

    @Test
    void trusted_proxies_are_addresses_and_networks() {
        var settings = Settings.read(Map.of("TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::7"), NO_FILE);

        assertEquals(2, settings.trustedProxies().size());
    }

    @Test
    void the_environment_goes_before_the_file_and_the_file_before_the_defaults(@TempDir Path dir)
            throws IOException {
        var file =
                Files.writeString(
                        dir.resolve("own.yaml"), "PORT: 81\nTOKEN_MINUTES: 7\nRATE_LIMITS: off\n");

        var settings = Settings.read(Map.of("PORT", "82", "HOST", " "), file);

        assertEquals(82, settings.port());
        assertEquals(Duration.ofMinutes(7), settings.tokenLife());
        assertFalse(settings.rateLimits());
        assertEquals("127.0.0.1", settings.host(), "an empty variable is as good as none");
    }

    @Test
    void an_unknown_key_in_the_file_is_refused(@TempDir Path dir) throws IOException {
        var file = Files.writeString(dir.resolve("own.yaml"), "PROT: 81\n");

        var problem = assertThrows(CannotStart.class, () -> Settings.read(Map.of(), file));

        assertTrue(problem.line().startsWith("application.yaml has 'PROT', but must have only: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "PORT|abc|PORT is 'abc', but must be a whole number from 0 to 65535 (0: any that is free).",
                "PORT|65536|PORT is '65536', but must be a whole number from 0 to 65535 (0: any that is free).",
                "HOST|no host|HOST is 'no host', but must be a name or address of this machine.",
                "PUBLIC_URL|ftp://x|PUBLIC_URL is 'ftp://x', but must be a URL http://… or https://…, without a path.",
                "PUBLIC_URL|https://x/a/b|PUBLIC_URL is 'https://x/a/b', but must be a URL http://… or https://…, without a path.",
                "PUBLIC_URL|https://x/?a=b|PUBLIC_URL is 'https://x/?a=b', but must be a URL http://… or https://…, without a path.",
                "ALLOWED_ORIGINS|*|ALLOWED_ORIGINS is '*', but must be origins like https://example.org, with commas between.",
                "ALLOWED_ORIGINS|https://x/y|ALLOWED_ORIGINS is 'https://x/y', but must be origins like https://example.org, with commas between.",
                "TRUSTED_PROXIES|proxy.example|TRUSTED_PROXIES is 'proxy.example', but must be IP addresses or networks like 10.0.0.0/8, with commas between.",
                "TRUSTED_PROXIES|10.0.0.1/8|TRUSTED_PROXIES is '10.0.0.1/8', but must be IP addresses or networks like 10.0.0.0/8, with commas between.",
                "TOKEN_MINUTES|0|TOKEN_MINUTES is '0', but must be a whole number from 1 to 10080.",
                "RATE_LIMITS|maybe|RATE_LIMITS is 'maybe', but must be on, or off with a HOST of loopback.",
                "LOG_FORMAT|xml|LOG_FORMAT is 'xml', but must be text or json.",
                "MAIL_FROM|nobody|MAIL_FROM is 'nobody', but must be a mail address, or Some name <a mail address>.",
                "MAIL_REPLY_TO|a@b@c|MAIL_REPLY_TO is 'a@b@c', but must be a mail address, or Some name <a mail address>.",
            })
    void a_wrong_setting_is_told_with_key_value_and_what_is_allowed(
            String key, String value, String line) {
        var problem =
                assertThrows(CannotStart.class, () -> Settings.read(Map.of(key, value), NO_FILE));

        assertEquals(line, problem.line());
    }

    @ParameterizedTest
    @CsvSource({
        "http://x,http://x",
        "http://a:secret@x,http://a:***@x",
        "smtp:ann:secret@host,smtp:ann:***@host",
        "ann:secret@host,ann:***@host",
        "smtp://ann@example.org:sec@r/et@host,smtp://ann@example.org:***@host",
    })
    void a_wrong_mail_url_is_told_without_its_password(String text, String shown) {
        var problem =
                assertThrows(
                        CannotStart.class, () -> Settings.read(Map.of("MAIL_URL", text), NO_FILE));

        assertEquals(
                "MAIL_URL is '%s', but must be %s.".formatted(shown, MailUrl.FORMS),
                problem.line());
    }

    @Test
    void rate_limits_stay_on_where_others_can_reach_the_server() {
        var exposed = Map.of("RATE_LIMITS", "off", "HOST", "0.0.0.0");

        assertThrows(CannotStart.class, () -> Settings.read(exposed, NO_FILE));
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://ann:p%40s%2Fs+%25@db.example:6543/minutes,jdbc:postgresql://db.example:6543/minutes,p@s/s+%",
        "postgresql://ann:${x}@db.example/minutes?sslmode=require,,",
        "postgres://ann:$%7Bx%7D@db.example/m?sslmode=require,jdbc:postgresql://db.example:5432/m?sslmode=require,${x}",
        "jdbc:postgresql://db.example:1/m?user=ann&password=s%26t&ssl=true,jdbc:postgresql://db.example:1/m?ssl=true,s&t",
        "jdbc:postgresql://db.example/m?user=ann,jdbc:postgresql://db.example/m,''",
    })
    void both_forms_of_a_database_url_are_understood(String text, String jdbc, String password) {
        if (jdbc == null) {
            assertThrows(
                    CannotStart.class, () -> Settings.read(Map.of("DATABASE_URL", text), NO_FILE));
            return;
        }
        DatabaseUrl url =
                Settings.read(Map.of("DATABASE_URL", text), NO_FILE).database().orElseThrow();

        assertEquals(jdbc, url.jdbc());
        assertEquals("ann", url.user());
        assertEquals(password, url.password());
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://ann:geheim@host/name",
        "postgres://ann:geheim@host",
        "postgres://ann:geheim@host:port/name",
        "postgres://ann:ge/he@im@host/name",
        "jdbc:postgresql://host:port/name?user=ann&password=geheim",
        "jdbc:mysql://host/name?password=geheim",
        "geheim",
    })
    void a_wrong_database_url_is_told_without_its_password(String text) {
        var problem =
                assertThrows(
                        CannotStart.class,
                        () -> Settings.read(Map.of("DATABASE_URL", text), NO_FILE));

        assertTrue(problem.line().startsWith("DATABASE_URL is '"));
        assertTrue(problem.line().contains("but must be postgres://user:password@host"));
        boolean isPassword = text.contains(":");
        assertFalse(isPassword && problem.line().contains("geheim"), problem.line());
        assertFalse(problem.line().contains("he@im"), problem.line());
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void help_tells_of_each(Setting setting) {
        assertTrue(Settings.help().contains(setting + " "));
        assertTrue(Settings.help().contains(setting.allowed()));
    }

    @Test
    void replicas_are_some_of_a_database_of_ones_own() {
        String own = "postgres://me:secret@a/book";
        var settings =
                Settings.read(
                        Map.of(
                                "DATABASE_URL",
                                own,
                                "DATABASE_REPLICA_URL",
                                "postgres://me:secret@b:5433/book, jdbc:postgresql://c/book?user=me"),
                        NO_FILE);
        assertEquals(
                List.of("jdbc:postgresql://b:5433/book", "jdbc:postgresql://c/book"),
                settings.replicas().stream().map(DatabaseUrl::jdbc).toList());

        var unreadable = Map.of("DATABASE_URL", own, "DATABASE_REPLICA_URL", "b:5433, http://c");
        CannotStart problem =
                assertThrows(CannotStart.class, () -> Settings.read(unreadable, NO_FILE));
        assertTrue(problem.line().startsWith("DATABASE_REPLICA_URL is 'b:5433', but must be "));
        var alone = Map.of("DATABASE_REPLICA_URL", own);
        problem = assertThrows(CannotStart.class, () -> Settings.read(alone, NO_FILE));
        assertTrue(problem.line().contains("DATABASE_URL must be, too"), problem::line);
    }
}
