package minutebook.commands.projects;

import static minutebook.commands.AtOnce.atOnce;
import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Cast.BRIDGE;
import static minutebook.commands.Cast.DORA;
import static minutebook.commands.Outcomes.done;
import static minutebook.commands.Outcomes.doneOf;
import static minutebook.commands.Outcomes.eventsOf;
import static minutebook.commands.Outcomes.refusal;
import static minutebook.commands.Outcomes.refusalsOf;
import static minutebook.commands.projects.ProjectRefusal.ONLY_MEMBERS;
import static minutebook.commands.projects.ProjectRefusal.ONLY_OWNER;
import static minutebook.commands.projects.ProjectRefusal.TITLE_TAKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import minutebook.commands.Node;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Done;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.projects.ProjectCommand.CreateProject;
import minutebook.commands.projects.ProjectCommand.DeleteProject;
import minutebook.commands.projects.ProjectCommand.InviteParticipant;
import minutebook.commands.projects.ProjectCommand.RenameProject;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Book.Claimed;
import minutebook.events.book.RecordedEvent;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands about projects, on the real book. */
@Timeout(30)
class ProjectCommandsIT {
    private static final ProjectId TUNNEL = new ProjectId(6);
    private static final long FIRST_GUEST = 101;

    private Node node;

    @BeforeEach
    void open() {
        node = Node.withCast();
        done(node.handle(create(BRIDGE, ANNA, "Bridge")));
    }

    @AfterEach
    void close() {
        node.close();
    }

    private CreateProject create(ProjectId project, UserId by, String title) {
        return new CreateProject(project, by, title, List.of(), List.of(node.users().person(BEN)));
    }

    private Outcome rename(ProjectId project, UserId by, String title) {
        return node.handle(new RenameProject(project, by, title));
    }

    @Test
    void a_hundred_invitations_at_once_are_all_done() throws Exception {
        atOnce(100, i -> done(node.register(guest(i), "guest" + i + "@example.org", "guest" + i)));

        List<Done> all =
                atOnce(
                        100,
                        i -> {
                            var guest = node.users().person(guest(i));
                            return done(node.handle(new InviteParticipant(BRIDGE, ANNA, guest)));
                        });

        Set<UserId> guests =
                LongStream.range(FIRST_GUEST, FIRST_GUEST + 100)
                        .mapToObj(UserId::new)
                        .collect(Collectors.toSet());
        var members = new HashSet<>(guests);
        members.add(BEN);
        assertEquals(members, node.projects().findLatest(BRIDGE).orElseThrow().participants());
        List<RecordedEvent> history = node.book().readStream(StreamId.of(BRIDGE), 1);
        assertEquals(100, history.size());
        assertEquals(
                guests,
                eventsOf(ParticipantInvited.class, history).stream()
                        .map(ParticipantInvited::participant)
                        .collect(Collectors.toSet()));
        assertEquals(
                history.stream().map(RecordedEvent::position).toList(),
                all.stream().map(Done::position).sorted().toList());
    }

    private static UserId guest(int number) {
        return new UserId(FIRST_GUEST + number);
    }

    @Test
    void of_many_who_take_one_title_at_once_one_gets_it() throws Exception {
        List<Outcome> outcomes =
                atOnce(
                        20,
                        i -> {
                            String title = i % 2 == 0 ? "Tunnel" : "TUNNEL";
                            return node.handle(create(new ProjectId(10 + i), ANNA, title));
                        });

        assertEquals(1, doneOf(outcomes).size());
        assertEquals(Collections.nCopies(19, TITLE_TAKEN), refusalsOf(outcomes));
        assertEquals(2, eventsOf(ProjectCreated.class, node.written()).size());
    }

    @Test
    void a_title_that_another_project_has_is_refused_in_any_case_of_letters() {
        int written = node.written().size();

        assertEquals(TITLE_TAKEN, refusal(node.handle(create(TUNNEL, DORA, " bRIDGE "))));
        assertEquals(written, node.written().size());

        done(node.handle(create(TUNNEL, DORA, "Tunnel")));
        assertEquals(TITLE_TAKEN, refusal(rename(TUNNEL, DORA, "bridge")));
        assertEquals("Tunnel", node.projects().findLatest(TUNNEL).orElseThrow().title());
        assertEquals(written + 1, node.written().size());
    }

    @Test
    void a_title_is_free_again_once_its_project_has_another_one() {
        done(rename(BRIDGE, ANNA, "Ferry"));

        done(node.handle(create(TUNNEL, DORA, "Bridge")));
        assertEquals(TITLE_TAKEN, refusal(rename(BRIDGE, ANNA, "Bridge")));
    }

    @Test
    void a_title_is_free_again_once_its_project_is_deleted() {
        done(node.handle(new DeleteProject(BRIDGE, ANNA)));

        done(node.handle(create(TUNNEL, DORA, "BRIDGE")));
    }

    @Test
    void a_title_may_change_its_case_and_is_held_and_given_back_all_the_same() {
        done(rename(BRIDGE, ANNA, "BRIDGE"));

        assertEquals("BRIDGE", node.projects().findLatest(BRIDGE).orElseThrow().title());
        assertEquals(TITLE_TAKEN, refusal(node.handle(create(TUNNEL, DORA, "Bridge"))));

        done(rename(BRIDGE, ANNA, "Ferry"));
        done(node.handle(create(TUNNEL, DORA, "Bridge")));
    }

    @Test
    void a_title_that_is_given_back_at_the_same_moment_is_taken_or_refused() throws Exception {
        done(node.handle(create(TUNNEL, DORA, "Tunnel")));
        for (int round = 0; round < 20; round++) {
            String away = "Away " + round;
            List<Outcome> outcomes =
                    atOnce(
                            2,
                            i ->
                                    i == 0
                                            ? rename(BRIDGE, ANNA, away)
                                            : rename(TUNNEL, DORA, "Bridge"));

            done(outcomes.getFirst());
            Optional<StreamId> holder =
                    node.book().findClaim(node.keys().title("Bridge")).map(Claimed::stream);
            switch (outcomes.getLast()) {
                case Done _ -> assertEquals(Optional.of(StreamId.of(TUNNEL)), holder);
                case Refused(var refusal) -> {
                    assertEquals(TITLE_TAKEN, refusal);
                    assertEquals(Optional.empty(), holder);
                }
            }

            done(rename(TUNNEL, DORA, "Tunnel " + round));
            done(rename(BRIDGE, ANNA, "Bridge"));
        }
    }

    @Test
    void a_rename_to_the_same_title_writes_nothing_and_tells_the_books_head() {
        done(node.handle(create(TUNNEL, DORA, "Tunnel")));
        int written = node.written().size();

        assertEquals(new Done(written, List.of()), rename(BRIDGE, ANNA, "Bridge"));
        assertEquals(written, node.written().size());
    }

    @Test
    void what_is_refused_writes_nothing_and_keeps_no_title() {
        int written = node.written().size();

        assertEquals(ONLY_OWNER, refusal(rename(BRIDGE, BEN, "Ferry")));
        assertEquals(ONLY_MEMBERS, refusal(rename(BRIDGE, DORA, "Ferry")));

        assertEquals(written, node.written().size());
        done(node.handle(create(TUNNEL, DORA, "Ferry")));
    }
}
