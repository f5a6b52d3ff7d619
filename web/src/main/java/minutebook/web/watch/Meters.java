package minutebook.web.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import minutebook.events.counts.Histogram;

/**
 * The measures of one server, by name. What is counted is counted where it happens, by plain
 * numbers that belong to the server; here it gets a name and a meaning, and is looked at when
 * somebody asks. Filled before that; then thread-safe.
 */
public final class Meters {
    private final Map<String, Family> families = new TreeMap<>();

    /** All measures of one name, which differ in their labels. */
    private record Family(String type, String meaning, List<Consumer<MeterLines>> sources) {}

    /** What goes up and down. */
    public Meters gauge(
            String name, String meaning, Map<String, String> labels, DoubleSupplier value) {
        return add(name, "gauge", meaning, lines -> lines.value(labels, value.getAsDouble()));
    }

    public Meters gauge(String name, String meaning, DoubleSupplier value) {
        return gauge(name, meaning, Map.of(), value);
    }

    /** What only goes up, from 0 at the start. {@code name}: ends with {@code _total}. */
    public Meters counter(
            String name, String meaning, Map<String, String> labels, LongSupplier count) {
        return counters(name, meaning, lines -> lines.value(labels, count.getAsLong()));
    }

    public Meters counter(String name, String meaning, LongSupplier count) {
        return counter(name, meaning, Map.of(), count);
    }

    /** The same, of which it shows only when somebody asks which there are. */
    public Meters counters(String name, String meaning, Consumer<MeterLines> those) {
        return add(name, "counter", meaning, those);
    }

    /** Times; {@code name}: ends with {@code _seconds}. */
    public Meters times(String name, String meaning, Map<String, String> labels, Histogram nanos) {
        return add(name, "histogram", meaning, lines -> lines.values(labels, nanos, 1e9));
    }

    /** Numbers of something. */
    public Meters sizes(String name, String meaning, Histogram numbers) {
        return add(name, "histogram", meaning, lines -> lines.values(Map.of(), numbers, 1));
    }

    private Meters add(String name, String type, String meaning, Consumer<MeterLines> source) {
        families.computeIfAbsent(name, _ -> new Family(type, meaning, new ArrayList<>()))
                .sources()
                .add(source);
        return this;
    }

    /** As they are at this moment, in Prometheus' text form, version 0.0.4. */
    String text() {
        var text = new StringBuilder();
        families.forEach(
                (name, family) -> {
                    text.append("# HELP %s %s\n".formatted(name, family.meaning()));
                    text.append("# TYPE %s %s\n".formatted(name, family.type()));
                    var lines = new MeterLines(text, name);
                    family.sources().forEach(source -> source.accept(lines));
                });
        return text.toString();
    }
}
