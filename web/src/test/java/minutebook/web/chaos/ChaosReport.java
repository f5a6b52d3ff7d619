package minutebook.web.chaos;

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
record ChaosReport(
        ChaosOptions options,
        Stage stage,
        Storm storm,
        int readings,
        int eventsInBook,
        Machines machines,
        List<Difference> differences) {
    private static final int SHOWN_OF_KIND_MAX = 6;
    private static final int LENGTH_MAX = 700;

    /** So many commands a minute are hardly anything. */
    private static final long DONE_A_MINUTE_MIN = 60;

    boolean passed() {
        return differences.isEmpty() && emptiness().isEmpty();
    }

    /** Why the run shows nothing, if it does not. */
    List<String> emptiness() {
        var empty = new ArrayList<String>();
        if (faults() == 0) {
            empty.add("Nothing went wrong: that shows nothing.");
        }
        long wanted = Math.max(20, DONE_A_MINUTE_MIN * options.time().toMinutes());
        if (stage.countOf(Counted.COMMANDS_DONE) < wanted) {
            empty.add("Fewer than %d commands were done: that shows nothing.".formatted(wanted));
        }
        for (Counted it : List.of(Counted.NOTIFICATIONS, Counted.MESSAGES, Counted.READINGS)) {
            if (stage.countOf(it) == 0) {
                empty.add("No %s: that shows nothing.".formatted(it));
            }
        }
        if (machines.mail().taken().isEmpty()) {
            empty.add("No mails: that shows nothing.");
        }
        return empty;
    }

    int faults() {
        return storm.counts().values().stream().mapToInt(it -> it).sum();
    }

    /** A table, and the verdict in its last line. */
    String text() {
        var text = new StringBuilder("\n");
        rows().forEach((name, value) -> text.append("%-44s %s%n".formatted(name, value)));
        text.append('\n');
        for (FaultKind it : options.faults()) {
            text.append("%-44s %s%n".formatted(it, told(it)));
        }
        text.append('\n');
        byKind().values()
                .forEach(
                        all ->
                                all.stream()
                                        .limit(SHOWN_OF_KIND_MAX)
                                        .forEach(it -> text.append(shortened(it)).append('\n')));
        emptiness().forEach(it -> text.append(it).append('\n'));
        if (!differences.isEmpty()) {
            var counts = new ArrayList<String>();
            byKind().forEach((kind, all) -> counts.add(all.size() + " " + kind));
            text.append("Differences: %s%n".formatted(String.join(", ", counts)));
        }
        return text.append(passed() ? "PASSED" : "FAILED")
                .append(" (seed %d)".formatted(options.seed()))
                .toString();
    }

    private String told(FaultKind kind) {
        int count = storm.counts().getOrDefault(kind, 0);
        Duration back = storm.back().get(kind);
        return back == null
                ? String.valueOf(count)
                : "%d, back after %.1f s at most".formatted(count, back.toMillis() / 1e3);
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
        rows.put("minutes", options.time().toSeconds() / 60.0);
        rows.put(
                "clients with streams, with sockets", options.streams() + ", " + options.sockets());
        rows.put("faults", faults());
        rows.put("replies to commits cut off", storm.repliesCut());
        rows.put(
                "starts of nodes",
                machines.places().stream().mapToInt(it -> it.node().starts().size()).sum());
        rows.put("events in the book", eventsInBook);
        for (Counted it : Counted.values()) {
            rows.put(it.toString(), stage.countOf(it));
        }
        long mails = machines.mail().taken().size();
        long once = machines.mail().taken().stream().map(it -> it.messageId()).distinct().count();
        rows.put("mails, of these sent again", mails + ", " + (mails - once));
        rows.put("differences", differences.size());
        return rows;
    }
}
