package minutebook.queries.messages;

import static minutebook.queries.ReadDatabase.isNull;
import static minutebook.queries.ReadDatabase.number;
import static minutebook.queries.ReadDatabase.text;
import static minutebook.queries.ReadDatabase.textOrNull;

import io.helidon.dbclient.DbRow;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.queries.Times;
import minutebook.queries.users.UserItem;
import minutebook.queries.users.UserRows;
import org.jspecify.annotations.Nullable;

/** The statements of {@link FindMessages}, and the rows that they give. */
final class MessageSql {
    private static final String COLUMNS =
            """
            m.id, m.project, m.sender, m.receiver, m.content, m.file_name, m.sha256, m.media_type,
            m.size, m.client_message_id, (extract(epoch from m.created_at) * 1000000) as micros,
            """
                    + UserRows.columns("s")
                    + ", "
                    + UserRows.columns("r");

    private static final String PEOPLE =
            """
            left join queries.person s on s.id = m.sender
            left join queries.person r on r.id = m.receiver
            """;

    static final String HISTORY = list("", "desc", "offset :skipped");
    static final String BEFORE = list("and id < :key", "desc", "");
    static final String AFTER = list("and id > :key", "asc", "");

    static final String ONE =
            "select " + COLUMNS + " from queries.message m " + PEOPLE + " where m.id = :id";

    static final String WITH_FILE =
            "select "
                    + COLUMNS
                    + " from queries.message m "
                    + PEOPLE
                    + """
                     where m.sha256 = :sha256
                        and (:message = 0 or m.id = :message)
                        and (m.receiver is null or m.receiver = :viewer or m.sender = :viewer)
                        and exists (
                            select from queries.member
                            where project = m.project and member = :viewer
                        )
                    order by m.id desc limit 1
                    """;

    private MessageSql() {}

    /** The total stands in each row, and in a row of its own where there is no message. */
    private static String list(String bounds, String order, String offset) {
        return """
        select counted.total, %s
        from (
            select coalesce(sum(messages), 0) as total from queries.message_count
            where project = :project and reader in (0, :viewer)
        ) counted
        left join lateral (
            select id from (%s) as visible order by id %s limit :size %s
        ) page on true
        left join queries.message m on m.id = page.id
        %s
        order by m.id %s
        """
                .formatted(COLUMNS, visible(bounds, order), order, offset, PEOPLE, order);
    }

    /**
     * Three index scans that are sorted by themselves, to be merged; as one condition with OR they
     * would read everybody's private messages. Each has its own order and limit, since PostgreSQL
     * otherwise reads all three to the end and sorts.
     */
    private static String visible(String bounds, String order) {
        return """
        (select id from queries.message
        where project = :project and receiver is null %1$s
        order by id %2$s limit :reach)
        union all
        (select id from queries.message
        where project = :project and receiver is not null and sender = :viewer %1$s
        order by id %2$s limit :reach)
        union all
        (select id from queries.message
        where project = :project and receiver = :viewer and sender <> :viewer %1$s
        order by id %2$s limit :reach)
        """
                .formatted(bounds, order);
    }

    static Message read(DbRow row) {
        return new Message(
                number(row, "id"),
                new ProjectId(number(row, "project")),
                UserRows.read(row, "s", new UserId(number(row, "sender"))),
                receiver(row),
                textOrNull(row, "content"),
                textOrNull(row, "file_name"),
                file(row),
                textOrNull(row, "client_message_id"),
                Times.ofMicros(number(row, "micros")));
    }

    private static @Nullable UserItem receiver(DbRow row) {
        return isNull(row, "receiver")
                ? null
                : UserRows.read(row, "r", new UserId(number(row, "receiver")));
    }

    private static @Nullable StoredFile file(DbRow row) {
        return isNull(row, "sha256")
                ? null
                : new StoredFile(text(row, "sha256"), text(row, "media_type"), number(row, "size"));
    }
}
