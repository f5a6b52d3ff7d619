package minutebook.web.mail.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import minutebook.events.UserId;
import minutebook.events.mail.MailKind;
import minutebook.queries.DatabaseAway;
import minutebook.queries.Page;
import minutebook.queries.Paging;
import minutebook.queries.Search;
import minutebook.queries.Sql;
import minutebook.queries.users.FindUsers;
import minutebook.queries.users.UserItem;
import org.jspecify.annotations.Nullable;

/** Looks up mails, for admins. Blocks; thread-safe. */
public final class FindMails {
    /** The states there are. */
    public static final List<String> STATES = List.of("waiting", "sent", "refused", "dropped");

    private static final String WANTED =
            """
            from mail.outbox
            where (? = '' or state = ?)
                and (lower(kind || ' ' || coalesce(reason, '') || ' ' || coalesce(problem, ''))
                        like ?
                    or exists (
                        select from queries.person
                        where person.id = recipient and person.search like ?))
            """;

    private static final String ONE =
            "select id, position, recipient from mail.outbox where id = ?";

    private final DataSource source;
    private final FindUsers users;

    public FindMails(DataSource source, FindUsers users) {
        this.source = source;
        this.users = users;
    }

    /** A mail's number, what it is about, and whom it is for. */
    public record Mailed(long id, long position, UserId recipient) {}

    /**
     * A page of all mails, the newest first.
     *
     * @param state one of {@link #STATES}; empty: all
     * @param filter a part of the kind, the reason, the problem or the recipient's names, in any
     *     case; empty: all
     */
    public Page<MailItem> page(String state, String filter, Paging paging) {
        String pattern = Search.pattern(filter);
        try (Connection connection = source.getConnection()) {
            long total =
                    Sql.list(
                                    connection,
                                    "select count(*) " + WANTED,
                                    row -> row.getLong(1),
                                    state,
                                    state,
                                    pattern,
                                    pattern)
                            .getFirst();
            List<MailItem> items =
                    Sql.list(
                            connection,
                            """
                            select id, kind, state, reason, problem, attempts, recipient, position,
                                created_at, due_at, ended_at
                            %s order by id desc limit ? offset ?
                            """
                                    .formatted(WANTED),
                            FindMails::item,
                            state,
                            state,
                            pattern,
                            pattern,
                            paging.perPage(),
                            paging.offset());
            return Page.of(paging, total, named(items));
        } catch (SQLException failure) {
            throw new DatabaseAway(failure);
        }
    }

    /** The mail of this number; empty: there is none. */
    public Optional<Mailed> find(long id) {
        try (Connection connection = source.getConnection()) {
            return Sql.list(
                            connection,
                            ONE,
                            row ->
                                    new Mailed(
                                            row.getLong(1),
                                            row.getLong(2),
                                            new UserId(row.getLong(3))),
                            id)
                    .stream()
                    .findFirst();
        } catch (SQLException failure) {
            throw new DatabaseAway(failure);
        }
    }

    private List<MailItem> named(List<MailItem> items) {
        Map<UserId, UserItem> people = users.find(items.stream().map(MailItem::user).toList());
        return items.stream().map(it -> it.to(people.get(it.user()))).toList();
    }

    private static MailItem item(ResultSet row) throws SQLException {
        boolean waiting = row.getString("state").equals("waiting");
        return new MailItem(
                row.getLong("id"),
                MailKind.find(row.getString("kind")).orElseThrow(),
                row.getString("state"),
                row.getString("reason"),
                row.getString("problem"),
                row.getInt("attempts"),
                UserItem.erased(new UserId(row.getLong("recipient"))),
                row.getLong("position"),
                String.valueOf(time(row, "created_at")),
                waiting ? time(row, "due_at") : null,
                time(row, "ended_at"));
    }

    private static @Nullable String time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant().toString();
    }
}
