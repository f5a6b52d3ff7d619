package minutebook.web.watch;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import minutebook.events.counts.Histogram;
import minutebook.events.counts.Histogram.Snapshot;

/**
 * Writes the measures of one name, a line each. Labels are ours and have nothing to be escaped; in
 * each line they are in the same order. For one thread.
 */
public final class MeterLines {
    private final StringBuilder text;
    private final String name;

    MeterLines(StringBuilder text, String name) {
        this.text = text;
        this.name = name;
    }

    public void value(Map<String, String> labels, double value) {
        line("", labels, number(value));
    }

    public void value(Map<String, String> labels, long value) {
        line("", labels, Long.toString(value));
    }

    /** {@code unit}: what one of the name's units is in the histogram's. */
    void values(Map<String, String> labels, Histogram histogram, double unit) {
        Snapshot values = histogram.snapshot();
        long upTo = 0;
        for (int i = 0; i < values.counts().length; i++) {
            upTo += values.counts()[i];
            var bounded = new TreeMap<>(labels);
            bounded.put(
                    "le", i < values.bounds().length ? number(values.bounds()[i] / unit) : "+Inf");
            line("_bucket", bounded, Long.toString(upTo));
        }
        line("_sum", labels, number(values.sum() / unit));
        line("_count", labels, Long.toString(upTo));
    }

    private void line(String suffix, Map<String, String> labels, String value) {
        text.append(name).append(suffix);
        if (!labels.isEmpty()) {
            text.append(
                    new TreeMap<>(labels)
                            .entrySet().stream()
                                    .map(each -> each.getKey() + "=\"" + each.getValue() + "\"")
                                    .collect(Collectors.joining(",", "{", "}")));
        }
        text.append(' ').append(value).append('\n');
    }

    private static String number(double value) {
        return Double.isNaN(value)
                ? "NaN"
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
