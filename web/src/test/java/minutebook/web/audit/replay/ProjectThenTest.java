package minutebook.web.audit.replay;

import static minutebook.web.audit.replay.Told.ANNA;
import static minutebook.web.audit.replay.Told.BEN;
import static minutebook.web.audit.replay.Told.BRIDGE;
import static minutebook.web.audit.replay.Told.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import minutebook.events.UserId;
import minutebook.events.book.UnreadableEntry;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectHandedOver;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.web.audit.replay.ProjectThen.Membership;
import minutebook.web.audit.replay.ProjectThen.Part;
import org.junit.jupiter.api.Test;

class ProjectThenTest {

    private final Told bridge =
            new Told()
                    .then(
                            ANNA,
                            new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(), List.of(BEN)));

    @Test
    void it_is_known_since_when_each_is_in_it_and_as_what() {
        bridge.then(ANNA, new ParticipantInvited(BRIDGE, CLEO))
                .then(ANNA, new CoachDesignated(BRIDGE, BEN))
                .then(ANNA, new ProjectHandedOver(BRIDGE, BEN));

        assertEquals(List.of(BEN), users(Part.OWNER));
        assertEquals(List.of(ANNA), users(Part.COACH));
        assertEquals(List.of(CLEO), users(Part.PARTICIPANT));
        Membership ben = bridge.project().those(Part.OWNER).getFirst();
        assertEquals(1, ben.joined().position());
        assertEquals(4, ben.since().position());
        assertEquals(4, bridge.project().those(Part.COACH).getFirst().since().position());
    }

    @Test
    void a_deleted_project_is_as_it_was_just_before_and_has_no_readers() {
        bridge.then(ANNA, new ProjectDeleted(BRIDGE));
        assertEquals(2, deletedAt().position());
        assertEquals("Bridge", bridge.project().title());
        assertEquals(List.of(BEN), users(Part.PARTICIPANT));
        assertTrue(bridge.project().readers().isEmpty());
    }

    @Test
    void an_event_that_cannot_be_the_next_is_no_history() {
        var first = Told.recorded(9, ANNA, new ProjectRenamed(BRIDGE, "Road"));
        var unreadable = assertThrows(UnreadableEntry.class, () -> ProjectThen.after(null, first));
        assertTrue(String.valueOf(unreadable.getMessage()).contains("position 9"));
        bridge.then(ANNA, new ProjectDeleted(BRIDGE));
        assertThrows(UnreadableEntry.class, () -> ProjectThen.after(bridge.project(), first));
    }

    private Point deletedAt() {
        Point deleted = bridge.project().deleted();
        assertNotNull(deleted);
        return deleted;
    }

    private List<UserId> users(Part part) {
        return bridge.project().those(part).stream().map(Membership::user).toList();
    }
}
