package minutebook.web.live.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What waits for one client that polls. */
class OutletTest {
    private final Outlet outlet =
            new Outlet(
                    Limits.defaults(),
                    new OutboundBudget(Limits.defaults().outboundBytesMax()),
                    new SocketCounts());

    @Test
    void who_has_an_answer_and_is_back_before_its_writer_knows_is_waited_for() throws Exception {
        outlet.offer(packet("first"));
        assertEquals(List.of("first"), texts(outlet.poll()));

        var next = new CompletableFuture<Poll>();
        Thread back = Thread.ofPlatform().start(() -> next.complete(outlet.poll()));
        while (back.getState() != Thread.State.WAITING && back.isAlive()) {
            Thread.onSpinWait();
        }
        outlet.polled();
        outlet.offer(packet("second"));

        assertEquals(List.of("second"), texts(next.get(5, TimeUnit.SECONDS)));
    }

    @Test
    void two_who_wait_are_one_too_many() throws Exception {
        var first = new CompletableFuture<Poll>();
        Thread waiting = Thread.ofPlatform().start(() -> first.complete(outlet.poll()));
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        assertInstanceOf(Poll.Overlap.class, outlet.poll());

        outlet.offer(packet("for the first"));
        assertEquals(List.of("for the first"), texts(first.get(5, TimeUnit.SECONDS)));
    }

    private static Outgoing packet(String text) {
        return new Outgoing(text.getBytes(US_ASCII));
    }

    private static List<String> texts(Poll poll) {
        return assertInstanceOf(Poll.Packets.class, poll).packets().stream()
                .map(packet -> new String(packet, US_ASCII))
                .toList();
    }
}
