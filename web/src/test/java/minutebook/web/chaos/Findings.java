package minutebook.web.chaos;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import minutebook.web.soak.check.Difference;
import minutebook.web.soak.check.Difference.Kind;

/** What is not as it must be, as it is found. Thread-safe. */
final class Findings {
    private final ConcurrentLinkedQueue<Difference> all = new ConcurrentLinkedQueue<>();

    void addAll(Collection<Difference> differences) {
        all.addAll(differences);
    }

    /** Of the server itself. */
    void server(String what) {
        all.add(new Difference(Kind.BROKEN, "the server", what));
    }

    /** An answer that no client should get. */
    void answered(String what) {
        server("answers " + what);
    }

    List<Difference> all() {
        return List.copyOf(all);
    }
}
