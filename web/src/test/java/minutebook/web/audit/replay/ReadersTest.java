package minutebook.web.audit.replay;

import static minutebook.web.audit.replay.Told.ANNA;
import static minutebook.web.audit.replay.Told.BEN;
import static minutebook.web.audit.replay.Told.BRIDGE;
import static minutebook.web.audit.replay.Told.CLEO;
import static minutebook.web.audit.replay.Told.DORA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadersTest {
    private static final long SENT = 10;

    private long position = SENT;
    private ProjectThen project =
            ProjectThen.after(
                    null,
                    Told.recorded(
                            1,
                            ANNA,
                            new ProjectCreated(
                                    BRIDGE, ANNA, "Bridge", List.of(CLEO), List.of(BEN))));

    @Test
    void a_public_message_is_seen_by_members_and_by_who_joins_later() {
        Readers readers = message(null);
        then(
                readers,
                new ParticipantInvited(BRIDGE, DORA),
                new MemberLeft(BRIDGE, CLEO),
                new CoachDesignated(BRIDGE, BEN),
                new ParticipantInvited(BRIDGE, CLEO));
        assertEquals(
                List.of("1 sender 10-", "2 member 10-", "3 member 10-12 14-", "4 joined-later 11-"),
                told(readers));
    }

    @Test
    void a_private_one_is_seen_by_two_and_never_by_who_joins_later() {
        Readers readers = message(BEN);
        then(
                readers,
                new ParticipantInvited(BRIDGE, DORA),
                new ParticipantRemoved(BRIDGE, BEN),
                new ParticipantInvited(BRIDGE, BEN));
        assertEquals(List.of("1 sender 10-", "2 receiver 10-12 13-"), told(readers));
    }

    @Test
    void what_was_said_in_a_deleted_project_nobody_sees() {
        Readers readers = message(null);
        then(readers, new MemberLeft(BRIDGE, BEN), new ProjectDeleted(BRIDGE));
        assertEquals(List.of("1 sender 10-12", "2 member 10-11", "3 member 10-12"), told(readers));
    }

    @Test
    void readers_come_in_pages_by_number() {
        Readers readers = message(null);
        assertEquals(
                List.of(BEN, CLEO),
                readers.page(ANNA.value(), 2).stream().map(Readers.Reader::user).toList());
    }

    private Readers message(@Nullable UserId receiver) {
        var message = new MessageSent(BRIDGE, ANNA, receiver, "Hello", null, null, null);
        return new Readers(message, Point.of(Told.recorded(SENT, ANNA, message)), project);
    }

    private void then(Readers readers, ProjectEvent... events) {
        for (ProjectEvent event : events) {
            RecordedEvent recorded = Told.recorded(++position, ANNA, event);
            ProjectThen after = ProjectThen.after(project, recorded);
            readers.changed(project, after, Point.of(recorded));
            project = after;
        }
    }

    private static List<String> told(Readers readers) {
        var told = new ArrayList<String>();
        for (Readers.Reader it : readers.page(0, 100)) {
            var line = new StringBuilder(it.user() + " " + it.reason().text());
            for (Readers.Span span : it.spans()) {
                line.append(' ').append(span.from().position()).append('-');
                line.append(span.until() == null ? "" : span.until().position());
            }
            told.add(line.toString());
        }
        return told;
    }
}
