package minutebook.events.book;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Append.NotJoined;
import minutebook.events.book.AppendFailure.VersionConflict;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ProjectCreated;

/**
 * That somebody came into a project, against {@link NotJoined}.
 *
 * @param version of the event that brought them, in the project's stream
 */
record Joined(StreamId project, long version) {

    private static final String FIND =
            """
            select stream, version from book.event
            where position > ? and type in ('project-created', 'participant-invited')
                and ((data ->> 'owner') = ? or (data ->> 'participant') = ?
                    or (data -> 'coaches')::jsonb @> ?::jsonb
                    or (data -> 'participants')::jsonb @> ?::jsonb)
            order by position limit 1
            """;

    /** The first time that it happened, read from the table. */
    static Optional<Joined> find(Connection connection, NotJoined unless) throws SQLException {
        String person = unless.person().toString();
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setLong(1, unless.since());
            for (int i = 2; i <= 5; i++) {
                statement.setString(i, person);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Joined(new StreamId(row.getString(1)), row.getLong(2)))
                        : Optional.empty();
            }
        }
    }

    /** Whether {@code event} brings {@code person} into a project. */
    static boolean is(Event event, UserId person) {
        return switch (event) {
            case ProjectCreated it ->
                    it.owner().equals(person)
                            || it.coaches().contains(person)
                            || it.participants().contains(person);
            case ParticipantInvited it -> it.participant().equals(person);
            default -> false;
        };
    }

    /** Its project went on by one event that the decision did not know. */
    VersionConflict conflict() {
        return new VersionConflict(project, version, version - 1);
    }
}
