package minutebook.queries;

import static minutebook.queries.Cast.ANNA;
import static minutebook.queries.Cast.BEN;
import static minutebook.queries.Cast.BRIDGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import minutebook.events.book.Append;
import minutebook.events.book.CommandId;
import minutebook.events.book.PostgresBook;
import minutebook.events.book.RecordedEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.events.vault.SubjectKeys;
import minutebook.queries.erasures.ErasureProjector;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was told and shown of people before they were erased, and what comes of the book after. */
class ErasureIT {
    private static final int STEPS = 400;

    @RegisterExtension final TestDatabase live = new TestDatabase();
    @RegisterExtension final TestDatabase anew = new TestDatabase();

    @Test
    void others_read_a_number_where_the_name_was_and_titles_stay() throws Exception {
        String title = "Of '@ben' and '@anna'";
        var book =
                new PaperBook()
                        .given(Cast.all())
                        .given(ANNA, new ProjectCreated(BRIDGE, ANNA, title, List.of(), List.of()))
                        .given(ANNA, new ParticipantInvited(BRIDGE, Cast.CLEO))
                        .given(ANNA, new ParticipantInvited(BRIDGE, BEN))
                        .given(ANNA, new CoachDesignated(BRIDGE, BEN))
                        .given(BEN, new MessageSent(BRIDGE, BEN, null, "Hello", null, null, null))
                        .given(BEN, new UserErased(BEN), new MemberLeft(BRIDGE, BEN));
        Tables.fill(live, book.read(0, 100), 1);

        String told = String.join("\n", live.rows("notification_payload"));
        for (String text :
                List.of(
                        "The new participant '@erased-2' was added into the project '%s'.",
                        "'@erased-2' was designated new coach in the project '%s'.",
                        "'@erased-2' left the project'%s'.")) {
            assertTrue(told.contains(text.formatted(title)), told);
        }
        assertFalse(told.contains("ben@example.org") || told.contains("BEN"), told);
        assertTrue(live.rows("notification").stream().noneMatch(it -> it.startsWith("(2,")));
        assertTrue(live.rows("message").getFirst().contains("[erased]"));
        assertFalse(String.join("", live.rows("person")).contains("ben@example.org"));
    }

    @RepeatedTest(3)
    void what_was_erased_live_is_what_comes_out_of_a_book_that_cannot_be_opened_any_more()
            throws Exception {
        long seed = seedOfErasures();
        var history = new PaperBook();
        new RandomHistory(seed, history).write(STEPS);
        List<RecordedEvent> asTheyHappened = written(history);

        Tables.fill(live, asTheyHappened, 7);
        try (Connection connection = live.source().getConnection()) {
            Tables.project(new ErasureProjector(), asTheyHappened, connection);
        }
        List<RecordedEvent> asTheyRead = readAnew();
        Tables.fill(anew, asTheyRead, 1000);

        assertFalse(asTheyHappened.equals(asTheyRead), "nothing was erased, seed " + seed);
        Map<String, List<String>> before = Tables.contents(live);
        Tables.contents(anew)
                .forEach((table, rows) -> assertEquals(before.get(table), rows, seed + table));
    }

    /** Of a history in which somebody is erased: in one of five hundred nobody is. */
    private static long seedOfErasures() {
        while (true) {
            long seed = new Random().nextLong();
            var history = new PaperBook();
            new RandomHistory(seed, history).write(STEPS);
            if (history.read(0, 10_000).stream().anyMatch(it -> it.event() instanceof UserErased)) {
                return seed;
            }
        }
    }

    /** The history in a real book; as those hear it who follow in memory. */
    private List<RecordedEvent> written(PaperBook history) throws SQLException {
        var keys = new SubjectKeys(live.source());
        var heard = new ArrayList<RecordedEvent>();
        try (var book = new PostgresBook(live.source(), live.source()::getConnection, keys)) {
            for (RecordedEvent it : history.read(0, 10_000)) {
                if (it.event() instanceof UserRegistered who) {
                    keys.create(who.user());
                }
                var append =
                        new Append(
                                CommandId.fresh(),
                                it.actor(),
                                List.of(it.event()),
                                Map.of(),
                                List.of(),
                                List.of());
                heard.addAll(book.append(append).events());
            }
        }
        return heard;
    }

    /** By a node that starts now. */
    private List<RecordedEvent> readAnew() throws SQLException {
        var keys = new SubjectKeys(live.source());
        try (var book = new PostgresBook(live.source(), live.source()::getConnection, keys)) {
            return book.read(0, 10_000);
        }
    }
}
