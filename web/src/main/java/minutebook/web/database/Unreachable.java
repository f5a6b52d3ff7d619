package minutebook.web.database;

import java.sql.SQLException;
import minutebook.web.start.CannotStart;

/** Says what keeps us out of a database, in one line and without its password. */
final class Unreachable {

    private Unreachable() {}

    static CannotStart because(DatabaseUrl url, SQLException problem) {
        String state = String.valueOf(problem.getSQLState());
        String reason =
                switch (state.substring(0, Math.min(2, state.length()))) {
                    case "08" -> "no PostgreSQL answers there";
                    case "28" -> "which refuses this user or password";
                    case "3D" -> "which has no database of this name";
                    default ->
                            String.valueOf(problem.getMessage()).lines().findFirst().orElse(state);
                };
        return new CannotStart(
                "DATABASE_URL is '%s': %s (%s).".formatted(url, reason, state), problem);
    }
}
