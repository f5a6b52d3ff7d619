package minutebook.queries.users;

import static minutebook.queries.ReadDatabase.isNull;
import static minutebook.queries.ReadDatabase.number;
import static minutebook.queries.ReadDatabase.text;

import io.helidon.dbclient.DbRow;
import minutebook.events.UserId;

/** Reads people out of rows that name them among other things. */
public final class UserRows {
    private UserRows() {}

    /** The columns of a joined {@code person} with the alias {@code as}, for {@link #read}. */
    public static String columns(String as) {
        return "%1$s.email as %1$s_email, %1$s.username as %1$s_username, %1$s.first_name as %1$s_first_name, %1$s.last_name as %1$s_last_name"
                .formatted(as);
    }

    /**
     * The person {@code id} of the columns of alias {@code as}. Read models move apart, so one whom
     * another knows already may be missing in {@code person} for some milliseconds: nameless then.
     */
    public static UserItem read(DbRow row, String as, UserId id) {
        if (isNull(row, as + "_username")) {
            return new UserItem(id, "", "", "", "");
        }
        return new UserItem(
                id,
                text(row, as + "_email"),
                text(row, as + "_username"),
                text(row, as + "_first_name"),
                text(row, as + "_last_name"));
    }

    /** The person of a row that is theirs. */
    static UserItem read(DbRow row) {
        return new UserItem(
                new UserId(number(row, "id")),
                text(row, "email"),
                text(row, "username"),
                text(row, "first_name"),
                text(row, "last_name"));
    }
}
