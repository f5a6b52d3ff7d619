package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import minutebook.events.users.Role;
import minutebook.web.start.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** scripts/grant and scripts/revoke, beside a running server. */
class OperatorRolesIT {
    /** Longer than an append waits. */
    private static final String HELD_FOR = "6s";

    @Test
    void a_role_counts_at_once_on_a_server_that_runs(@TempDir Path untouched) throws Exception {
        try (var server = new TestServer()) {
            TestUser anna = server.register("anna");
            assertEquals(403, archiveNobody(anna));

            try (var grant =
                    ServerProcess.start(
                            untouched,
                            Map.of("DATABASE_URL", url(server)),
                            "grant",
                            anna.email(),
                            "admin")) {
                assertEquals(anna.email() + " is admin now.\n", grant.output());
                assertEquals(0, grant.exitCode());
            }

            assertEquals("[\"admin\"]", anna.get("/api/v1/users/me").at("/roles").toString());
            assertEquals(404, archiveNobody(anna));
            // In this process it is the same, and faster.
            assertEquals(anna.email() + " is admin already.", server.change("grant", anna));
            assertEquals(anna.email() + " is not admin any more.", server.change("revoke", anna));
            assertEquals(anna.email() + " is not admin anyway.", server.change("revoke", anna));
            assertEquals(403, archiveNobody(anna));
            var nobody = new TestUser(server.url(), null, 0, "nobody-at-all");
            var problem = assertThrows(CannotStart.class, () -> server.grant(nobody, Role.ADMIN));
            assertEquals(
                    "There is no user with the mail address 'nobody-at-all@example.org'.",
                    problem.line());
        }
    }

    @Test
    void a_book_that_somebody_holds_up_for_longer_than_an_append_waits_is_no_reason_to_fail()
            throws Exception {
        try (var server = new TestServer()) {
            TestUser anna = server.register("anna");
            try (Connection holder = server.database().getConnection();
                    var statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                // Then PostgreSQL ends it.
                statement.execute(
                        "set idle_in_transaction_session_timeout = '%s'".formatted(HELD_FOR));
                statement.execute("select from book.head for update");

                String told = server.change("grant", anna);
                assertFalse(holder.isValid(1), "the book was free before");
                // "Already", if it was not known whether the first try had done it.
                assertTrue(told.matches(".* is admin (now|already)\\."), told);
                assertEquals("[\"admin\"]", anna.get("/api/v1/users/me").at("/roles").toString());
            }
        }
    }

    private static int archiveNobody(TestUser admin) {
        return admin.post("/api/v1/users/archive/999999", "").status();
    }

    private static String url(TestServer server) {
        var database = (PGSimpleDataSource) server.database();
        return "%s?user=%s&password=%s"
                .formatted(
                        String.valueOf(database.getURL()).replaceFirst("\\?.*", ""),
                        database.getUser(),
                        database.getPassword());
    }
}
