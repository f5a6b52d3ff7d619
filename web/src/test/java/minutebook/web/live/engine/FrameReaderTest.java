package minutebook.web.live.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6455, from the side of one who trusts nobody. */
class FrameReaderTest {

    private static final int BYTES_MAX = 100_000;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Test
    void a_masked_text_comes_out_as_it_was() {
        // The example of RFC 6455, 5.7.
        sent.writeBytes(HexFormat.of().parseHex("818537fa213d7f9f4d5158"));

        assertEquals(text("Hello"), reader().next());
    }

    @Test
    void fragments_come_out_as_one_text_with_a_ping_between_them() {
        frame(0x01, "grü");
        frame(0x89, "still there?");
        frame(0x00, "ß ");
        frame(0x80, "dich");

        FrameReader reader = reader();
        assertEquals(new Frame.Ping(bytes("still there?")), reader.next());
        assertEquals(text("grüß dich"), reader.next());
    }

    @Test
    void a_character_may_be_cut_in_two_by_fragments() {
        byte[] smile = "🎈".getBytes(StandardCharsets.UTF_8);
        frame(0x01, new byte[] {smile[0], smile[1]});
        frame(0x80, new byte[] {smile[2], smile[3]});

        assertEquals(text("🎈"), reader().next());
    }

    @Test
    void texts_of_every_form_of_length_come_whole() {
        for (int length : new int[] {0, 1, 7, 8, 9, 125, 126, 65_535, 65_536, BYTES_MAX}) {
            frame(0x81, "x".repeat(length));
        }

        FrameReader reader = reader();
        for (int length : new int[] {0, 1, 7, 8, 9, 125, 126, 65_535, 65_536, BYTES_MAX}) {
            assertEquals(text("x".repeat(length)), reader.next());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "an unmasked frame,               810548656c6c6f,             MALFORMED",
        "RSV1 without an extension,       c18000000000,               MALFORMED",
        "RSV2,                            a18000000000,               MALFORMED",
        "RSV3,                            918000000000,               MALFORMED",
        "a reserved opcode,               838000000000,               MALFORMED",
        "a reserved control opcode,       8b8000000000,               MALFORMED",
        "a continuation of nothing,       808000000000,               MALFORMED",
        "a text within a text,            018000000000818000000000,   MALFORMED",
        "a ping in fragments,             098000000000,               MALFORMED",
        "a ping of 126 bytes,             89fe007e00000000,           MALFORMED",
        "a length in too long a form,     81fe000500000000,           MALFORMED",
        "a 64-bit length for little,      81ff000000000000007e,       MALFORMED",
        "a negative length,               81ffffffffffffffffff,       MALFORMED",
        "half a close code,               88810000000003,             MALFORMED",
        "an impossible close code,        88820000000003ee,           MALFORMED",
        "a binary message,                828000000000,               NOT_TEXT",
        "bytes that are no UTF-8,         818100000000ff,             NOT_UTF8",
        "an overlong slash,               818200000000c0af,           NOT_UTF8",
        "a surrogate,                     818300000000eda080,         NOT_UTF8",
        "half a character,                818100000000c3,             NOT_UTF8",
        "a text over the limit,           81ff00000000000186a1,       TOO_LARGE",
        "a text of exabytes,              81ff7fffffffffffffff,       TOO_LARGE",
    })
    void what_breaks_the_protocol_is_refused(String what, String hex, Ending expected) {
        sent.writeBytes(HexFormat.of().parseHex(hex));

        FrameReader reader = reader();
        assertEquals(expected, assertThrows(BrokenFrame.class, reader::next, what).ending());
    }

    @Test
    void fragments_over_the_limit_together_are_refused() {
        frame(0x01, "x".repeat(60_000));
        frame(0x80, "x".repeat(60_000));

        FrameReader reader = reader();
        assertEquals(Ending.TOO_LARGE, assertThrows(BrokenFrame.class, reader::next).ending());
    }

    @Test
    void thousands_of_empty_fragments_are_refused() {
        frame(0x01, "");
        for (int i = 0; i < 5_000; i++) {
            frame(0x00, "");
        }

        FrameReader reader = reader();
        assertEquals(Ending.MALFORMED, assertThrows(BrokenFrame.class, reader::next).ending());
    }

    @Test
    void a_large_text_waits_for_memory_and_gives_up() {
        var budget = new MemoryBudget(200_000, Duration.ofMillis(1), Duration.ofSeconds(1));
        budget.claim(() -> {}).growTo(150_000);
        frame(0x81, "x".repeat(BYTES_MAX));

        FrameReader reader = reader(budget);
        assertEquals(Ending.BUSY, assertThrows(BrokenFrame.class, reader::next).ending());
    }

    private FrameReader reader() {
        return reader(new MemoryBudget(1_000_000, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }

    private FrameReader reader(MemoryBudget budget) {
        ByteBuffer bytes = ByteBuffer.wrap(sent.toByteArray());
        ByteInput in =
                new ByteInput() {
                    @Override
                    public int read() {
                        return bytes.get() & 0xFF;
                    }

                    @Override
                    public void read(byte[] into, int from, int length) {
                        bytes.get(into, from, length);
                    }
                };
        return new FrameReader(in, () -> BYTES_MAX, budget.claim(() -> {}), new Stopwatch());
    }

    private void frame(int head, String payload) {
        frame(head, payload.getBytes(StandardCharsets.UTF_8));
    }

    private void frame(int head, byte[] payload) {
        byte[] mask = {1, 2, 3, 4};
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) head);
        if (payload.length < 126) {
            header.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            header.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            header.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        sent.write(header.put(mask).array(), 0, header.position());
        for (int i = 0; i < payload.length; i++) {
            sent.write(payload[i] ^ mask[i % 4]);
        }
    }

    private static Frame text(String text) {
        return new Frame.Text(bytes(text));
    }

    private static ByteBuffer bytes(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }
}
