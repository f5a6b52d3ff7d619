package minutebook.events.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import minutebook.events.TestPostgres;
import minutebook.events.UserId;
import org.junit.jupiter.api.Test;

/** Whose key there is, and whose there is no more. */
class SubjectKeysIT {
    private static final UserId ANNA = new UserId(1);
    private static final UserId BEN = new UserId(2);

    private final TestPostgres.Database database = TestPostgres.fresh();
    private final SubjectKeys keys = new SubjectKeys(database.application());

    @Test
    void the_database_is_asked_once_for_a_key_that_is_gone_and_what_comes_back_does_not_count()
            throws Exception {
        keys.create(ANNA);
        keys.create(BEN);
        change("create table kept as select * from vault.subject_key where user_id = 1");
        change("delete from vault.subject_key where user_id = 1");
        var elsewhere = new SubjectKeys(database.application());
        assertEquals(Optional.empty(), elsewhere.find(ANNA));
        assertTrue(elsewhere.find(BEN).isPresent());

        change("insert into vault.subject_key select * from kept");
        assertEquals(Optional.empty(), elsewhere.findAll(List.of(ANNA, BEN)).get(ANNA));

        database.application().setPortNumbers(new int[] {1});
        assertEquals(Optional.empty(), elsewhere.find(ANNA));
        assertThrows(VaultUnavailable.class, () -> elsewhere.find(new UserId(3)));
    }

    @Test
    void a_key_that_is_still_in_the_table_does_not_count_once_the_erasure_was_heard_of() {
        keys.create(ANNA);
        var elsewhere = new SubjectKeys(database.application());

        keys.forget(ANNA);
        elsewhere.forget(ANNA);

        for (SubjectKeys node : List.of(keys, elsewhere)) {
            assertEquals(Optional.empty(), node.find(ANNA));
        }
        assertTrue(new SubjectKeys(database.application()).find(ANNA).isPresent());
    }

    private void change(String sql) throws SQLException {
        try (var connection = database.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
