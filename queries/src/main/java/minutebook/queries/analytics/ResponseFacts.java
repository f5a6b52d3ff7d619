package minutebook.queries.analytics;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import minutebook.events.book.RecordedEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.queries.NewRows;
import minutebook.queries.Sql;
import minutebook.queries.Times;
import minutebook.queries.Transaction;

/**
 * Keeps {@code analytics_response}: when a room turned from one speaker to the next. What has to be
 * remembered is one turn a room, however long that is.
 */
final class ResponseFacts implements Facts {
    private static final String TURNS =
            """
            insert into analytics_turn (project, person, since)
            select project, person, %s from unnest(?, ?, ?) as turned (project, person, micros)
            on conflict (project) do update set person = excluded.person, since = excluded.since
            """
                    .formatted(Days.time("micros"));

    private record Spoken(long position, long project, long person, long micros) {}

    private record Turn(long person, long sinceMicros) {}

    private record Response(Turn waiting, Spoken answer) {}

    private final List<Spoken> spoken = new ArrayList<>();

    void take(RecordedEvent record, MessageSent message) {
        if (message.receiver() == null) {
            spoken.add(
                    new Spoken(
                            record.position(),
                            message.project().value(),
                            message.sender().value(),
                            Times.micros(record.recordedAt())));
        }
    }

    @Override
    public void write(Transaction transaction) throws SQLException {
        if (spoken.isEmpty()) {
            return;
        }
        Map<Long, Turn> turns = read(transaction);
        Set<Long> changed = new TreeSet<>();
        var responses = new ArrayList<Response>();
        for (Spoken it : spoken) {
            Turn turn = turns.get(it.project());
            if (turn != null && turn.person() == it.person()) {
                continue;
            }
            if (turn != null) {
                responses.add(new Response(turn, it));
            }
            turns.put(it.project(), new Turn(it.person(), it.micros()));
            changed.add(it.project());
        }
        turns.keySet().retainAll(changed);
        write(transaction, responses, turns);
    }

    private Map<Long, Turn> read(Transaction transaction) throws SQLException {
        var turns = new TreeMap<Long, Turn>();
        transaction.list(
                "select project, person, cast(extract(epoch from since) * 1000000 as bigint)"
                        + " from analytics_turn where project = any (?)",
                row -> turns.put(row.getLong(1), new Turn(row.getLong(2), row.getLong(3))),
                spoken.stream().mapToLong(Spoken::project).distinct().toArray());
        return turns;
    }

    private static void write(
            Transaction transaction, List<Response> responses, Map<Long, Turn> turns)
            throws SQLException {
        NewRows.of("analytics_response", responses)
                .number("position", it -> it.answer().position())
                .number("project", it -> it.answer().project())
                .number("waiting", it -> it.waiting().person())
                .number("responding", it -> it.answer().person())
                .time("waiting_since", it -> it.waiting().sinceMicros())
                .time("responded_at", it -> it.answer().micros())
                .write(transaction);
        if (!turns.isEmpty()) {
            transaction.update(
                    TURNS,
                    Sql.longs(turns.keySet(), Long::longValue),
                    Sql.longs(turns.values(), Turn::person),
                    Sql.longs(turns.values(), Turn::sinceMicros));
        }
    }
}
