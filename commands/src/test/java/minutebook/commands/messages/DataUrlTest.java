package minutebook.commands.messages;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataUrlTest {

    @Test
    void a_data_url_has_a_media_type_and_bytes() {
        DataUrl url = DataUrl.parse("data:text/plain;base64,SGkh").orElseThrow();
        assertEquals("text/plain", url.mediaType());
        assertEquals(3, url.size());
        assertArrayEquals("Hi!".getBytes(US_ASCII), url.bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:text/plain;base64,",
                "data:;base64,AA==",
                "data:text/plain;charset=utf-8;base64,AAA=",
                "data:text/plain; charset=\"ISO-8859-1\";base64,////",
                "data:application/vnd.openxmlformats-officedocument.wordprocessingml.document;base64,ab+/"
            })
    void it_comes_back_to_the_letter(String text) {
        assertEquals(text, DataUrl.parse(text).orElseThrow().text());
    }

    @ParameterizedTest
    @CsvSource({
        "image/png;name=anna-is-ill.png, image/png",
        "text/plain;name=a.txt;charset=utf-8;b=c, text/plain;charset=utf-8",
        "text/plain;charset=utf-8 anna is ill, text/plain",
        "text/plain anna, ''",
        "anna is ill, ''",
        "base64;base64, ''"
    })
    void what_a_sender_writes_beside_the_type_is_not_kept(String written, String kept) {
        DataUrl url = DataUrl.parse("data:" + written + ";base64,AAAA").orElseThrow();
        assertEquals(kept, url.mediaType());
        assertEquals("data:" + kept + ";base64,AAAA", url.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "data:",
                "data:,",
                "data:text/plain,hello",
                "data:base64,AAAA",
                "text/plain;base64,AAAA",
                "DATA:text/plain;base64,AAAA",
                "data:text/plain;BASE64,AAAA",
                " data:text/plain;base64,AAAA",
                "data:text/plain;base64 ,AAAA",
                "data:text/plain;base64,AAA",
                "data:text/plain;base64,A",
                "data:text/plain;base64,AAAAA===",
                "data:text/plain;base64,====",
                "data:text/plain;base64,AA=A",
                "data:text/plain;base64,AA==AAAA",
                "data:text/plain;base64,AB==",
                "data:text/plain;base64,AAB=",
                "data:text/plain;base64,AA A",
                "data:text/plain;base64,AAAA\r\nAAA",
                "data:text/plain;base64,AA-_",
                "data:text/plain;base64,AAAé",
                "data:text/plain;base64,AAAŁ",
                "data:text/plain;base64,AAAA,AAA",
                "data:text\n/plain;base64,AAAA",
                "data:té/plain;base64,AAAA",
                "data:text/plain\u007f;base64,AAAA"
            })
    void nothing_else_is_one(String text) {
        assertEquals(Optional.empty(), DataUrl.parse(text));
    }

    @Test
    void a_media_type_has_at_most_255_characters() {
        String longest = "text/plain;" + "x".repeat(244);
        String text = "data:" + longest + ";base64,AAAA";
        assertEquals("text/plain", DataUrl.parse(text).orElseThrow().mediaType());
        assertEquals(Optional.empty(), DataUrl.parse("data:x" + longest + ";base64,AAAA"));
        assertThrows(IllegalArgumentException.class, () -> DataUrl.of("a,b", new byte[0]));
    }

    @Test
    void any_bytes_there_are_survive_the_way_there_and_back() {
        var random = new Random(42);
        for (int size = 0; size < 300; size++) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            DataUrl url = DataUrl.of("image/png", bytes);
            assertEquals(Optional.of(url), DataUrl.parse(url.text()));
        }
    }

    /** Whatever is read writes itself again just so: there are no two ways to write one file. */
    @Test
    void whatever_is_read_is_canonical() {
        var random = new Random(42);
        String letters = "ABab01+/==";
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            var text = new StringBuilder("data:a/b;base64,");
            for (int letter = 4 * random.nextInt(3); letter > 0; letter--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            Optional<DataUrl> url = DataUrl.parse(text.toString());
            if (url.isPresent()) {
                assertEquals(text.toString(), url.get().text());
                read++;
            }
        }
        assertEquals(true, read > 1_000, "only " + read + " were read");
    }
}
