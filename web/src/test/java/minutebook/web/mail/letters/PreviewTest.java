package minutebook.web.mail.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.samskivert.mustache.MustacheException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import minutebook.events.mail.MailKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreviewTest {
    private static final Pattern TARGET = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern LEFT_OVER = Pattern.compile("\\{\\{|}}|null");

    private final LetterWriter writer = Written.writer("minutes@example.org");

    @ParameterizedTest
    @EnumSource
    void each_kind_is_shown_with_nothing_left_open_and_nothing_loaded(MailKind kind) {
        Letter letter = writer.preview(kind);

        assertEquals(kind, letter.kind());
        assertFalse(letter.subject().isBlank());
        for (String part : List.of(letter.subject(), letter.text(), letter.html())) {
            assertFalse(LEFT_OVER.matcher(part).find(), part);
        }
        assertTrue(letter.text().startsWith("Hello Zoë O'Neil <b>& \"Łódź\"</b>,"), letter.text());
        assertFalse(letter.html().contains("<b>"), letter.html());
        assertFalse(letter.html().contains("<img") || letter.html().contains("url("));
        TARGET.matcher(letter.html())
                .results()
                .forEach(it -> assertTrue(it.group(1).startsWith("https://minutes.example.org/")));
    }

    @ParameterizedTest
    @EnumSource
    void no_link_of_it_opens_anything(MailKind kind) {
        Letter letter = writer.preview(kind);

        Pattern.compile("#(?![0-9a-f]{6}\\b|x?[0-9A-Fa-f]+;)([\\w-]+)")
                .matcher(letter.text() + letter.html())
                .results()
                .forEach(it -> assertEquals("preview", it.group(1)));
        boolean accountAlone =
                kind == MailKind.PASSWORD_CHANGED || kind == MailKind.ACCOUNT_UNARCHIVED;
        assertEquals(!accountAlone, letter.text().contains("#preview"));
    }

    @ParameterizedTest
    @EnumSource
    void the_html_tells_programs_its_language_and_that_it_can_be_dark(MailKind kind) {
        String html = writer.preview(kind).html();

        assertTrue(html.startsWith("<!doctype html>\n<html lang=\"en\""), html);
        assertTrue(html.contains("<meta name=\"color-scheme\" content=\"light dark\">"));
        assertTrue(html.contains("prefers-color-scheme: dark"));
    }

    @Test
    void a_value_that_is_missing_is_not_left_blank() {
        var templates = new Templates();

        assertThrows(
                MustacheException.class,
                () -> templates.letter(MailKind.VERIFY_EMAIL, Map.of("name", "Anna")));
    }
}
