package minutebook.queries.messages;

import static minutebook.queries.ReadDatabase.isNull;
import static minutebook.queries.ReadDatabase.number;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbRow;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.queries.Page;
import minutebook.queries.Paging;
import minutebook.queries.ReadDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Looks up messages as a viewer may see them: the public ones, and the private ones that they sent
 * or received. Whether the viewer is in the project at all is for the caller to know, except for
 * files. Blocks for a query; thread-safe.
 */
public final class FindMessages {
    private final DbClient client;

    public FindMessages(DataSource source) {
        this.client = ReadDatabase.client(source);
    }

    /** A page of a project's messages, newest first. */
    public Page<Message> history(ProjectId project, UserId viewer, Paging paging) {
        List<DbRow> rows =
                client.execute()
                        .createQuery(MessageSql.HISTORY)
                        .addParam("project", project.value())
                        .addParam("viewer", viewer.value())
                        .addParam("size", paging.perPage())
                        .addParam("skipped", paging.offset())
                        .addParam("reach", paging.offset() + paging.perPage())
                        .execute()
                        .toList();
        return Page.of(paging, total(rows), messages(rows));
    }

    /** The nearest messages before {@code id}, at most {@code limit}. */
    public MessagesByKey before(ProjectId project, UserId viewer, long id, int limit) {
        return byKey(MessageSql.BEFORE, project, viewer, id, limit);
    }

    /** The nearest messages after {@code id} (0: the first ones), at most {@code limit}. */
    public MessagesByKey after(ProjectId project, UserId viewer, long id, int limit) {
        MessagesByKey nearest = byKey(MessageSql.AFTER, project, viewer, id, limit);
        return new MessagesByKey(nearest.total(), nearest.more(), nearest.items().reversed());
    }

    /** One message, whoever may see it. */
    public Optional<Message> find(long id) {
        return client.execute()
                .createGet(MessageSql.ONE)
                .addParam("id", id)
                .execute()
                .map(MessageSql::read);
    }

    /**
     * The message with this file and, unless {@code message} is null, this id, or the newest one
     * that {@code viewer} can see now, in a project that they are in. Empty: the file is none of
     * theirs.
     */
    public Optional<Message> withFile(String sha256, @Nullable Long message, UserId viewer) {
        return client.execute()
                .createGet(MessageSql.WITH_FILE)
                .addParam("sha256", sha256)
                .addParam("message", message == null ? 0 : message)
                .addParam("viewer", viewer.value())
                .execute()
                .map(MessageSql::read);
    }

    private MessagesByKey byKey(String sql, ProjectId project, UserId viewer, long id, int limit) {
        List<DbRow> rows =
                client.execute()
                        .createQuery(sql)
                        .addParam("project", project.value())
                        .addParam("viewer", viewer.value())
                        .addParam("key", id)
                        .addParam("size", limit + 1)
                        .addParam("reach", limit + 1)
                        .execute()
                        .toList();
        List<Message> found = messages(rows);
        boolean more = found.size() > limit;
        return new MessagesByKey(total(rows), more, more ? found.subList(0, limit) : found);
    }

    private static long total(List<DbRow> rows) {
        return number(rows.getFirst(), "total");
    }

    private static List<Message> messages(List<DbRow> rows) {
        return rows.stream().filter(it -> !isNull(it, "id")).map(MessageSql::read).toList();
    }
}
