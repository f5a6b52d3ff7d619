package minutebook.events.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Append.NotJoined;
import minutebook.events.book.AppendFailure.VersionConflict;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.users.UserEvent.ProjectMailSwitched;
import minutebook.events.users.UserEvent.UserErased;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who comes first in a batch, and what that does to the others: somebody is erased in it. */
class BatchTest {
    private static final UserId ANNA = new UserId(1);
    private static final UserId BEN = new UserId(2);
    private static final ProjectId BRIDGE = new ProjectId(5);
    private static final ProjectId TUNNEL = new ProjectId(6);
    private static final long HEAD = 20;

    private final Batch batch =
            new Batch(
                    new Batch.Standing(
                            new Batch.Head(HEAD, new byte[32], Instant.EPOCH, ""),
                            Map.of("user-1", 3L, "user-2", 3L, "project-5", 4L, "project-6", 2L),
                            Map.of(),
                            Set.of(),
                            Map.of()),
                    Instant.EPOCH);

    /** Ben goes, and leaves the bridge; of no other project it is known that he is in it. */
    private static Pending erasure() {
        return pending(
                BEN,
                Map.of(StreamId.of(BEN), 3L, StreamId.of(BRIDGE), 4L),
                new NotJoined(BEN, HEAD),
                new UserErased(BEN),
                new MemberLeft(BRIDGE, BEN));
    }

    private static Pending invitation() {
        return pending(
                ANNA,
                Map.of(StreamId.of(ANNA), 3L, StreamId.of(TUNNEL), 2L, StreamId.of(BEN), 3L),
                null,
                new ParticipantInvited(TUNNEL, BEN));
    }

    private static Pending newProject() {
        ProjectId ferry = new ProjectId(7);
        return pending(
                ANNA,
                Map.of(StreamId.of(ANNA), 3L, StreamId.of(ferry), 0L, StreamId.of(BEN), 3L),
                null,
                new ProjectCreated(ferry, ANNA, "Ferry", List.of(BEN), List.of()));
    }

    private static Pending ownChange() {
        return pending(
                BEN, Map.of(StreamId.of(BEN), 3L), null, new ProjectMailSwitched(BEN, false));
    }

    @Test
    void who_was_just_brought_into_a_project_is_not_erased_before_it_is_left_too() {
        assertOnlyTheFirstIsTaken(invitation(), erasure());
    }

    @Test
    void who_was_just_named_by_a_new_project_is_not_erased_before_it_is_left_too() {
        assertOnlyTheFirstIsTaken(newProject(), erasure());
    }

    @Test
    void who_was_just_erased_is_brought_into_nothing() {
        assertOnlyTheFirstIsTaken(erasure(), invitation());
    }

    @Test
    void an_own_change_and_the_erasure_do_not_both_count_whichever_comes_first() {
        assertOnlyTheFirstIsTaken(erasure(), ownChange());
    }

    @Test
    void what_was_decided_before_an_own_change_is_decided_again() {
        assertOnlyTheFirstIsTaken(ownChange(), erasure());
    }

    @Test
    void others_who_are_invited_meanwhile_do_not_hold_an_erasure_up() {
        Pending other =
                pending(
                        ANNA,
                        Map.of(StreamId.of(TUNNEL), 2L),
                        null,
                        new ParticipantInvited(TUNNEL, new UserId(22)));

        batch.admit(other);

        assertEquals(HEAD + 3, batch.admit(erasure()).position());
    }

    private void assertOnlyTheFirstIsTaken(Pending first, Pending second) {
        Appended taken = batch.admit(first);

        assertThrows(VersionConflict.class, () -> batch.admit(second));

        assertEquals(HEAD + first.append().events().size(), taken.position());
        Pending after = pending(ANNA, Map.of(), null, new ProjectMailSwitched(ANNA, true));
        assertEquals(taken.position() + 1, batch.admit(after).position(), "nothing of it is in");
    }

    private static Pending pending(
            UserId actor,
            Map<StreamId, Long> expected,
            @Nullable NotJoined notJoined,
            Event... events) {
        var append =
                new Append(
                        CommandId.fresh(),
                        actor,
                        List.of(events),
                        expected,
                        List.of(),
                        List.of(),
                        notJoined);
        return new Pending(
                append,
                Arrays.stream(events)
                        .map(it -> new EventCodec.Encoded(it, EventTypes.nameOf(it), "{}"))
                        .toList());
    }
}
