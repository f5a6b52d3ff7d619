package minutebook.commands.messages;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Cast.BRIDGE;
import static minutebook.commands.Cast.CLEO;
import static minutebook.commands.Cast.DORA;
import static minutebook.commands.messages.MessageRefusal.ONLY_OWNER_OR_COACH_IN_PRIVATE;
import static minutebook.commands.messages.MessageRefusal.RECEIVER_NOT_A_MEMBER;
import static minutebook.commands.projects.ProjectRefusal.ONLY_MEMBERS;
import static minutebook.commands.projects.ProjectRefusal.PROJECT_NOT_FOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import minutebook.commands.Decision;
import minutebook.commands.Refusal;
import minutebook.commands.projects.Project;
import minutebook.commands.projects.Project.Deleted;
import minutebook.commands.projects.Project.NotYet;
import minutebook.commands.projects.Project.Open;
import minutebook.events.UserId;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.messages.MessageEvent.StoredFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageRulesTest {
    private static final Project OPEN = new Open(ANNA, "Bridge", Set.of(CLEO), Set.of(BEN));

    private final MessageRules rules = new MessageRules();

    @Test
    void every_member_speaks_to_all() {
        for (UserId member : List.of(ANNA, BEN, CLEO)) {
            assertEquals(
                    Decision.accept(
                            new MessageSent(BRIDGE, member, null, "Hello", null, null, "c-1")),
                    rules.decide(wish(member, null), OPEN));
        }
    }

    @Test
    void owner_and_coach_speak_to_one_member() {
        for (UserId leader : List.of(ANNA, CLEO)) {
            for (UserId receiver : List.of(ANNA, BEN, CLEO)) {
                assertEquals(
                        Decision.accept(
                                new MessageSent(
                                        BRIDGE, leader, receiver, "Hello", null, null, "c-1")),
                        rules.decide(wish(leader, receiver), OPEN));
            }
        }
    }

    @Test
    void a_participant_speaks_to_nobody_in_private() {
        assertRefused(ONLY_OWNER_OR_COACH_IN_PRIVATE, wish(BEN, ANNA), OPEN);
        assertEquals("sender", ONLY_OWNER_OR_COACH_IN_PRIVATE.field());
        assertEquals(
                "A sender must be a project's owner or coach.",
                ONLY_OWNER_OR_COACH_IN_PRIVATE.text());
    }

    @Test
    void a_receiver_is_a_member_which_is_looked_at_before_the_sender() {
        assertRefused(RECEIVER_NOT_A_MEMBER, wish(ANNA, DORA), OPEN);
        assertRefused(RECEIVER_NOT_A_MEMBER, wish(BEN, DORA), OPEN);
        assertEquals("receiver", RECEIVER_NOT_A_MEMBER.field());
        assertEquals("A receiver must be a project's member.", RECEIVER_NOT_A_MEMBER.text());
    }

    @Test
    void a_stranger_is_not_heard() {
        assertRefused(ONLY_MEMBERS, wish(DORA, null), OPEN);
        assertRefused(ONLY_MEMBERS, wish(DORA, ANNA), OPEN);
    }

    @Test
    void where_there_is_no_project_nobody_is_heard() {
        assertRefused(PROJECT_NOT_FOUND, wish(ANNA, null), new NotYet());
        assertRefused(PROJECT_NOT_FOUND, wish(ANNA, null), new Deleted());
    }

    @Test
    void the_book_gets_a_files_digest_and_not_its_bytes() {
        var attachment = Attachment.of("a.png", DataUrl.of("image/png", new byte[0]));
        var stored =
                new StoredFile(
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        "image/png",
                        0);
        assertEquals(
                Decision.accept(new MessageSent(BRIDGE, BEN, null, null, "a.png", stored, null)),
                rules.decide(new SendMessage(BRIDGE, BEN, null, null, attachment, null), OPEN));
    }

    private void assertRefused(Refusal refusal, SendMessage wish, Project project) {
        assertEquals(Decision.refuse(refusal), rules.decide(wish, project));
    }

    private static SendMessage wish(UserId by, @Nullable UserId receiver) {
        return new SendMessage(BRIDGE, by, receiver, "Hello", null, "c-1");
    }
}
