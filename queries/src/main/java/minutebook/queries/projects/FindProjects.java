package minutebook.queries.projects;

import static minutebook.queries.ReadDatabase.isNull;
import static minutebook.queries.ReadDatabase.number;
import static minutebook.queries.ReadDatabase.text;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.queries.Page;
import minutebook.queries.Paging;
import minutebook.queries.ReadDatabase;
import minutebook.queries.Search;
import minutebook.queries.users.UserItem;
import minutebook.queries.users.UserRows;

/**
 * Looks up projects, with their members, in one query however many they are. Blocks for a query;
 * thread-safe.
 */
public final class FindProjects {
    private static final String MEMBERS =
            """
            left join queries.member m on m.project = p.id
            left join queries.person u on u.id = m.member
            order by p.id, m.since, m.place
            """;

    private static final String PAGE =
            "select counted.total, p.id, p.title, m.member, m.role, "
                    + UserRows.columns("u")
                    + """
                     from (
                        select count(*) as total
                        from queries.member mine join queries.project q on q.id = mine.project
                        where mine.member = :viewer %1$s
                    ) counted
                    left join lateral (
                        select q.id, q.title
                        from queries.member mine join queries.project q on q.id = mine.project
                        where mine.member = :viewer %1$s
                        order by mine.project limit :size offset :skipped
                    ) p on true
                    """
                    + MEMBERS;

    private static final String ALL = PAGE.formatted("");
    private static final String FILTERED = PAGE.formatted("and q.search like :pattern");

    private static final String ONE =
            "select p.id, p.title, m.member, m.role, "
                    + UserRows.columns("u")
                    + " from (select id, title from queries.project where id = :project) p "
                    + MEMBERS;

    private static final String STANDING =
            """
            select m.role from queries.project p
            left join queries.member m on m.project = p.id and m.member = :viewer
            where p.id = :project
            """;

    private final DbClient client;

    public FindProjects(DataSource source) {
        this.client = ReadDatabase.client(source);
    }

    /**
     * A page of the projects in which {@code viewer} is anything, oldest first.
     *
     * @param filter a part of the title, in any case; empty: all of them
     */
    public Page<ProjectItem> page(UserId viewer, String filter, Paging paging) {
        var query =
                client.execute()
                        .createQuery(filter.isEmpty() ? ALL : FILTERED)
                        .addParam("viewer", viewer.value())
                        .addParam("size", paging.perPage())
                        .addParam("skipped", paging.offset());
        if (!filter.isEmpty()) {
            query = query.addParam("pattern", Search.pattern(filter));
        }
        List<DbRow> rows = query.execute().toList();
        return Page.of(paging, number(rows.getFirst(), "total"), items(rows));
    }

    public Optional<ProjectItem> find(ProjectId project) {
        List<DbRow> rows =
                client.execute()
                        .createQuery(ONE)
                        .addParam("project", project.value())
                        .execute()
                        .toList();
        return items(rows).stream().findFirst();
    }

    public Standing standing(ProjectId project, UserId viewer) {
        return client.execute()
                .createGet(STANDING)
                .addParam("project", project.value())
                .addParam("viewer", viewer.value())
                .execute()
                .map(FindProjects::standing)
                .orElse(Standing.NO_PROJECT);
    }

    /** All in which somebody owns, coaches or takes part. */
    public List<ProjectId> ofMember(UserId user) {
        return client.execute()
                .createQuery("select project from queries.member where member = :member")
                .addParam("member", user.value())
                .execute()
                .map(row -> new ProjectId(number(row, "project")))
                .toList();
    }

    private static Standing standing(DbRow row) {
        return isNull(row, "role") ? Standing.STRANGER : Standing.of(role(row));
    }

    private static Role role(DbRow row) {
        return Role.of((int) number(row, "role"));
    }

    private static List<ProjectItem> items(List<DbRow> rows) {
        var drafts = new LinkedHashMap<Long, Draft>();
        for (DbRow row : rows) {
            if (!isNull(row, "member")) {
                drafts.computeIfAbsent(number(row, "id"), id -> new Draft(id, text(row, "title")))
                        .add(role(row), UserRows.read(row, "u", new UserId(number(row, "member"))));
            }
        }
        return drafts.values().stream().map(Draft::item).toList();
    }

    /** A project whose members come row by row. */
    private static final class Draft {
        private final long id;
        private final String title;
        private final List<UserItem> owner = new ArrayList<>(1);
        private final List<UserItem> coaches = new ArrayList<>();
        private final List<UserItem> participants = new ArrayList<>();

        Draft(long id, String title) {
            this.id = id;
            this.title = title;
        }

        void add(Role role, UserItem person) {
            switch (role) {
                case OWNER -> owner.add(person);
                case COACH -> coaches.add(person);
                case PARTICIPANT -> participants.add(person);
            }
        }

        ProjectItem item() {
            return new ProjectItem(
                    new ProjectId(id), title, owner.getFirst(), coaches, participants);
        }
    }
}
