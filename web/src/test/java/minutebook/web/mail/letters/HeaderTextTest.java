package minutebook.web.mail.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeUtility;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderTextTest {
    @Test
    void what_is_plain_stays_so_that_people_can_read_it() {
        assertEquals("You were added: \"A&B\"", HeaderText.unstructured("You were added: \"A&B\""));
        assertEquals("Anna B\r\n <a@b.c>", HeaderText.mailbox("Anna B", "a@b.c"));
        assertEquals("a@b.c", HeaderText.mailbox("", "a@b.c"));
    }

    @Test
    void what_looks_like_an_encoded_word_is_read_as_it_was_typed() throws Exception {
        String typed = "=?UTF-8?Q?=0D=0ABcc:?=";

        String encoded = HeaderText.unstructured(typed);

        assertEquals("=?UTF-8?B?PT9VVEYtOD9RPz0wRD0wQUJjYzo/PQ==?=", encoded);
        assertEquals(typed, MimeUtility.decodeText(encoded));
    }

    @Test
    void long_texts_are_folded_into_words_that_each_decode_by_themselves() throws Exception {
        String typed = "😀é漢a".repeat(40);

        List<String> lines = List.of(HeaderText.unstructured(typed).split("\r\n "));

        var decoded = new StringBuilder();
        for (String word : lines) {
            assertTrue("Subject: ".length() + word.length() <= 76, word);
            decoded.append(MimeUtility.decodeWord(word));
        }
        assertEquals(typed, decoded.toString());
    }
}
