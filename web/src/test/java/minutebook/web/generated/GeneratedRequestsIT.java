package minutebook.web.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import minutebook.web.TestServer;
import org.junit.jupiter.api.Test;

/**
 * Thousands of requests that nobody means well with. The seed and the corpus are kept ({@code
 * generated-requests/values.txt}): what breaks today breaks tomorrow, until it is mended.
 */
class GeneratedRequestsIT {
    private static final long SEED = 20_260_806;
    private static final int REQUESTS = Integer.getInteger("generated.requests", 6_000);
    private static final int CLIENTS = 8;
    private static final long GROWTH_BYTES_MAX = 48L << 20;

    private final Map<Integer, AtomicInteger> answers = new ConcurrentSkipListMap<>();
    private final List<String> faults = new ArrayList<>();

    @Test
    void nothing_that_is_sent_breaks_the_server_or_stays_in_its_memory() throws Exception {
        try (var server = new TestServer()) {
            List<String> tokens =
                    List.of(server.register("anna").token(), server.register("ben").token());
            // What is loaded and remembered once is no growth.
            send(server, tokens, SEED - 1, REQUESTS / 10);
            long before = usedBytes();

            send(server, tokens, SEED, REQUESTS);

            long growth = usedBytes() - before;
            System.out.printf(
                    "%,d generated requests (seed %d): %s; memory grew by %,d kB%n",
                    REQUESTS + REQUESTS / 10, SEED, answers, growth >> 10);
            assertEquals(List.of(), faults);
            assertTrue(answers.size() >= 8, "hardly any ways to be refused: " + answers);
            assertTrue(growth < GROWTH_BYTES_MAX, "memory grew by " + growth);
            assertEquals(200, server.register("cleo").get("/api/v1/users/me").status());
        }
    }

    private void send(TestServer server, List<String> tokens, long seed, int requests)
            throws Exception {
        var clients = new ArrayList<Callable<Object>>();
        for (int i = 0; i < CLIENTS; i++) {
            var generator =
                    new RequestGenerator(seed * CLIENTS + i, server.routes(), values(), tokens);
            clients.add(() -> send(server, generator, requests / CLIENTS));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> client : threads.invokeAll(clients)) {
                client.get();
            }
        }
    }

    private Object send(TestServer server, RequestGenerator generator, int requests)
            throws Exception {
        try (var client = new PlainClient(server.url().getPort())) {
            for (int i = 0; i < requests; i++) {
                byte[] request = generator.next();
                PlainClient.Answer answer = client.send(request);
                answers.computeIfAbsent(answer.status(), _ -> new AtomicInteger())
                        .incrementAndGet();
                if (!isSane(answer)) {
                    fault(request, answer);
                }
            }
        }
        return this;
    }

    /** 503 is the answer to who waits for a position that never comes. */
    private static boolean isSane(PlainClient.Answer answer) {
        boolean waited = answer.status() == 503 && answer.body().contains("has not come so far");
        return (answer.status() >= 200 && answer.status() < 500) || waited;
    }

    private synchronized void fault(byte[] request, PlainClient.Answer answer) {
        if (faults.size() < 20) {
            String sent = new String(request, StandardCharsets.UTF_8);
            faults.add(answer + "\n" + sent.substring(0, Math.min(sent.length(), 2_000)) + "\n");
        }
    }

    private static List<String> values() throws Exception {
        try (InputStream in =
                GeneratedRequestsIT.class.getResourceAsStream("/generated-requests/values.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static long usedBytes() {
        long least = Long.MAX_VALUE;
        var runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
