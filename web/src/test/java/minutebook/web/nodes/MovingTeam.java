package minutebook.web.nodes;

import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.live.stream.EventStream;
import minutebook.web.live.stream.EventStream.Block;

/**
 * Two who work on without a pause, and go to the other node when theirs is not there: one renames a
 * project, as a client that repeats what it has had no answer to; one listens, with the last id.
 */
final class MovingTeam implements AutoCloseable {
    private final long project;
    private final List<URI> nodes;
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final Thread writing;
    private volatile boolean ending;

    /** {@code nodes}: first that where both are. */
    MovingTeam(TestUser writer, TestUser listener, long project, List<URI> nodes) throws Exception {
        this.project = project;
        this.nodes = nodes;
        // Nothing is missed of what comes before the first id.
        EventStream first = EventStream.of(listener.at(nodes.getFirst()));
        threads.add(Thread.ofVirtual().start(() -> listen(listener, first)));
        writing = Thread.ofVirtual().start(() -> write(writer));
    }

    long project() {
        return project;
    }

    /** How many commands were acknowledged. */
    int done() {
        return done.size();
    }

    /** Stops writing; all titles that were acknowledged. */
    List<String> end() throws InterruptedException {
        ending = true;
        writing.join();
        return done;
    }

    List<String> heard() {
        return heard;
    }

    /** Answers that should not have been. */
    List<String> failures() {
        return failures;
    }

    private void write(TestUser writer) {
        int node = 0;
        for (int i = 0; !ending; i++) {
            String title = "Title %d of %d".formatted(i, project);
            var key = Map.of("Idempotency-Key", title);
            while (!done.contains(title) && failures.isEmpty()) {
                try {
                    Reply reply =
                            writer.at(nodes.get(node % nodes.size()))
                                    .send(
                                            "PUT",
                                            "/api/v1/projects/" + project,
                                            "{\"title\": \"%s\"}".formatted(title),
                                            key);
                    if (reply.status() == 200) {
                        done.add(title);
                    } else {
                        failures.add(reply.status() + " " + reply.json());
                    }
                } catch (IllegalStateException gone) {
                    boolean never = gone.getCause() instanceof ConnectException;
                    (never ? refused : unanswered).incrementAndGet();
                    node++;
                }
            }
        }
    }

    private void listen(TestUser listener, EventStream first) {
        EventStream stream = first;
        String lastId = "";
        int node = 0;
        while (true) {
            try (EventStream open = stream) {
                streams.incrementAndGet();
                Block block = open.next();
                while (!block.isEnd()) {
                    if (!block.id().isEmpty()) {
                        lastId = block.id();
                    }
                    if (block.event().equals("action_project")) {
                        heard.add(block.data().at("/data/project_title").asText());
                    }
                    block = open.next();
                }
            } catch (InterruptedException closed) {
                return;
            } catch (Exception gone) {
                failures.add("Listening: " + gone);
                return;
            }
            stream = null;
            while (stream == null) {
                try {
                    node++;
                    stream = EventStream.after(listener.at(nodes.get(node % nodes.size())), lastId);
                } catch (InterruptedException closed) {
                    return;
                } catch (Exception refused) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Override
    public String toString() {
        return "%d commands, %d refused connections, %d without an answer, %d streams"
                .formatted(done.size(), refused.get(), unanswered.get(), streams.get());
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
