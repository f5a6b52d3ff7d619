package minutebook.web.soak.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.HashChain;
import minutebook.events.book.StoredEvent;
import org.junit.jupiter.api.Test;

/** A walk through the book that notices whatever was done to it. */
class ChainCheckTest {
    private final List<BookEvent> book = new ArrayList<>(new PaperBook().events());

    @Test
    void a_whole_book_is_whole() {
        assertEquals(0, ChainCheck.of(book).size());
    }

    @Test
    void a_row_that_is_missing_is_noticed() {
        book.remove(3);
        assertEquals(1, ChainCheck.of(book).size());
    }

    @Test
    void two_rows_in_another_order_are_noticed() {
        Collections.swap(book, 3, 4);
        assertEquals(1, ChainCheck.of(book).size());
    }

    @Test
    void a_word_that_was_changed_is_noticed() {
        BookEvent event = book.get(2);
        book.set(2, PaperBook.with(event, event.text().replace("Tunnel", "Tunnels"), event.hash()));
        assertEquals(1, ChainCheck.of(book).size());
    }

    @Test
    void the_hash_is_the_one_that_the_server_makes() {
        BookEvent first = book.getFirst();
        var stored =
                new StoredEvent(
                        1,
                        StreamId.of(new ProjectId(PaperBook.BRIDGE)),
                        1,
                        first.type(),
                        first.text(),
                        new UserId(PaperBook.ANNA),
                        UUID.fromString(first.commandId()),
                        first.recordedAt());
        assertEquals(
                HexFormat.of().formatHex(new HashChain(new byte[32]).add(stored)),
                HexFormat.of().formatHex(first.hash()));
    }
}
