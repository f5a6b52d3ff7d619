package minutebook.queries;

import java.sql.SQLException;

/**
 * Why something stopped, in words that may be shown to whoever watches: made of the kind of
 * failure, and never of its text, in which there may stand what somebody wrote. The log has the
 * rest.
 */
public final class Reason {
    private Reason() {}

    /** One sentence without its full stop. */
    public static String of(Exception failure) {
        return failure instanceof SQLException sql
                ? "%s (SQLSTATE %s)".formatted(of(state(sql)), state(sql))
                : "A defect: " + failure.getClass().getSimpleName();
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || !state.matches("[0-9A-Z]{5}") ? "unknown" : state;
    }

    /** By the class of the state (PostgreSQL's manual, appendix A). */
    private static String of(String state) {
        return switch (state.substring(0, 2)) {
            case "08" -> "The database is away";
            case "22" -> "The database cannot hold a value of a row";
            case "23" -> "A row breaks a rule of its table";
            case "25", "40" -> "The transaction was not carried out";
            case "42" -> "A table or column is missing, or may not be used";
            case "53" -> "The database is short of disk, memory or connections";
            case "55" -> "Somebody else holds a lock for too long";
            case "57" -> "The database was stopped, or cancelled the work";
            case "58", "XX" -> "The database or its system failed";
            case "P0" -> "A trigger or function of the database refused a row";
            default -> "The database did not do what was asked";
        };
    }
}
