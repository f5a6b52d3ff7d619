package minutebook.queries.changes;

import static minutebook.queries.Cast.ANNA;
import static minutebook.queries.Cast.BEN;
import static minutebook.queries.Cast.BRIDGE;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import minutebook.events.ProjectId;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.queries.Cast;
import minutebook.queries.Following;
import minutebook.queries.PaperBook;
import minutebook.queries.ReadModels;
import org.junit.jupiter.api.Test;

class LastChangesTest {
    private static final ProjectId TOWER = new ProjectId(77);
    private static final List<Concern> ABOUT_BRIDGE = List.of(Concern.project(BRIDGE));
    private static final List<Concern> ABOUT_TOWER = List.of(Concern.project(TOWER));

    private final PaperBook book = new PaperBook().given(Cast.all());
    private final Placed models = new Placed();
    private final LastChanges changes = new LastChanges(book, ReadModels.start(List.of(models)));

    /** Read models that are where the test wants them. */
    private static final class Placed implements Following {
        private volatile long position;

        @Override
        public void start(Waiting waiting) {}

        @Override
        public long position() {
            return position;
        }

        @Override
        public Status status() {
            return new Status("placed", State.LEADING, position, null);
        }

        @Override
        public void close() {}
    }

    /** What is read now: read models and book are equally far. */
    private long read() {
        models.position = book.head();
        return changes.now();
    }

    @Test
    void an_event_changes_what_it_is_about_and_nothing_else() throws Exception {
        long since = read();
        assertTrue(changes.isUnchanged(since, ABOUT_BRIDGE));

        book.given(new ProjectRenamed(BRIDGE, "Bridge 2"));

        assertFalse(changes.isUnchanged(since, ABOUT_BRIDGE));
        assertTrue(changes.isUnchanged(since, ABOUT_TOWER));
        assertTrue(changes.isUnchanged(read(), ABOUT_BRIDGE));
    }

    @Test
    void what_was_read_before_the_read_models_had_an_event_is_changed() throws Exception {
        read();
        book.given(new ProjectRenamed(BRIDGE, "Bridge 2"));

        assertFalse(changes.isUnchanged(changes.now(), ABOUT_BRIDGE));
    }

    @Test
    void who_comes_into_a_project_has_other_projects_than_before() throws Exception {
        long since = read();

        book.given(new ParticipantInvited(BRIDGE, BEN));

        assertFalse(changes.isUnchanged(since, List.of(Concern.memberships(BEN))));
        assertTrue(changes.isUnchanged(since, List.of(Concern.memberships(ANNA))));
    }

    @Test
    void where_the_read_models_have_more_than_the_book_is_known_to_nothing_is_told()
            throws Exception {
        long since = read();

        models.position = book.head() + 1;

        assertFalse(changes.isUnchanged(since, ABOUT_BRIDGE));
    }

    @Test
    void what_was_read_before_the_beginning_is_not_known() throws Exception {
        read();
        assertFalse(changes.isUnchanged(book.head() - 1, ABOUT_TOWER));
    }

    @Test
    void after_too_much_to_catch_up_with_all_counts_as_changed_and_what_comes_then_is_followed()
            throws Exception {
        long since = read();
        for (int i = 0; i < 2_000; i++) {
            book.given(
                    new ProjectCreated(new ProjectId(1_000 + i), ANNA, "P", List.of(), List.of()));
        }
        assertFalse(changes.isUnchanged(since, ABOUT_TOWER));

        long later = read();
        assertTrue(changes.isUnchanged(later, ABOUT_TOWER));
        book.given(new ProjectRenamed(TOWER, "Tower 2"));
        assertFalse(changes.isUnchanged(later, ABOUT_TOWER));
        assertTrue(changes.isUnchanged(later, ABOUT_BRIDGE));
    }
}
