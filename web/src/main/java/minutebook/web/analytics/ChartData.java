package minutebook.web.analytics;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart as numbers.
 *
 * @param project null: all
 * @param current the position and the time that the numbers are current to
 * @param sql what gave them, to the letter
 * @param rows as many values each as there are columns: texts, numbers, null
 */
record ChartData(
        String chart,
        @Nullable Long project,
        String from,
        String to,
        Current current,
        String sql,
        List<String> columns,
        List<List<@Nullable Object>> rows) {

    record Current(long position, @Nullable String recordedAt) {}

    ChartData {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(rows);
    }

    static ChartData of(
            Chart chart,
            Filter filter,
            Current current,
            String sql,
            List<String> columns,
            List<List<@Nullable Object>> rows) {
        LocalDate from = filter.from();
        return new ChartData(
                chart.text(),
                filter.project().isPresent() ? filter.project().getAsLong() : null,
                from.toString(),
                filter.to().toString(),
                current,
                sql,
                columns,
                rows);
    }
}
