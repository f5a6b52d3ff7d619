package minutebook.web.live.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is done in a lane, and when. */
class LaneTest {
    private final Lane lane = new Lane();

    @Test
    void all_is_done_one_after_the_other_in_its_order_whoever_adds_it() throws Exception {
        int each = 2_000;
        var done = new ArrayList<List<Integer>>();
        IntStream.range(0, 4).forEach(_ -> done.add(new ArrayList<>()));
        var end = new CountDownLatch(4 * each);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> adding = new ArrayList<>();
            for (List<Integer> its : done) {
                adding.add(threads.submit(() -> add(each, its, end)));
            }
            for (Future<?> it : adding) {
                it.get();
            }
        }

        assertTrue(end.await(10, TimeUnit.SECONDS));
        List<Integer> inOrder = IntStream.range(0, each).boxed().toList();
        done.forEach(its -> assertEquals(inOrder, its));
        assertTrue(lane.isEmpty());
    }

    private void add(int count, List<Integer> done, CountDownLatch end) {
        for (int i = 0; i < count; i++) {
            int number = i;
            Runnable task =
                    () -> {
                        done.add(number);
                        end.countDown();
                    };
            if (i % 3 == 0) {
                lane.add(task);
            } else {
                lane.put(task);
            }
        }
        lane.go();
    }

    @Test
    void what_was_put_there_is_done_at_the_next_go_and_before_what_is_added_later()
            throws Exception {
        var done = new ArrayList<String>();
        lane.put(() -> done.add("put"));
        assertTrue(done.isEmpty());

        var all = new CompletableFuture<List<String>>();
        lane.add(() -> done.add("added"));
        lane.put(() -> all.complete(done));
        lane.go();

        assertEquals(List.of("put", "added"), all.get(10, TimeUnit.SECONDS));
    }

    @Test
    void a_task_that_fails_stops_no_other() throws Exception {
        var next = new CompletableFuture<Boolean>();
        lane.put(
                () -> {
                    throw new IllegalStateException("Broken");
                });
        lane.add(() -> next.complete(true));

        assertTrue(next.get(10, TimeUnit.SECONDS));
    }
}
