package minutebook.web.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import minutebook.web.soak.check.Difference;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.client.Counted;
import minutebook.web.soak.client.Stage;

/** What a run has shown. */
record Report(
        SoakOptions options,
        Stage stage,
        int kills,
        Killable server,
        int eventsInBook,
        List<Difference> differences) {
    private static final int SHOWN_OF_KIND_MAX = 6;
    private static final int LENGTH_MAX = 600;

    boolean passed() {
        return differences.isEmpty();
    }

    /** A table, and the verdict in its last line. */
    String text() {
        var text = new StringBuilder("\n");
        rows().forEach((name, value) -> text.append("%-40s %s%n".formatted(name, value)));
        text.append('\n');
        byKind().values()
                .forEach(
                        all ->
                                all.stream()
                                        .limit(SHOWN_OF_KIND_MAX)
                                        .forEach(it -> text.append(shortened(it)).append('\n')));
        if (!passed()) {
            var counts = new ArrayList<String>();
            byKind().forEach((kind, all) -> counts.add(all.size() + " " + kind));
            text.append("Differences: %s%n".formatted(String.join(", ", counts)));
        }
        return text.append(passed() ? "PASSED" : "FAILED")
                .append(" (seed %d)".formatted(options.seed()))
                .toString();
    }

    private Map<Kind, List<Difference>> byKind() {
        return differences.stream()
                .collect(
                        Collectors.groupingBy(Difference::kind, TreeMap::new, Collectors.toList()));
    }

    private static String shortened(Difference difference) {
        String text = difference.toString();
        return text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) + " …" : text;
    }

    private Map<String, Object> rows() {
        var rows = new LinkedHashMap<String, Object>();
        rows.put(
                "clients with streams, with sockets", options.streams() + ", " + options.sockets());
        rows.put("kills", kills);
        rows.put("ready again after, median and most", readiness());
        rows.put("memory of the server at most", server.memoryMib() + " MiB");
        rows.put("events in the book", eventsInBook);
        for (Counted it : Counted.values()) {
            rows.put(it.toString(), stage.countOf(it));
        }
        rows.put("differences", differences.size());
        return rows;
    }

    /** The first start made the database, and is none of them. */
    private String readiness() {
        List<Duration> starts = server.starts().stream().skip(1).sorted().toList();
        return starts.isEmpty()
                ? "never"
                : "%.1f s, %.1f s"
                        .formatted(
                                starts.get(starts.size() / 2).toMillis() / 1e3,
                                starts.getLast().toMillis() / 1e3);
    }
}
