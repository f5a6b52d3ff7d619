package minutebook.web.analytics;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import minutebook.events.sql.Transactions;
import minutebook.queries.DatabaseAway;
import minutebook.queries.Sql;
import minutebook.web.analytics.ChartData.Current;
import minutebook.web.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Asks the views. Two questions at a time a node, on connections of their own and for 5 s at most:
 * however many analysts look, those who work find the pool and a core free. Thread-safe.
 */
public final class FindCharts {
    private static final int AT_ONCE = 2;
    private static final int WAIT_SECONDS_MAX = 5;
    private static final String CANCELLED = "57014";

    private final DataSource source;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** {@code source}: of new connections, beside the pool. */
    public FindCharts(DataSource source) {
        this.source = source;
    }

    /**
     * The chart, of one moment. Blocks.
     *
     * @throws Problem 400 if there is no such project; 503 if it takes too long, or others wait
     */
    ChartData find(Chart chart, Filter filter) throws InterruptedException {
        if (!places.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw Problem.unavailable("Others are asking for charts. Try again.");
        }
        try (Connection connection = source.getConnection()) {
            return Transactions.run(connection, it -> read(it, chart, filter));
        } catch (SQLException failure) {
            if (CANCELLED.equals(failure.getSQLState())) {
                throw Problem.unavailable(
                        "This takes too long for a page: choose a shorter period or one project, or ask in psql.");
            }
            throw new DatabaseAway(failure);
        } finally {
            places.release();
        }
    }

    private static ChartData read(Connection connection, Chart chart, Filter filter)
            throws SQLException {
        Sql.update(connection, "set transaction isolation level repeatable read read only");
        Sql.update(connection, "set local statement_timeout = '5s'");
        Sql.update(connection, "set local max_parallel_workers_per_gather = 0");
        Sql.update(connection, "set local plan_cache_mode = auto");
        mustExist(connection, filter);
        Current current =
                Sql.list(
                                connection,
                                "select position, to_char(recorded_at at time zone 'UTC',"
                                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                                        + " from analytics.current_v1",
                                row -> new Current(row.getLong(1), row.getString(2)))
                        .stream()
                        .findFirst()
                        .orElse(new Current(0, null));
        String sql = chart.sql(filter);
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData columns = rows.getMetaData();
            var names = new ArrayList<String>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnLabel(i));
            }
            List<List<@Nullable Object>> values = new ArrayList<>();
            while (rows.next()) {
                values.add(values(rows, columns));
            }
            return ChartData.of(chart, filter, current, sql, names, values);
        }
    }

    private static void mustExist(Connection connection, Filter filter) throws SQLException {
        if (filter.project().isPresent()) {
            long project = filter.project().getAsLong();
            String there = "select 1 from analytics.projects_v1 where project = ?";
            if (Sql.list(connection, there, row -> row.getInt(1), project).isEmpty()) {
                throw Problem.invalid("project", "There is no project %d.".formatted(project));
            }
        }
    }

    private static List<@Nullable Object> values(ResultSet row, ResultSetMetaData columns)
            throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.add(
                    switch (columns.getColumnType(i)) {
                        case Types.BIGINT, Types.INTEGER, Types.NUMERIC -> row.getBigDecimal(i);
                        default -> row.getString(i);
                    });
        }
        return values;
    }
}
