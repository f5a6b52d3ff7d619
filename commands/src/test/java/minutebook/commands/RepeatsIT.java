package minutebook.commands;

import static minutebook.commands.AtOnce.atOnce;
import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Cast.BRIDGE;
import static minutebook.commands.Cast.known;
import static minutebook.commands.Outcomes.done;
import static minutebook.commands.Outcomes.eventsOf;
import static minutebook.commands.Outcomes.refusal;
import static minutebook.commands.projects.ProjectRefusal.ALREADY_A_MEMBER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import minutebook.commands.Outcome.Done;
import minutebook.commands.projects.ProjectCommand.CreateProject;
import minutebook.commands.projects.ProjectCommand.InviteParticipant;
import minutebook.commands.projects.ProjectCommand.RemoveParticipant;
import minutebook.commands.projects.ProjectCommand.RenameProject;
import minutebook.events.ProjectId;
import minutebook.events.book.AppendFailure.AlreadyDone;
import minutebook.events.book.AppendFailure.BookUnavailable;
import minutebook.events.book.AppendFailure.OutcomeUnknown;
import minutebook.events.book.CommandId;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands that are sent again, to the same node and to another one. */
@Timeout(60)
class RepeatsIT {
    private final CommandId id = CommandId.repeatable(UUID.randomUUID(), "what was asked");
    private Node here;
    private Node there;

    @BeforeEach
    void open() {
        here = Node.withCast();
        there = here.another();
        done(here.handle(new CreateProject(BRIDGE, ANNA, "Bridge", List.of(), List.of())));
    }

    @AfterEach
    void close() {
        there.close();
        here.close();
    }

    @Test
    void what_was_done_is_done_once_and_answered_as_the_first_time_on_every_node() {
        Done first = done(here.once(id, rename("Ferry")));
        done(here.handle(rename("Tunnel")));
        long head = here.book().head();

        assertEquals(first, here.once(id, rename("Ferry")));
        assertEquals(first, there.once(id, rename("Ferry")));
        assertEquals(head, here.written().size());
        assertEquals("Tunnel", there.projects().findLatest(BRIDGE).orElseThrow().title());
    }

    @Test
    void another_command_under_the_same_id_is_refused_and_not_done() {
        done(here.once(id, rename("Ferry")));
        var other = CommandId.repeatable(id.value(), "something else");
        long head = here.book().head();

        for (Node node : List.of(here, there)) {
            Refusal refusal = refusal(node.once(other, rename("Tunnel")));
            assertEquals(Refusal.Kind.CONFLICT, refusal.kind());
            assertTrue(refusal.text().contains("Idempotency-Key"));
        }
        assertEquals(head, here.written().size());
    }

    @Test
    void a_refusal_is_not_kept() {
        done(here.handle(invite()));
        assertEquals(ALREADY_A_MEMBER, refusal(here.once(id, invite())));
        assertEquals(ALREADY_A_MEMBER, refusal(there.once(id, invite())));

        done(here.handle(new RemoveParticipant(BRIDGE, ANNA, known(BEN))));
        Done first = done(there.once(id, invite()));

        assertEquals(first, here.once(id, invite()), "and not: is a member already");
    }

    @Test
    void that_nothing_was_to_do_is_kept() {
        Done first = done(here.once(id, rename("Bridge")));
        assertEquals(List.of(), first.events());
        done(here.handle(rename("Ferry")));
        long head = here.book().head();

        assertEquals(first, here.once(id, rename("Bridge")));
        assertEquals(first, there.once(id, rename("Bridge")));
        assertEquals(head, here.written().size());
        assertEquals("Ferry", here.projects().findLatest(BRIDGE).orElseThrow().title());
    }

    @Test
    void of_a_hundred_at_once_on_two_nodes_one_is_done_and_all_are_answered_alike()
            throws Exception {
        for (int round = 0; round < 5; round++) {
            var same = CommandId.repeatable(UUID.randomUUID(), "create");
            String title = "Race " + round;
            int number = 100 * (round + 1);
            List<Outcome> outcomes =
                    atOnce(
                            100,
                            i -> {
                                Node node = i % 2 == 0 ? here : there;
                                var project = new ProjectId(number + i);
                                return node.once(
                                        same,
                                        new CreateProject(
                                                project, ANNA, title, List.of(), List.of()));
                            });

            assertEquals(1, new HashSet<>(outcomes).size(), outcomes::toString);
            done(outcomes.getFirst());
        }
        assertEquals(1 + 5, eventsOf(ProjectCreated.class, here.written()).size());
    }

    @Test
    void other_ids_are_other_commands() {
        Done first = done(here.once(id, rename("Ferry")));
        done(here.once(CommandId.repeatable(UUID.randomUUID(), "x"), rename("Tunnel")));
        Done again =
                done(
                        here.once(
                                CommandId.repeatable(UUID.randomUUID(), "what was asked"),
                                rename("Ferry")));

        assertNotEquals(first, again);
    }

    @Test
    void a_failure_is_told_as_it_is_unless_it_was_done_all_the_same() {
        assertThrows(
                BookUnavailable.class,
                () -> here.repeats().once(id, () -> fail(new BookUnavailable("away"))));
        Done first = done(there.once(id, rename("Ferry")));
        var other = CommandId.repeatable(UUID.randomUUID(), "what was asked");
        Outcome told =
                here.repeats()
                        .once(
                                other,
                                () -> {
                                    done(there.once(other, rename("Tunnel")));
                                    return fail(new OutcomeUnknown());
                                });

        assertEquals(first, here.once(id, rename("Ferry")));
        assertEquals(told, there.once(other, rename("Tunnel")));
    }

    @Test
    void what_may_have_been_done_is_never_told_to_be_certainly_not_done() {
        for (RuntimeException failed : List.of(new OutcomeUnknown(), new AlreadyDone(id))) {
            Node lost = here.another();
            assertThrows(
                    OutcomeUnknown.class,
                    () ->
                            lost.repeats()
                                    .once(
                                            id,
                                            () -> {
                                                lost.close();
                                                return fail(failed);
                                            }));
        }
    }

    private static Outcome fail(RuntimeException failure) {
        throw failure;
    }

    private static RenameProject rename(String title) {
        return new RenameProject(BRIDGE, ANNA, title);
    }

    private static InviteParticipant invite() {
        return new InviteParticipant(BRIDGE, ANNA, known(BEN));
    }
}
