package minutebook.web.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import minutebook.events.TestPostgres;
import minutebook.events.book.verify.Flaw;
import minutebook.events.book.verify.Verdict.Broken;
import minutebook.events.book.verify.Verdict.Whole;
import minutebook.web.Eventually;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What a signature outside the database shows that the book cannot show of itself. */
class NotaryIT {
    private static final Duration NOT_AGAIN = Duration.ofHours(1);

    /** Of what is slow, before the node is stopped, which gives it some seconds only. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Takes the last three events away, and says so nowhere. */
    private static final String CUT_OFF =
            """
            delete from book.event where position > (select position - 3 from book.head);
            update book.head set position = position - 3,
                hash = (select hash from book.event order by position desc limit 1)
            """;

    /** Writes the second event anew, and all hashes behind it: part 6 of the contract, in SQL. */
    private static final String REWRITTEN =
            """
            create function pg_temp.field(it text) returns bytea language sql as $$
                select case when it is null then int4send(-1)
                    else int4send(octet_length(convert_to(it, 'UTF8'))) || convert_to(it, 'UTF8')
                end
            $$;
            update book.event set data = '{}' where position = 2;
            do $$
            declare
                previous bytea := '\\x' || repeat('00', 32);
                it book.event;
            begin
                for it in select * from book.event order by position loop
                    previous := sha256(previous || int8send(it.position) || int8send(it.version)
                        || int8send((extract(epoch from it.recorded_at) * 1000000)::bigint)
                        || pg_temp.field(it.stream) || pg_temp.field(it.type)
                        || pg_temp.field(it.actor::text) || pg_temp.field(it.command_id::text)
                        || pg_temp.field(it.data::text));
                    update book.event set hash = previous where position = it.position;
                end loop;
                update book.head set hash = previous;
            end $$
            """;

    private static PGSimpleDataSource written;

    @TempDir Path dataDir;
    private PGSimpleDataSource database;
    private CheckpointFile file;
    private SigningKey key;

    @BeforeAll
    static void write() {
        try (var server = new TestServer()) {
            TestUser anna = server.register("anna");
            for (int i = 0; i < 5; i++) {
                anna.createProject("Bridge " + i, List.of(), List.of());
            }
            written = (PGSimpleDataSource) server.database();
        }
    }

    @BeforeEach
    void sign() throws Exception {
        database = TestPostgres.copyOf(written);
        Path folder = Checkpoints.folder(dataDir);
        file = Checkpoints.file(folder);
        key = SigningKey.open(folder);
        assertEquals(Optional.empty(), visit());
    }

    @Test
    void a_node_signs_the_head_and_only_when_it_has_moved() throws Exception {
        assertEquals(Optional.empty(), visit());

        SignedCheckpoint only = file.read().getFirst();
        assertEquals(1, file.read().size());
        assertTrue(only.isSignedBy(key.verifyingKey()));
        Verification found = verify(checkpoints());
        var whole = assertInstanceOf(Whole.class, found.verdict());
        assertEquals(only.position(), whole.to());
        assertTrue(
                found.sentence()
                        .endsWith(
                                "It fits 1 signed checkpoint, the last of position %d at %s."
                                        .formatted(only.position(), only.signedAt())),
                found.sentence());
    }

    @Test
    void an_end_that_was_cut_off_and_a_book_that_was_written_anew_are_noticed() throws Exception {
        assertNoticed(CUT_OFF, Flaw.CUT_OFF, "cut off");
        assertNoticed(REWRITTEN, Flaw.REWRITTEN, "rewritten");
    }

    @Test
    void a_book_written_anew_from_its_first_event_on_is_named_at_the_first_checkpoint()
            throws Exception {
        for (long position : new long[] {3, 5}) {
            file.add(signed(position));
        }
        tamper("update book.event set actor = 7 where position = 1;" + REWRITTEN);
        assertInstanceOf(Whole.class, verify(Checkpoints.none()).verdict());

        var broken = assertInstanceOf(Broken.class, verify(checkpoints()).verdict());
        assertEquals(Flaw.REWRITTEN, broken.flaw());
        assertEquals(3, broken.position());
        assertTrue(
                broken.sentence()
                        .startsWith("Position 3 was rewritten, or one before it since position 1"),
                broken.sentence());
    }

    @Test
    void an_epoch_that_was_changed_is_noticed() throws Exception {
        tamper("update book.head set epoch = 'elsewhere'");
        var broken = assertInstanceOf(Broken.class, verify(checkpoints()).verdict());
        assertEquals(Flaw.EPOCH, broken.flaw());
        String said =
                "The epoch of the book was changed: it is elsewhere, but the checkpoint of position ";
        assertTrue(broken.sentence().startsWith(said), broken.sentence());
        assertTrue(refused().contains(said));
        assertEquals(1, file.read().size());
    }

