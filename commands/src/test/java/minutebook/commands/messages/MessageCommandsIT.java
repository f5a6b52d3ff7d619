package minutebook.commands.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static minutebook.commands.AtOnce.atOnce;
import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Cast.BRIDGE;
import static minutebook.commands.Cast.DORA;
import static minutebook.commands.Cast.known;
import static minutebook.commands.Outcomes.done;
import static minutebook.commands.Outcomes.eventsOf;
import static minutebook.commands.Outcomes.refusal;
import static minutebook.commands.projects.ProjectRefusal.ONLY_MEMBERS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import minutebook.commands.Node;
import minutebook.commands.Outcome.Done;
import minutebook.commands.projects.ProjectCommand.CreateProject;
import minutebook.commands.projects.ProjectCommand.InviteParticipant;
import minutebook.commands.users.Person;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.CommandId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.vault.VaultUnavailable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sending messages, on the real book and the real vault. */
@Timeout(30)
class MessageCommandsIT {
    private static final ProjectId TUNNEL = new ProjectId(6);
    private static final Attachment PLAN =
            Attachment.of("plan.txt", DataUrl.of("text/plain", "Ten arches.".getBytes(UTF_8)));

    private Node node;

    @BeforeEach
    void open() {
        node = Node.withCast();
        List<Person> ben = List.of(known(BEN));
        done(node.handle(new CreateProject(BRIDGE, ANNA, "Bridge", List.of(), ben)));
        done(node.handle(new CreateProject(TUNNEL, ANNA, "Tunnel", List.of(), ben)));
    }

    @AfterEach
    void close() {
        node.close();
    }

    private static SendMessage saying(
            ProjectId project, UserId by, String content, @Nullable String ownName) {
        return new SendMessage(project, by, null, content, null, ownName);
    }

    private static SendMessage sending(UserId by, Attachment file) {
        return new SendMessage(BRIDGE, by, null, null, file, null);
    }

    private List<RecordedEvent> said() {
        return node.book().readStream(StreamId.room(BRIDGE), 0);
    }

    @Test
    void a_message_that_is_sent_again_is_the_first_one_whatever_it_says_now() {
        Done first = done(node.handle(saying(BRIDGE, BEN, "Hello", "one")));
        done(node.handle(saying(BRIDGE, ANNA, "In between", null)));

        assertEquals(first, node.handle(saying(BRIDGE, BEN, "Hello", "one")));
        assertEquals(first, node.handle(saying(BRIDGE, BEN, "Other words", "one")));
        try (var other = node.another()) {
            assertEquals(first, other.handle(saying(BRIDGE, BEN, "Hello", "one")));
        }
        assertEquals(2, said().size());
    }

    @Test
    void a_message_that_is_sent_twenty_times_at_once_is_one_message_for_all() throws Exception {
        try (var other = node.another()) {
            for (int round = 0; round < 10; round++) {
                SendMessage wish = saying(BRIDGE, BEN, "Hello", "number " + round);
                Set<Done> all =
                        new HashSet<>(
                                atOnce(20, i -> done((i % 2 == 0 ? node : other).handle(wish))));

                assertEquals(1, all.size());
                assertEquals(List.of(said().getLast()), all.iterator().next().events());
            }
        }
        assertEquals(10, said().size());
    }

    @Test
    void the_senders_own_name_for_a_message_is_theirs_alone_and_of_one_project() {
        done(node.handle(saying(BRIDGE, BEN, "From Ben", "one")));
        done(node.handle(saying(BRIDGE, ANNA, "From Anna", "one")));
        done(node.handle(saying(BRIDGE, BEN, "In capitals", "ONE")));
        done(node.handle(saying(TUNNEL, BEN, "Elsewhere", "one")));

        assertEquals(
                List.of("From Ben", "From Anna", "In capitals", "Elsewhere"),
                eventsOf(MessageSent.class, node.written()).stream()
                        .map(MessageSent::content)
                        .toList());
    }

    @Test
    void a_message_that_was_refused_may_be_sent_under_its_name_later() {
        assertEquals(ONLY_MEMBERS, refusal(node.handle(saying(BRIDGE, DORA, "Too early", "one"))));
        done(node.handle(new InviteParticipant(BRIDGE, ANNA, known(DORA))));

        Done sent = done(node.handle(saying(BRIDGE, DORA, "Hello", "one")));
        assertEquals(said(), sent.events());
        assertEquals(
                List.of("Hello"),
                eventsOf(MessageSent.class, said()).stream().map(MessageSent::content).toList());
    }

    @Test
    void a_file_is_kept_before_the_event_that_names_it_is_written() {
        var saidWhenKept = new ArrayList<Integer>();
        MessageCommands watched =
                node.messageCommands(
                        (sender, file, bytes) -> {
                            saidWhenKept.add(said().size());
                            node.files().keep(sender, file.sha256(), bytes);
                        });

        done(watched.handle(CommandId.fresh(), sending(BEN, PLAN)));

        assertEquals(List.of(0), saidWhenKept);
        MessageSent sent = eventsOf(MessageSent.class, said()).getFirst();
        assertEquals(PLAN.stored(), sent.file());
        assertArrayEquals(
                PLAN.data().bytes(), node.files().find(PLAN.stored().sha256()).orElseThrow());
    }

    @Test
    void the_file_of_somebody_who_is_refused_is_not_kept() {
        assertEquals(ONLY_MEMBERS, refusal(node.handle(sending(DORA, PLAN))));

        assertTrue(node.files().find(PLAN.stored().sha256()).isEmpty());
        assertEquals(List.of(), said());
    }

    @Test
    void a_file_that_cannot_be_kept_is_named_by_no_event() {
        MessageCommands broken =
                node.messageCommands(
                        // Half a digest, which the vault refuses.
                        (sender, file, bytes) ->
                                node.files().keep(sender, file.sha256().substring(32), bytes));

        assertThrows(
                VaultUnavailable.class, () -> broken.handle(CommandId.fresh(), sending(BEN, PLAN)));
        assertEquals(List.of(), said());
    }

    @Test
    void one_file_that_many_send_at_once_is_kept_for_all() throws Exception {
        atOnce(20, i -> done(node.handle(sending(i % 2 == 0 ? ANNA : BEN, PLAN))));

        assertEquals(20, said().size());
        assertTrue(node.files().find(PLAN.stored().sha256()).isPresent());
    }
}
