package minutebook.queries.users;

import static minutebook.queries.ReadDatabase.isNull;
import static minutebook.queries.ReadDatabase.number;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import minutebook.events.UserId;
import minutebook.queries.DatabaseAway;
import minutebook.queries.Page;
import minutebook.queries.Paging;
import minutebook.queries.ReadDatabase;
import minutebook.queries.Search;
import minutebook.queries.Sql;

/** Looks up people. Blocks for a query; thread-safe. */
public final class FindUsers {
    private static final String COLUMNS = "id, email, username, first_name, last_name";

    // The total stands in each row, and in a row of its own where the page is empty.
    private static final String PAGE =
            """
            select counted.total, page.*
            from (select count(*) as total from queries.person %1$s) counted
            left join lateral (
                select id, email, username, first_name, last_name
                from queries.person %1$s order by id limit :size offset :skipped
            ) page on true
            order by page.id
            """;

    private static final String ALL = PAGE.formatted("");
    private static final String FILTERED = PAGE.formatted("where search like :pattern");

    private final DbClient client;
    private final DataSource source;

    public FindUsers(DataSource source) {
        this.client = ReadDatabase.client(source);
        this.source = source;
    }

    /**
     * A page of all users, in the order in which they registered.
     *
     * @param filter a part of the username, first or last name, in any case; empty: all users
     */
    public Page<UserItem> page(String filter, Paging paging) {
        var query =
                client.execute()
                        .createQuery(filter.isEmpty() ? ALL : FILTERED)
                        .addParam("size", paging.perPage())
                        .addParam("skipped", paging.offset());
        if (!filter.isEmpty()) {
            query = query.addParam("pattern", Search.pattern(filter));
        }
        List<DbRow> rows = query.execute().toList();
        long total = number(rows.getFirst(), "total");
        List<UserItem> users =
                rows.stream().filter(it -> !isNull(it, "id")).map(UserRows::read).toList();
        return Page.of(paging, total, users);
    }

    public Optional<UserItem> find(UserId id) {
        return client.execute()
                .createGet("select " + COLUMNS + " from queries.person where id = :id")
                .addParam("id", id.value())
                .execute()
                .map(UserRows::read);
    }

    /** Those of {@code ids} who exist. */
    public Map<UserId, UserItem> find(Collection<UserId> ids) {
        try (Connection connection = source.getConnection()) {
            var found = new HashMap<UserId, UserItem>();
            Sql.list(
                            connection,
                            "select " + COLUMNS + " from queries.person where id = any (?)",
                            People::item,
                            Sql.longs(ids, UserId::value))
                    .forEach(it -> found.put(it.id(), it));
            return found;
        } catch (SQLException failure) {
            throw new DatabaseAway(failure);
        }
    }
}
