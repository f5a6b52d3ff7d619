package minutebook.events.book;

import static minutebook.events.book.BookFixture.ANNA;
import static minutebook.events.book.BookFixture.annaRegistered;
import static minutebook.events.book.BookFixture.created;
import static minutebook.events.book.BookFixture.of;
import static minutebook.events.book.BookFixture.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minutebook.events.Personal;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.AppendFailure.ClaimTaken;
import minutebook.events.book.AppendFailure.VersionConflict;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.users.UserEvent.UserRegistered;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the book promises to those who write it. */
class BookIT {
    private BookFixture fixture;
    private PostgresBook book;

    @BeforeEach
    void open() {
        fixture = new BookFixture();
        book = fixture.book;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void positions_and_versions_count_from_one_without_gaps() {
        book.append(of(created(1, "Bridge"), created(2, "Tunnel")));
        Appended third = book.append(of(said(1, "Hello")));

        assertEquals(3, third.position());
        var read = book.read(0, 10);
        assertEquals(List.of(1L, 2L, 3L), read.stream().map(RecordedEvent::position).toList());
        assertEquals(List.of(1L, 1L, 1L), read.stream().map(RecordedEvent::version).toList());
        assertEquals("room-1", read.getLast().stream().name());
        assertEquals(third.events(), read.subList(2, 3));
        assertEquals(2, book.append(of(said(1, "Again"))).events().getFirst().version());
    }

    @Test
    void many_at_once_get_each_a_position_of_its_own() throws Exception {
        List<Appended> all = atOnce(200, i -> book.append(of(said(i % 7 + 1, "Message " + i))));

        var positions = all.stream().map(Appended::position).sorted().toList();
        assertEquals(java.util.stream.LongStream.rangeClosed(1, 200).boxed().toList(), positions);
        assertEquals(
                "7:200",
                fixture.ask(
                        """
                        select count(distinct stream) || ':' || sum(version - before)
                        from (select stream, version, lag(version, 1, 0)
                              over (partition by stream order by position) before
                              from book.event) e
                        """));
    }

    @Test
    void the_chain_holds_when_it_is_recomputed_in_plain_sql() throws Exception {
        book.append(of(annaRegistered(), created(1, "Brücke \uD83C\uDF09 \"quoted\" \\ \n")));
        book.append(
                new Append(
                        CommandId.fresh(),
                        null,
                        List.of(said(1, "from nobody")),
                        Map.of(),
                        List.of(),
                        List.of()));
        atOnce(50, i -> book.append(of(said(1, "Message " + i))));

        assertEquals(
                "53:0",
                fixture.ask(
                        """
                        select count(*) || ':' || count(*) filter (where hash is distinct from sha256(
                            previous || int8send(position) || int8send(version)
                            || int8send((extract(epoch from recorded_at) * 1000000)::bigint)
                            || text_of(stream) || text_of(type) || text_of(actor::text)
                            || text_of(command_id::text) || text_of(data::text)))
                        from (select *, lag(hash, 1, decode(repeat('00', 32), 'hex'))
                              over (order by position) previous from book.event) e
                        """
                                .replaceAll(
                                        "text_of\\(([a-z_:]+)\\)",
                                        "(case when $1 is null then int4send(-1) else"
                                                + " int4send(length(convert_to($1, 'UTF8')))"
                                                + " || convert_to($1, 'UTF8') end)")));
    }

    @Test
    void an_append_on_an_old_version_is_refused_alone() throws Exception {
        book.append(of(created(1, "Bridge")));
        var stale =
                new Append(
                        CommandId.fresh(),
                        ANNA,
                        List.of(said(1, "too late")),
                        Map.of(new StreamId("project-1"), 7L),
                        List.of(),
                        List.of());

        List<Object> results =
                atOnce(
                        20,
                        i -> {
                            try {
                                return book.append(i == 10 ? stale : of(said(1, "Message " + i)));
                            } catch (VersionConflict e) {
                                return e;
                            }
                        });

        assertEquals(1, results.stream().filter(VersionConflict.class::isInstance).count());
        assertEquals(20, book.head());
    }

    @Test
    void a_unique_thing_is_held_by_one_until_it_is_given_back() throws Exception {
        var bridge = new Claim("title:bridge", new StreamId("project-1"));
        List<Object> results =
                atOnce(
                        10,
                        i -> {
                            try {
                                return book.append(claiming(created(i + 1, "Bridge"), i + 1));
                            } catch (ClaimTaken e) {
                                return e;
                            }
                        });
        assertEquals(9, results.stream().filter(ClaimTaken.class::isInstance).count());

        StreamId holder = book.findClaim(bridge.key()).orElseThrow().stream();
        var release = new Claim(bridge.key(), holder);
        book.append(
                new Append(
                        CommandId.fresh(),
                        ANNA,
                        List.of(said(1, "released")),
                        Map.of(),
                        List.of(),
                        List.of(release)));
        assertTrue(book.findClaim(bridge.key()).isEmpty());
        assertEquals(3, book.append(claiming(created(99, "Bridge"), 99)).position());
    }

    private static Append claiming(minutebook.events.Event event, long project) {
        var claim = new Claim("title:bridge", StreamId.of(new ProjectId(project)));
        return new Append(
                CommandId.fresh(), ANNA, List.of(event), Map.of(), List.of(claim), List.of());
    }

    @Test
    void personal_texts_stand_encrypted_in_the_table_and_plain_in_the_event() throws Exception {
        UserRegistered registered = annaRegistered();
        book.append(of(registered, said(1, "a secret of mine")));

        String stored = (String) fixture.ask("select string_agg(data::text, ' ') from book.event");
        for (String text : List.of("anna@example.org", "Änder", "secret")) {
            assertFalse(stored.contains(text), stored);
        }
        assertEquals(registered, book.read(0, 1).getFirst().event());
        assertEquals(
                "a secret of mine", ((MessageSent) book.read(1, 1).getFirst().event()).content());
    }

    @Test
    void a_person_without_key_reads_as_erased() throws Exception {
        book.append(of(annaRegistered()));
        try (var connection = fixture.database.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("delete from vault.subject_key");
        }

        try (var later = new BookFixture(fixture.database)) {
            var read = (UserRegistered) later.book.read(0, 1).getFirst().event();
            assertEquals(Personal.ERASED, read.email());
            assertEquals(Personal.ERASED, read.lastName());
            assertEquals(ANNA, read.user());
        }
    }

    @Test
    void nobody_changes_what_stands_in_the_book() {
        book.append(of(created(1, "Bridge")));
        for (var role : List.of(fixture.database.application(), fixture.database.owner())) {
            for (String change :
                    List.of(
                            "update book.event set type = 'other'",
                            "delete from book.event",
                            "truncate book.event",
                            "truncate book.command")) {
                var refused =
                        assertThrows(
                                SQLException.class,
                                () -> {
                                    try (var connection = role.getConnection();
                                            var statement = connection.createStatement()) {
                                        statement.execute(change);
                                    }
                                },
                                change);
                assertEquals("42501", refused.getSQLState(), refused.getMessage());
            }
        }
        assertEquals(1, book.read(0, 10).size());
    }

    interface Numbered<T> {
        T run(int i) throws Exception;
    }

    static <T> List<T> atOnce(int count, Numbered<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures =
                    java.util.stream.IntStream.range(0, count)
                            .mapToObj(i -> threads.submit((Callable<T>) () -> work.run(i)))
                            .toList();
            var results = new java.util.ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
