package minutebook.web.mail.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void what_breaks_lines_or_cannot_be_printed_becomes_one_blank() {
        assertEquals("a b", OneLine.of("a\r\nb"));
        assertEquals("a b", OneLine.of(" a \u0000\u0085\u2028\u2029\u00A0\u3000\u001B b\t"));
        assertEquals("", OneLine.of("\r\n"));
    }

    @Test
    void what_turns_the_direction_of_writing_or_is_not_seen_is_left_out() {
        assertEquals("gpj.exe", OneLine.of("\u202Egpj\u202C.\u200Fe\u2066x\uFEFFe\u00AD"));
    }

    @Test
    void what_scripts_and_emojis_are_made_of_stays() {
        for (String whole :
                new String[] {"می‌خواهم", "क्‍ष", "👩🏽‍🚀", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u760D\u760A"}) {
            assertEquals(whole, OneLine.of(whole));
        }
    }

    @Test
    void half_a_character_becomes_the_sign_for_it() {
        assertEquals("a\uFFFDb", OneLine.of("a\uD800b"));
    }

    @Test
    void what_is_too_long_is_cut_between_characters_and_says_so() {
        assertEquals("😀".repeat(255), OneLine.of("😀".repeat(255)));
        assertEquals("😀".repeat(254) + "…", OneLine.of("😀".repeat(256)));
    }
}
