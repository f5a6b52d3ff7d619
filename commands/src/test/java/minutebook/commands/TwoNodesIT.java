package minutebook.commands;

import static minutebook.commands.AtOnce.atOnce;
import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Cast.BRIDGE;
import static minutebook.commands.Cast.CLEO;
import static minutebook.commands.Cast.DORA;
import static minutebook.commands.Cast.known;
import static minutebook.commands.Outcomes.done;
import static minutebook.commands.Outcomes.doneOf;
import static minutebook.commands.Outcomes.eventsOf;
import static minutebook.commands.Outcomes.refusal;
import static minutebook.commands.Outcomes.refusalsOf;
import static minutebook.commands.projects.ProjectRefusal.ALREADY_A_MEMBER;
import static minutebook.commands.projects.ProjectRefusal.ONLY_MEMBERS;
import static minutebook.commands.users.UserRefusal.EMAIL_TAKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import minutebook.commands.Outcome.Done;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.messages.SendMessage;
import minutebook.commands.projects.ProjectCommand.CreateProject;
import minutebook.commands.projects.ProjectCommand.InviteParticipant;
import minutebook.commands.projects.ProjectCommand.RemoveParticipant;
import minutebook.commands.projects.ProjectCommand.RenameProject;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes that share a database, and know of each other only by the book. */
@Timeout(30)
class TwoNodesIT {
    private Node here;
    private Node there;

    @BeforeEach
    void open() {
        here = Node.withCast();
        there = here.another();
        done(
                here.handle(
                        new CreateProject(
                                BRIDGE, ANNA, "Bridge", List.of(known(CLEO)), List.of())));
        // From here on the other node remembers the project and everybody, and may be overtaken.
        assertTrue(there.projects().find(BRIDGE).isPresent());
        List.of(ANNA, BEN, CLEO, DORA).forEach(user -> assertTrue(there.users().isKnown(user)));
    }

    @AfterEach
    void close() {
        there.close();
        here.close();
    }

    private Node node(int number) {
        return number % 2 == 0 ? here : there;
    }

    private static InviteParticipant invite(UserId user) {
        return new InviteParticipant(BRIDGE, ANNA, known(user));
    }

    private static RemoveParticipant remove(UserId user) {
        return new RemoveParticipant(BRIDGE, ANNA, known(user));
    }

    private static SendMessage hello(UserId by) {
        return new SendMessage(BRIDGE, by, null, "Hello", null, null);
    }

    @Test
    void invitations_on_both_at_once_are_done_or_told_to_come_again() throws Exception {
        List<Outcome> outcomes = atOnce(80, i -> node(i).handle(invite(new UserId(101 + i))));

        var invited = new HashSet<UserId>();
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case Done _ -> invited.add(new UserId(101 + i));
                case Refused(var refusal) ->
                        assertEquals(Refusal.Kind.CONFLICT, refusal.kind(), refusal.text());
            }
        }
        assertEquals(invited, invitedByTheBook());
        assertEquals(invited.size(), doneOf(outcomes).size());
        for (Node node : List.of(here, there)) {
            assertEquals(invited, node.projects().findLatest(BRIDGE).orElseThrow().participants());
        }
        // Who was too late by chance is not so for ever.
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Refused) {
                done(node(i).handle(invite(new UserId(101 + i))));
            }
        }
        assertEquals(80, invitedByTheBook().size());
    }

    private Set<UserId> invitedByTheBook() {
        List<ParticipantInvited> events =
                eventsOf(ParticipantInvited.class, here.book().readStream(StreamId.of(BRIDGE), 0));
        var users = new HashSet<UserId>();
        events.forEach(event -> assertTrue(users.add(event.participant()), event.toString()));
        return users;
    }

    @Test
    void a_no_to_what_another_node_has_allowed_meanwhile_is_no_last_word() {
        assertEquals(ONLY_MEMBERS, refusal(there.handle(hello(BEN))));
        done(here.handle(invite(BEN)));

        done(there.handle(hello(BEN)));
        assertEquals(ALREADY_A_MEMBER, refusal(there.handle(invite(BEN))));
    }

    @Test
    void a_yes_to_what_another_node_has_forbidden_meanwhile_writes_nothing() {
        done(here.handle(invite(BEN)));
        done(there.handle(hello(BEN)));
        done(here.handle(remove(BEN)));
        List<RecordedEvent> written = here.written();

        assertEquals(ONLY_MEMBERS, refusal(there.handle(hello(BEN))));
        assertEquals(written, here.written());
    }

    @Test
    void what_another_node_has_done_already_is_done_at_its_position() {
        Done renamed = done(here.handle(new RenameProject(BRIDGE, ANNA, "Ferry")));

        assertEquals(
                new Done(renamed.position(), List.of()),
                there.handle(new RenameProject(BRIDGE, ANNA, "Ferry")));
        assertEquals(renamed.position(), here.written().size());
    }

    @Test
    void of_two_who_register_with_one_mail_on_two_nodes_one_is_registered() throws Exception {
        for (int round = 0; round < 20; round++) {
            int number = 101 + 2 * round;
            String mail = "eve" + round + "@example.org";
            List<Outcome> outcomes =
                    atOnce(
                            2,
                            i ->
                                    node(i).register(
                                                    new UserId(number + i),
                                                    i == 0 ? mail : mail.replace("eve", "Eve"),
                                                    "eve" + (number + i)));

            assertEquals(1, doneOf(outcomes).size());
            assertEquals(List.of(EMAIL_TAKEN), refusalsOf(outcomes));
        }
    }

    @Test
    void nobody_speaks_behind_their_removal() throws Exception {
        int said = 0;
        for (int round = 0; round < 30; round++) {
            done(node(round).handle(invite(BEN)));
            said += removedWhileSpeaking(node(round / 2));
        }

        boolean member = false;
        for (RecordedEvent each : here.written()) {
            switch (each.event()) {
                case ParticipantInvited _ -> member = true;
                case ParticipantRemoved _ -> member = false;
                case MessageSent _ -> assertTrue(member, () -> "said at " + each.position());
                default -> {}
            }
        }
        assertEquals(said, eventsOf(MessageSent.class, here.written()).size());
    }

    /** How much BEN, on both nodes, got to say before {@code remover} put him out. */
    private int removedWhileSpeaking(Node remover) throws Exception {
        int speakers = 4;
        var everySpeakerIsHeard = new CountDownLatch(speakers);
        List<Integer> said =
                atOnce(
                        speakers + 1,
                        i -> {
                            if (i < speakers) {
                                return speak(node(i), everySpeakerIsHeard);
                            }
                            await(everySpeakerIsHeard);
                            done(remover.handle(remove(BEN)));
                            return 0;
                        });
        return said.stream().mapToInt(Integer::intValue).sum();
    }

    /** BEN speaks until he is refused; if that never comes, the test's time runs out. */
    private static int speak(Node node, CountDownLatch heard) {
        int said = 0;
        Outcome outcome = node.handle(hello(BEN));
        while (outcome instanceof Done) {
            said++;
            heard.countDown();
            outcome = node.handle(hello(BEN));
        }
        assertEquals(ONLY_MEMBERS, refusal(outcome));
        return said;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
