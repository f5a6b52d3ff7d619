package minutebook.events.book;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minutebook.events.StreamId;
import minutebook.events.book.BookEntry.Closed;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.UserRegistered;

/**
 * The rows that give people their names at moments, by the index of streams: two looks a moment.
 *
 * @param rows of each moment the one of the registration, and that of the last edit behind it
 * @param moments which moment each row is of, by its number in what was asked
 */
record NamingRows(List<Closed> rows, List<Integer> moments) {
    private static final String SELECT =
            """
            select e.position, e.stream, e.version, e.type, e.data, e.actor, e.command_id,
                   e.recorded_at, e.hash, asked.number
            from unnest(?, ?) with ordinality as asked (stream, position, number)
            cross join lateral (
                (select * from book.event
                 where stream = asked.stream and version = 1 and position <= asked.position)
                union all
                (select * from book.event
                 where stream = asked.stream and version > 1 and position <= asked.position
                   and type = 'profile-edited'
                 order by version desc limit 1)) e
            order by asked.number, e.version
            """;

    static NamingRows of(Connection connection, List<Moment> asked) throws SQLException {
        var rows = new ArrayList<Closed>();
        var moments = new ArrayList<Integer>();
        try (var statement = connection.prepareStatement(SELECT)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            asked.stream().map(it -> StreamId.of(it.user()).name()).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", asked.stream().map(Moment::position).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Closed(BookReader.event(row), row.getBytes(9)));
                    moments.add(row.getInt(10) - 1);
                }
            }
        }
        return new NamingRows(rows, moments);
    }

    /** {@code opened}: the rows, in their order. */
    Map<Moment, Naming> namings(List<Moment> asked, List<BookEntry> opened) {
        var namings = new HashMap<Moment, Naming>();
        for (int i = 0; i < opened.size(); i++) {
            Moment moment = asked.get(moments.get(i));
            BookEntry entry = opened.get(i);
            switch (entry.recorded().event()) {
                case UserRegistered it -> namings.put(moment, new Naming(it, null));
                case ProfileEdited it when namings.containsKey(moment) ->
                        namings.computeIfPresent(
                                moment, (_, first) -> new Naming(first.registered(), it));
                default -> throw new UnreadableEntry(entry.position());
            }
        }
        return namings;
    }
}
