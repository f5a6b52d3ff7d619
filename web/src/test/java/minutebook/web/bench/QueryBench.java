package minutebook.web.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import minutebook.web.database.Database;
import minutebook.web.database.DatabaseUrl;

/**
 * The pages that REST answers with, as plain SQL: the same rows of the same read models, on as many
 * connections as the server has, and nothing made of them.
 */
final class QueryBench {
    private static final Map<String, String> PAGES =
            Map.of(
                    "projects",
                    """
                    select p.id, p.title, m.role, u.* from (
                        select project from queries.member where member = ? order by project limit 10
                    ) mine
                    join queries.project p on p.id = mine.project
                    join queries.member m on m.project = p.id
                    join queries.person u on u.id = m.member
                    order by p.id, m.since, m.place
                    """,
                    "messages",
                    """
                    select m.*, s.*, r.* from (
                        select * from queries.message m
                        where project = ? and (receiver is null or receiver = ? or sender = ?)
                        order by id desc limit 30
                    ) m
                    join queries.person s on s.id = m.sender
                    left join queries.person r on r.id = m.receiver
                    order by m.id desc
                    """,
                    "inbox",
                    """
                    select * from (
                        select * from queries.notification where person = ?
                        order by position desc limit 10
                    ) n
                    join queries.notification_payload p using (position, variant)
                    order by position desc
                    """);

    private QueryBench() {}

    /**
     * {@code arguments}: the database, the page, seconds, callers, and who looks at what
     * ("user:project,…"). Prints one line of JSON.
     */
    public static void main(String[] arguments) throws InterruptedException {
        String page = PAGES.get(arguments[1]);
        if (page == null) {
            throw new IllegalArgumentException("No such page: " + arguments[1]);
        }
        var time = Duration.ofMillis(Math.round(1000 * Double.parseDouble(arguments[2])));
        int callers = Integer.parseInt(arguments[3]);
        String[] viewers = arguments[4].split(",", -1);
        try (Database database = Database.connect(DatabaseUrl.parse(arguments[0]))) {
            // The JVM's compilers and PostgreSQL's plans come with use.
            new ClosedLoop(callers, time).run(caller -> asks(database, page, viewers, caller));
            Timed asked =
                    new ClosedLoop(callers, time)
                            .run(caller -> asks(database, page, viewers, caller));
            System.out.println(asked.json());
        }
    }

    private static ClosedLoop.Question asks(
            Database database, String page, String[] viewers, int caller) {
        String[] pair = viewers[caller % viewers.length].split(":", -1);
        long viewer = Long.parseLong(pair[0]);
        long project = Long.parseLong(pair[1]);
        boolean ofProject = page.contains("project = ?");
        long parameters = page.chars().filter(each -> each == '?').count();
        return () -> {
            try (Connection connection = database.application().getConnection();
                    PreparedStatement select = connection.prepareStatement(page)) {
                select.setLong(1, ofProject ? project : viewer);
                for (int i = 2; i <= parameters; i++) {
                    select.setLong(i, viewer);
                }
                return fetched(select);
            }
        };
    }

    private static boolean fetched(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
            }
        }
        return true;
    }
}
