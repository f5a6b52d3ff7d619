package minutebook.web.nodes;

import java.util.concurrent.atomic.AtomicInteger;

/** Names that nobody had before. */
final class Names {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Names() {}

    static String fresh(String name) {
        return name + COUNT.incrementAndGet();
    }
}