    @Test
    void checkpoints_that_are_not_there_are_missed() throws Exception {
        assertNotCompared("there are no checkpoints here", Checkpoints.none(), 1);
        assertNotCompared("no checkpoint is within this piece", checkpoints(), 2);

        try (Notary notary = Notary.of(database::getConnection, key, file, Clock.systemUTC())) {
            Files.delete(file.path());
            notary.start(NOT_AGAIN);
            Eventually.holds(PATIENCE, () -> notary.problem().isPresent());
            assertTrue(notary.problem().orElseThrow().contains(" was taken away, with what"));
        }
        assertNotCompared("there is a key, but its checkpoints are gone", checkpoints(), 1);
        Files.createFile(file.path());
        assertNotCompared("there is a key, but its checkpoints are gone", checkpoints(), 1);
        // Given by name, none is a mistake.
        var refused =
                assertThrows(
                        IOException.class,
                        () -> Checkpoints.of(dataDir, Optional.of(file.path()), Optional.empty()));
        assertTrue(refused.toString().endsWith("there is no checkpoint in it"), refused.toString());
    }

    private void assertNotCompared(String why, Checkpoints checkpoints, long to) throws Exception {
        try (Connection connection = database.getConnection()) {
            OptionalLong upTo = to == 1 ? OptionalLong.empty() : OptionalLong.of(to);
            Verification found = Verification.of(connection, 1, upTo, checkpoints, (_, _) -> {});
            assertInstanceOf(Whole.class, found.verdict());
            String warning = found.notCompared().orElseThrow();
            assertTrue(warning.startsWith("Nothing signed was compared: " + why), warning);
            assertTrue(found.sentence().endsWith(warning), found.sentence());
            assertEquals(warning, Verified.of(found).warning());
        }
    }

    /** What a node would have signed when the book ended there. */
    private SignedCheckpoint signed(long position) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                select encode(event.hash, 'hex'), epoch from book.event, book.head
                                where event.position = %d
                                """
                                        .formatted(position))) {
            row.next();
            String time = "2026-03-02T09:30:00Z";
            byte[] statementSigned =
                    SignedCheckpoint.statement(row.getString(2), position, row.getString(1), time);
            return new SignedCheckpoint(
                    row.getString(2),
                    position,
                    row.getString(1),
                    time,
                    key.verifyingKey().id(),
                    key.sign(statementSigned));
        }
    }

    private void tamper(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter table book.event disable trigger all; " + sql);
        }
    }

    private void assertNoticed(String tampering, Flaw flaw, String word) throws Exception {
        database = TestPostgres.copyOf(written);
        tamper(tampering);
        assertInstanceOf(Whole.class, verify(Checkpoints.none()).verdict(), word);

        assertEquals(flaw, assertInstanceOf(Broken.class, verify(checkpoints()).verdict()).flaw());
        String problem = refused();
        assertTrue(problem.contains(word) && problem.contains("If a backup was restored"), problem);
        assertEquals(1, file.read().size());
    }

    @Test
    void what_the_key_did_not_sign_is_named_by_its_line() throws Exception {
        String line = Files.readString(file.path());
        Files.writeString(file.path(), line.replaceFirst("\"position\":", "\"position\":1"));
        assertRefused("line 1: not signed by the key " + key.verifyingKey().id());

        Files.writeString(file.path(), line + "{}\n");
        assertRefused("line 2: not a checkpoint");

        // A crash in the middle of a line: nobody was ever shown it, and the next one begins anew.
        Files.writeString(file.path(), line.substring(0, 40));
        assertEquals(Optional.empty(), visit());
        assertEquals(1, checkpoints().all().size());
        Files.writeString(file.path(), line.substring(0, 40), StandardOpenOption.APPEND);
        assertEquals(1, checkpoints().all().size());
    }

    @Test
    void the_key_is_for_its_owner_alone_and_stays_the_same() throws Exception {
        Path folder = Checkpoints.folder(dataDir);
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(folder.resolve("signing-key.pem")));
        assertEquals(key.verifyingKey().id(), SigningKey.open(folder).verifyingKey().id());
        Files.writeString(folder.resolve("signing-key.pem"), "nothing");
        var refused = assertThrows(IOException.class, () -> SigningKey.open(folder));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .endsWith("there is no -----BEGIN PRIVATE KEY-----"));
    }

    private void assertRefused(String end) {
        var refused = assertThrows(IOException.class, this::checkpoints);
        assertTrue(String.valueOf(refused.getMessage()).endsWith(end), refused.toString());
    }

    /** A node that starts and, when something is signed, stops: what keeps it from signing. */
    private Optional<String> visit() throws Exception {
        Notary notary = start();
        Eventually.holds(PATIENCE, () -> notary.problem().isPresent() || !file.read().isEmpty());
        notary.close();
        return notary.problem();
    }

    /** What keeps a node from signing that starts and stops. */
    private String refused() throws Exception {
        try (Notary notary = start()) {
            Eventually.holds(PATIENCE, () -> notary.problem().isPresent());
            return notary.problem().orElseThrow();
        }
    }

    private Notary start() throws IOException {
        DataSource here = database;
        return Notary.of(here::getConnection, key, file, Clock.systemUTC()).start(NOT_AGAIN);
    }

    private Checkpoints checkpoints() throws IOException {
        return Checkpoints.of(dataDir, Optional.empty(), Optional.empty());
    }

    private Verification verify(Checkpoints checkpoints) throws SQLException, BehindTheEnd {
        try (Connection connection = database.getConnection()) {
            return Verification.of(connection, 1, OptionalLong.empty(), checkpoints, (_, _) -> {});
        }
    }
}
