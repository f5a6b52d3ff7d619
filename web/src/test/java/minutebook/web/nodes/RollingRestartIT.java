package minutebook.web.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import minutebook.web.TestUser;
import minutebook.web.nodes.Pair.Member;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node after the other is stopped and started, while people work at both. */
class RollingRestartIT {
    private static final int TEAMS = 3;

    /** What each team does at least, with both nodes there again. */
    private static final int MORE = 10;

    @TempDir static Path folder;
    private static Pair pair;

    @BeforeAll
    static void start() throws Exception {
        pair = new Pair(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        pair.close();
    }

    @Test
    void nothing_is_lost_and_no_command_fails() throws Exception {
        var teams = new ArrayList<MovingTeam>();
        for (int i = 0; i < TEAMS; i++) {
            teams.add(team(i % 2 == 0 ? pair.a : pair.b));
        }
        for (Member it : List.of(pair.a, pair.b)) {
            it.node().terminate();
            assertEquals(0, it.node().exitCode());
            it.node().start();
            for (MovingTeam team : teams) {
                int done = team.done();
                Pair.await("it works on", () -> team.done() >= done + MORE);
            }
        }
        for (MovingTeam team : teams) {
            List<String> titles = team.end();
            assertTrue(titles.size() > 2 * MORE);
            assertEquals(titles, written(team.project()), "each once, in order");
            assertEquals(List.of(), team.failures());
            Pair.await("all is heard", () -> team.heard().size() >= titles.size());
            assertEquals(titles, team.heard());
            System.out.println(team);
            team.close();
        }
    }

    private static MovingTeam team(Member at) throws Exception {
        TestUser anna = TestUser.register(at.url(), Names.fresh("anna"));
        TestUser ben = TestUser.register(at.url(), Names.fresh("ben"));
        long project = anna.createProject(Names.fresh("Bridge"), List.of(), List.of(ben));
        return new MovingTeam(anna, ben, project, List.of(at.url(), pair.other(at).url()));
    }

    private static List<String> written(long project) throws Exception {
        var titles = new ArrayList<String>();
        try (var connection = pair.postgres.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select data::json ->> 'title' from book.event
                                where stream = 'project-%d' and type = 'project-renamed'
                                order by position
                                """
                                        .formatted(project))) {
            while (rows.next()) {
                titles.add(rows.getString(1));
            }
        }
        return titles;
    }
}
