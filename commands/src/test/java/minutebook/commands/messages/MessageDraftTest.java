package minutebook.commands.messages;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Cast.BRIDGE;
import static minutebook.commands.Inputs.faultsOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import java.util.Objects;
import minutebook.events.messages.MessageEvent.StoredFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDraftTest {
    private static final String FILE = "data:text/plain;base64,SGkh";
    private static final String WRONG_EXTENSION =
            "'file_name' must be allowed extensions in {txt, pdf, png, jpg, jpeg, gif, doc}";

    @Test
    void a_public_message_has_no_receiver() {
        var expected = new SendMessage(BRIDGE, ANNA, null, "Hello", null, null);
        assertEquals(expected, sent(new MessageDraft(null, null, " Hello ", null, null, null)));
        assertEquals(expected, sent(new MessageDraft(1L, 0L, "Hello", "", "", "")));
    }

    @Test
    void a_private_message_has_one() {
        assertEquals(
                new SendMessage(BRIDGE, ANNA, BEN, "Hello", null, "c-1"),
                sent(new MessageDraft(1L, 2L, "Hello", null, null, "c-1")));
    }

    @Test
    void a_file_needs_no_content() {
        Attachment hi =
                new Attachment(
                        "Hi.TXT",
                        DataUrl.of("text/plain", "Hi!".getBytes(US_ASCII)),
                        new StoredFile(
                                "ca51ce1fb15acc6d69b8a5700256172fcc507e02073e6f19592e341bd6508ab8",
                                "text/plain",
                                3));
        SendMessage message = sent(new MessageDraft(1L, null, null, " Hi.TXT ", FILE, null));
        assertNull(message.content());
        assertEquals(hi, message.attachment());
    }

    @Test
    void content_may_have_lines_and_nothing_worse() {
        assertEquals("a\r\n\tb\nc", sent(saying("a\r\n\tb\nc\n")).content());
        for (String bad : new String[] {"a\u0000b", "a\u001bb", "a\u0085b", "a\udc00b"}) {
            assertEquals(
                    Map.of("content", "'content' must not contain control characters."),
                    faultsOf(() -> sent(saying(bad))));
        }
    }

    @Test
    void content_has_at_most_10_000_characters() {
        assertEquals("😀".repeat(10_000), sent(saying("😀".repeat(10_000))).content());
        assertEquals(
                Map.of("content", "'content' must have at most 10000 characters."),
                faultsOf(() -> sent(saying("x".repeat(10_001)))));
    }

    @Test
    void content_or_a_file_is_required() {
        Map<String, String> required = Map.of("content", "'content' is required.");
        assertEquals(
                required,
                faultsOf(() -> sent(new MessageDraft(null, null, null, null, null, null))));
        assertEquals(required, faultsOf(() -> sent(new MessageDraft(1L, 2L, " \n", "", " ", ""))));
    }

    @Test
    void a_file_has_both_a_name_and_data_even_beside_content() {
        for (String content : new String[] {"", "Hello"}) {
            assertEquals(
                    Map.of("file_name", "'file_name' is required."),
                    faultsOf(() -> sent(with(content, null, FILE))));
            assertEquals(
                    Map.of("file_base64", "'file_base64' is required."),
                    faultsOf(() -> sent(with(content, "a.txt", null))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a.PDF", "a.Png", "a.b.jpg", "é ü.jpeg", "..gif", ".doc"})
    void these_extensions_are_allowed(String name) {
        Attachment attachment = sent(with("", name, FILE)).attachment();
        assertEquals(name, Objects.requireNonNull(attachment).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.exe", "a.txt.exe", "txt", "a", "a.", "a.txt.", "a.docx", "a.tıff"})
    void other_extensions_are_not(String name) {
        assertEquals(
                Map.of("file_name", WRONG_EXTENSION),
                faultsOf(() -> sent(with("Hello", name, FILE))));
    }

    @ParameterizedTest
    @CsvSource({"../a.txt", "/etc/a.txt", "C:\\a.txt"})
    void a_file_name_is_no_path(String name) {
        assertEquals(
                Map.of("file_name", "'file_name' must not contain '/' or '\\'."),
                faultsOf(() -> sent(with("", name, FILE))));
    }

    @Test
    void a_file_name_is_short_and_of_one_line() {
        assertEquals(
                Map.of("file_name", "'file_name' must have at most 255 characters."),
                faultsOf(() -> sent(with("", "x".repeat(252) + ".txt", FILE))));
        assertEquals(
                Map.of("file_name", "'file_name' must not contain control characters."),
                faultsOf(() -> sent(with("", "a\r\nb.txt", FILE))));
    }

    @Test
    void a_file_is_a_data_url() {
        assertEquals(
                Map.of("file_base64", "'file_base64' must be a data URL in Base64."),
                faultsOf(() -> sent(with("", "a.txt", "SGkh"))));
    }

    @Test
    void a_file_has_at_most_10_mb() {
        int limit = 10 * 1024 * 1024;
        String fits = DataUrl.of("image/png", new byte[limit]).text();
        SendMessage message = sent(with("", "a.png", fits));
        Attachment attachment = Objects.requireNonNull(message.attachment());
        assertEquals(limit, attachment.stored().size());
        assertEquals(fits, attachment.data().text());

        Map<String, String> tooLarge =
                Map.of("file_base64", "'file_base64' must be a file of at most 10 MB.");
        String oneMore = DataUrl.of("image/png", new byte[limit + 1]).text();
        assertEquals(tooLarge, faultsOf(() -> sent(with("", "a.png", oneMore))));
        String garbage = "x".repeat(15_000_000);
        assertEquals(tooLarge, faultsOf(() -> sent(with("", "a.png", garbage))));
    }

    @Test
    void all_faulty_fields_are_named_at_once() {
        assertEquals(
                Map.of(
                        "sender_id", "'sender_id' must be your own id.",
                        "receiver_id", "'receiver_id' must be a user's id.",
                        "content", "'content' must not contain control characters.",
                        "file_name", WRONG_EXTENSION,
                        "file_base64", "'file_base64' must be a data URL in Base64.",
                        "client_message_id",
                                "'client_message_id' must have at most 64 characters."),
                faultsOf(
                        () ->
                                sent(
                                        new MessageDraft(
                                                2L,
                                                -1L,
                                                "\u0000",
                                                "a.exe",
                                                "data:",
                                                "x".repeat(65)))));
    }

    private static SendMessage sent(MessageDraft draft) {
        return draft.command(BRIDGE, ANNA);
    }

    private static MessageDraft saying(String content) {
        return with(content, null, null);
    }

    private static MessageDraft with(
            String content, @Nullable String fileName, @Nullable String fileBase64) {
        return new MessageDraft(1L, null, content, fileName, fileBase64, null);
    }
}
