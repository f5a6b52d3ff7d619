package minutebook.events.book;

import static minutebook.events.book.BookFixture.ANNA;
import static minutebook.events.book.BookFixture.annaRegistered;
import static minutebook.events.book.BookFixture.created;
import static minutebook.events.book.BookFixture.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.BookEntries.Page;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.vault.SubjectKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What auditors find in the book. */
class BookEntriesIT {
    private static final UserId BEN = new UserId(2);
    private static final int MESSAGES = 700;

    private static BookFixture fixture;
    private static BookEntries entries;
    private static List<BookEntry> all;
    private static Instant between;

    /** Two rooms in turn, longer than what is read at once; and before, their projects. */
    @BeforeAll
    static void write() throws SQLException {
        fixture = new BookFixture();
        entries = new BookEntries(fixture.database.application(), fixture.keys);
        append(ANNA, annaRegistered(), created(1, "Bridge"), created(2, "Tunnel"));
        append(ANNA, new ParticipantInvited(new ProjectId(1), BEN));
        between = fixture.book.read(3, 1).getFirst().recordedAt();
        append(null, created(22, "Twenty-two"));
        var messages = new ArrayList<Event>();
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(said(1 + i % 2, "Message " + i));
        }
        append(ANNA, messages.toArray(Event[]::new));
        all = entries.page(EntryFilter.ALL, EntryRange.after(0, head()), 10_000).entries();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static void append(@Nullable UserId actor, Event... events) {
        fixture.book.append(
                new Append(
                        CommandId.fresh(), actor, List.of(events), Map.of(), List.of(), List.of()));
    }

    private static long head() {
        return fixture.book.head();
    }

    @Test
    void an_entry_is_the_row_to_the_letter_its_hash_and_what_it_says() throws SQLException {
        BookEntry entry = entries.find(1).orElseThrow();

        assertEquals(
                fixture.ask("select data::text from book.event where position = 1"),
                entry.row().data());
        assertEquals(
                fixture.ask("select encode(hash, 'hex') from book.event where position = 1"),
                entry.hash());
        var chain = new HashChain(new byte[32]);
        assertEquals(HexFormat.of().formatHex(chain.add(entry.row())), entry.hash());
        assertNotNull(entry.event());
        assertTrue(entry.event().contains("\"email\":\"anna@example.org\""), entry.event());
        assertTrue(entries.find(head() + 1).isEmpty());
    }

    @Test
    void all_positions_are_there_once_however_they_are_paged() {
        assertEquals(LongStream.rangeClosed(1, head()).boxed().toList(), positions(all));
        List<EntryFilter> filters =
                List.of(
                        EntryFilter.ALL,
                        of(StreamId.room(new ProjectId(1)), null, null, null, null),
                        of(null, null, null, new ProjectId(1), null),
                        of(null, "project-created", null, null, null),
                        of(null, "message-sent", null, new ProjectId(2), null),
                        of(null, null, ANNA, null, null),
                        of(null, null, null, null, BEN),
                        of(StreamId.of(ANNA), null, null, new ProjectId(1), null));
        for (EntryFilter filter : filters) {
            List<Long> fitting =
                    positions(all.stream().filter(it -> filter.fits(it.row())).toList());
            for (int limit : List.of(7, 256, 1_000)) {
                assertEquals(fitting, paged(filter, limit, true), filter + " by " + limit);
                List<Long> back = new ArrayList<>(paged(filter, limit, false));
                Collections.reverse(back);
                assertEquals(fitting, back, filter + " back by " + limit);
            }
        }
    }

    /** Asks again from where the last answer had looked, until all was looked at. */
    private static List<Long> paged(EntryFilter filter, int limit, boolean forward) {
        var found = new ArrayList<Long>();
        EntryRange left = forward ? EntryRange.after(0, head()) : EntryRange.before(head() + 1, 1);
        while (!left.isOver()) {
            Page page = entries.page(filter, left, limit);
            found.addAll(positions(page.entries()));
            left = left.from(page.looked());
        }
        return found;
    }

    @Test
    void each_filter_finds_what_it_says() {
        assertEquals(List.of(2L, 3L, 5L), found(of(null, "project-created", null, null, null)));
        assertEquals(
                List.of(5L), found(of(StreamId.of(new ProjectId(22)), null, null, null, null)));
        // Of the project and of its room; not of project 22 or 2.
        List<Long> bridge = found(of(null, null, null, new ProjectId(1), null));
        assertEquals(2 + MESSAGES / 2, bridge.size());
        assertEquals(List.of(2L, 4L, 6L), bridge.subList(0, 3));
        // Invited, and nothing else; not project 2, nor any number that has a 2 in it.
        assertEquals(List.of(4L), found(of(null, null, null, null, BEN)));
        assertEquals(all.size(), found(of(null, null, null, null, ANNA)).size());
        assertEquals(all.size() - 1, found(of(null, null, ANNA, null, null)).size());
        assertEquals(List.of(), found(of(StreamId.of(ANNA), null, null, new ProjectId(1), null)));
    }

    @Test
    void a_time_is_found_by_halving() {
        assertEquals(1, entries.firstAt(Instant.EPOCH, head()));
        assertEquals(4, entries.firstAt(between, head()));
        assertEquals(head() + 1, entries.firstAt(Instant.now().plusSeconds(60), head()));
    }

    @Test
    void what_was_erased_or_cannot_be_read_is_shown_as_far_as_it_goes() throws SQLException {
        try (var other = new BookFixture()) {
            other.book.append(BookFixture.of(annaRegistered(), said(1, "Hello")));
            try (var connection = other.database.owner().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("delete from vault.subject_key");
                statement.execute("alter table book.event disable trigger all");
                statement.execute(
                        "insert into book.event select 3, stream, 2, 'of-tomorrow', data, actor,"
                                + " command_id, recorded_at, hash from book.event where position = 2");
            }
            var node =
                    new BookEntries(
                            other.database.application(),
                            new SubjectKeys(other.database.application()));

            List<BookEntry> found =
                    node.page(EntryFilter.ALL, EntryRange.after(0, 3), 10).entries();

            assertTrue(String.valueOf(found.get(0).event()).contains("\"email\":\"[erased]\""));
            assertTrue(String.valueOf(found.get(1).event()).contains("\"content\":\"[erased]\""));
            assertNull(found.get(2).event());
            assertEquals(found.get(1).row().data(), found.get(2).row().data());
        }
    }

    private static EntryFilter of(
            @Nullable StreamId stream,
            @Nullable String type,
            @Nullable UserId actor,
            @Nullable ProjectId project,
            @Nullable UserId user) {
        return new EntryFilter(stream, type, actor, project, user);
    }

    private static List<Long> found(EntryFilter filter) {
        return positions(entries.page(filter, EntryRange.after(0, head()), 10_000).entries());
    }

    private static List<Long> positions(List<BookEntry> some) {
        return some.stream().map(BookEntry::position).toList();
    }
}
