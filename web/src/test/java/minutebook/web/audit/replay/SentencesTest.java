package minutebook.web.audit.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static minutebook.web.audit.replay.Told.ANNA;
import static minutebook.web.audit.replay.Told.BEN;
import static minutebook.web.audit.replay.Told.BRIDGE;
import static minutebook.web.audit.replay.Told.CLEO;
import static minutebook.web.audit.replay.Told.DORA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.BookEntries;
import minutebook.events.book.BookEntry;
import minutebook.events.book.RecordedEvent;
import minutebook.events.book.StoredEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.CoachWithdrawn;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectHandedOver;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.queries.users.UserItem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SentencesTest {

    private final Told bridge = new Told().then(ANNA, created("Bridge", List.of(), List.of(BEN)));

    @Test
    void each_event_is_told_in_one_sentence() {
        assertTold(
                "Anna Berg (@anna) created the project 'Bridge', with Ben Olsen (@ben) to take part.");
        assertTold(
                "Anna Berg (@anna) renamed the project from 'Bridge' to 'Long Bridge'.",
                ANNA,
                new ProjectRenamed(BRIDGE, "Long Bridge"));
        assertTold(
                "Ben Olsen (@ben) invited Cleo Rose (@cleo).",
                BEN,
                new ParticipantInvited(BRIDGE, CLEO));
        assertTold(
                "Anna Berg (@anna) designated Cleo Rose (@cleo) as a coach.",
                ANNA,
                new CoachDesignated(BRIDGE, CLEO));
        assertTold(
                "Cleo Rose (@cleo) withdrew from coach, and went on as a participant.",
                CLEO,
                new CoachWithdrawn(BRIDGE, CLEO));
        assertTold(
                "Anna Berg (@anna) handed the project over to Cleo Rose (@cleo), and went on as a coach.",
                ANNA,
                new ProjectHandedOver(BRIDGE, CLEO));
        assertTold(
                "Cleo Rose (@cleo) withdrew Anna Berg (@anna) from coach, who went on as a participant.",
                CLEO,
                new CoachWithdrawn(BRIDGE, ANNA));
        assertTold(
                "Dora Stein (@dora) handed the project of Cleo Rose (@cleo), who went on as a coach, over to Ben Olsen (@ben).",
                DORA,
                new ProjectHandedOver(BRIDGE, BEN));
        assertTold(
                "Ben Olsen (@ben) removed Anna Berg (@anna) from the project.",
                BEN,
                new ParticipantRemoved(BRIDGE, ANNA));
        assertTold(
                "Dora Stein (@dora) took Cleo Rose (@cleo) out of the project.",
                DORA,
                new MemberLeft(BRIDGE, CLEO));
        assertTold(
                "Ben Olsen (@ben) deleted the project 'Long Bridge'.",
                BEN,
                new ProjectDeleted(BRIDGE));
    }

    @Test
    void what_was_sent_is_told_without_its_text() {
        assertTold("Ben Olsen (@ben) left the project.", BEN, new MemberLeft(BRIDGE, BEN));
        assertTold(
                "Anna Berg (@anna) sent a message to everybody.", ANNA, sent(null, "Hello", null));
        assertTold(
                "Anna Berg (@anna) sent the file 'plan.pdf' (1,234 bytes) to Ben Olsen (@ben) alone.",
                ANNA,
                sent(BEN, null, "plan.pdf"));
        assertTold(
                "Anna Berg (@anna) sent a message with the file 'plan.pdf' (1,234 bytes) to everybody.",
                ANNA,
                sent(null, "Look", "plan.pdf"));
    }

    @Test
    void of_many_members_some_are_named() {
        List<UserId> many = LongStream.range(10, 510).mapToObj(UserId::new).toList();
        String told = new Told().then(ANNA, created("Crowd", many.subList(0, 3), many)).told();
        assertTrue(
                told.startsWith(
                        "Anna Berg (@anna) created the project 'Crowd', with Member 10 (@member10), Member 11 (@member11) and Member 12 (@member12) to coach, and with Member 10 "),
                told);
        assertTrue(told.endsWith("Member 28 (@member28) and 481 others to take part."), told);
    }

    @Test
    void no_name_passes_for_the_words_of_a_sentence() {
        bridge.called(BEN, "ben", "Ben (@root) left the project. Anna", "\u202eLive\u0007\u2028");
        assertTold(
                "Ben \\(\\@root\\) left the project. Anna \\u{202E}Live\\u{0007}\\u{2028} (@ben) renamed the project from 'Bridge' to 'A\\' to \\'B'.",
                BEN,
                new ProjectRenamed(BRIDGE, "A' to 'B"));
        assertTold(
                "Anna Berg (@anna) renamed the project from 'A\\' to \\'B' to '<b>&\\\\ \\u{1F}'."
                        .replace("{1F}", "{001F}"),
                ANNA,
                new ProjectRenamed(BRIDGE, "<b>&\\ \u001f"));
    }

    @Test
    void who_was_erased_has_no_name_and_who_was_nobody_is_the_operator() {
        bridge.erased(BEN);
        assertTold(
                "The operator invited [erased] (@erased-2).",
                null,
                new ParticipantInvited(BRIDGE, BEN));
    }

    @Test
    void no_type_of_event_that_concerns_a_project_is_forgotten() throws Exception {
        for (String type : BookEntries.types()) {
            RecordedEvent sample = sample(type);
            boolean concerned =
                    Arrays.stream(sample.event().getClass().getRecordComponents())
                            .anyMatch(it -> it.getType() == ProjectId.class);
            assertEquals(
                    concerned,
                    Sentences.of(sample, null, UserItem::erased).isPresent(),
                    () -> type + ": let Sentences tell it");
        }
    }

    /** As a book keeps it. */
    private static RecordedEvent sample(String type) throws Exception {
        try (InputStream file =
                SentencesTest.class.getResourceAsStream("/stored-events/" + type + ".json")) {
            String data = new String(Objects.requireNonNull(file, type).readAllBytes(), UTF_8);
            var row =
                    new StoredEvent(
                            1,
                            new StreamId("sample"),
                            1,
                            type,
                            data,
                            ANNA,
                            new UUID(0, 1),
                            Instant.EPOCH);
            return new BookEntry(row, "", data).recorded();
        }
    }

    private void assertTold(String sentence, @Nullable UserId actor, Event event) {
        bridge.then(actor, event);
        assertTold(sentence);
    }

    private void assertTold(String sentence) {
        assertEquals(sentence, bridge.told());
    }

    private static ProjectCreated created(
            String title, List<UserId> coaches, List<UserId> participants) {
        return new ProjectCreated(BRIDGE, ANNA, title, coaches, participants);
    }

    private static MessageSent sent(
            @Nullable UserId receiver, @Nullable String content, @Nullable String fileName) {
        StoredFile file =
                fileName == null ? null : new StoredFile("0".repeat(64), "application/pdf", 1234);
        return new MessageSent(BRIDGE, ANNA, receiver, content, fileName, file, null);
    }
}
