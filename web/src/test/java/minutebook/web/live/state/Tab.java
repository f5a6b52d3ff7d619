package minutebook.web.live.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import minutebook.web.TestUser;
import minutebook.web.live.stream.EventStream;
import minutebook.web.live.stream.EventStream.Block;
import org.jspecify.annotations.Nullable;

/**
 * A page in one tab of a browser: its stream, its socket, and what it shows. It looks at what has
 * come only when it is told to; what came before a drop, and was not looked at, is lost with it.
 */
final class Tab implements AutoCloseable {
    private final Person person;
    private final int number;
    private final Seat seat;
    private Lineage lineage;
    private @Nullable EventStream stream;

    Tab(Person person, int number) {
        this.person = person;
        this.number = number;
        this.seat = new Seat(number == 1 ? "websocket" : "polling");
        this.lineage = new Lineage(new Screen(person.id(), new Inbox()), "-0");
    }

    Person person() {
        return person;
    }

    Screen screen() {
        return lineage.screen();
    }

    Seat seat() {
        return seat;
    }

    TestUser at(URI node) {
        return person.user().at(node);
    }

    boolean isStreaming() {
        return stream != null;
    }

    /**
     * Fetches all anew. First the stream, and then from read models that have come to where it
     * begins: what happens meanwhile is then fetched, or told, or both, which does no harm.
     */
    void load(URI node) throws Exception {
        close();
        EventStream opened = EventStream.open(EventStream.request(at(node), ""));
        stream = opened;
        String from = opened.next().id();
        lineage = new Lineage(Fetch.screen(at(node), Lineage.position(from)), from);
    }

    /** Goes on where it was dropped. {@code byHeader}: as browsers do, else by parameter. */
    void comeBack(URI node, boolean byHeader) throws Exception {
        drop();
        String lastId = lineage.lastId();
        HttpRequest.Builder request =
                byHeader
                        ? EventStream.request(at(node), "").header("Last-Event-ID", lastId)
                        : EventStream.request(at(node), "?last_event_id=" + lastId);
        EventStream opened = EventStream.open(request);
        stream = opened;
        assertEquals(lastId, opened.next().id(), "where it goes on");
    }

    void drop() {
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            stream = null;
        }
    }

    /** The answer of an own command. */
    void own(long position, Consumer<Screen> change) {
        lineage.own(position, change);
        leaveRoomThatIsNoMore();
    }

    /** What its inbox shows, the newest first. */
    List<String> inboxIds() {
        String epoch = lineage.lastId().replaceFirst("-[0-9]+$", "-");
        return screen().inbox().positions().stream().map(it -> epoch + it).toList();
    }

    /** Looks at what has come. */
    void look() throws Exception {
        if (stream != null) {
            for (Block block : stream.soFar()) {
                accept(block);
            }
        }
        seat.listen(screen());
    }

    /** Reads on until all up to {@code position} was told. */
    void readUpTo(long position) throws Exception {
        while (lineage.position() < position) {
            accept(Objects.requireNonNull(stream, () -> this + ": the stream has ended").next());
        }
    }

    private void accept(Block block) throws IOException {
        if (block.isEnd()) {
            drop();
        } else {
            lineage.told(block.id(), block.event(), block.data());
            leaveRoomThatIsNoMore();
        }
    }

    /**
     * The server has put it out. It leaves all the same: it may have been invited again, and have
     * joined again, before it heard that it had been removed.
     */
    private void leaveRoomThatIsNoMore() {
        if (seat.room() != 0 && !screen().shows(seat.room())) {
            seat.leave(screen());
        }
    }

    /** Archived: it is told so, unless it comes too late for that, and its connections end. */
    void awaitCutOff() throws InterruptedException {
        seat.expectCutOff();
        EventStream open = stream;
        if (open != null) {
            Block block = open.next();
            while (!block.isEnd()) {
                try {
                    accept(block);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                block = open.next();
            }
            drop();
        }
        seat.awaitCutOff(screen());
        assertFalse(isStreaming());
    }

    @Override
    public void close() {
        drop();
        seat.drop(screen());
    }

    @Override
    public String toString() {
        return person.user().name() + "'s tab " + number;
    }
}
