package minutebook.queries.messages;

import static minutebook.queries.Cast.ANNA;
import static minutebook.queries.Cast.BEN;
import static minutebook.queries.Cast.BRIDGE;
import static minutebook.queries.Cast.CLEO;
import static minutebook.queries.Cast.DORA;
import static minutebook.queries.Cast.EMIL;
import static minutebook.queries.Cast.TUNNEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import minutebook.events.UserId;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.queries.Cast;
import minutebook.queries.Paging;
import minutebook.queries.PaperBook;
import minutebook.queries.Tables;
import minutebook.queries.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FindMessagesIT {
    private static final String SHA = "ab".repeat(32);

    @RegisterExtension final TestDatabase database = new TestDatabase();

    /** Messages 7 to 11, of which 8 and 10 are private. */
    private final PaperBook book =
            new PaperBook()
                    .given(Cast.all())
                    .given(
                            new ProjectCreated(
                                    BRIDGE, ANNA, "Bridge", List.of(CLEO), List.of(BEN, DORA)),
                            said(ANNA, null, "7"),
                            said(ANNA, BEN, "8"),
                            said(BEN, null, "9"),
                            said(CLEO, ANNA, "10"),
                            new MessageSent(
                                    BRIDGE,
                                    DORA,
                                    null,
                                    null,
                                    "plan.pdf",
                                    new StoredFile(SHA, "application/pdf", 12),
                                    "c-1"));

    @Test
    void a_private_message_is_seen_by_its_two_people_only() throws Exception {
        assertEquals(List.of(11L, 10L, 9L, 8L, 7L), history(ANNA));
        assertEquals(List.of(11L, 9L, 8L, 7L), history(BEN));
        assertEquals(List.of(11L, 10L, 9L, 7L), history(CLEO));
        assertEquals(List.of(11L, 9L, 7L), history(DORA));
    }

    @Test
    void a_page_knows_how_many_the_viewer_may_see() throws Exception {
        var page = find().history(BRIDGE, BEN, new Paging(2, 3));
        assertEquals(4, page.total());
        assertEquals(List.of(7L), page.items().stream().map(Message::id).toList());
        assertTrue(find().history(BRIDGE, BEN, new Paging(3, 3)).isPastEnd());
        assertEquals(0, find().history(TUNNEL, BEN, Paging.DEFAULT).total());
    }

    @Test
    void the_nearest_ones_before_and_after_a_message_come_newest_first() throws Exception {
        var before = find().before(BRIDGE, BEN, 11, 2);
        assertEquals(List.of(9L, 8L), ids(before));
        assertTrue(before.more());
        assertEquals(4, before.total());
        var after = find().after(BRIDGE, BEN, 0, 3);
        assertEquals(List.of(9L, 8L, 7L), ids(after));
        assertTrue(after.more());
        assertEquals(List.of(11L), ids(find().after(BRIDGE, BEN, 9, 3)));
        assertFalse(find().after(BRIDGE, BEN, 9, 3).more());
        assertEquals(List.of(), ids(find().before(BRIDGE, BEN, 7, 3)));
    }

    @Test
    void a_message_item_has_all_keys_of_the_contract_always() throws Exception {
        var json = new ObjectMapper();
        assertEquals(
                "{\"id\":8,\"content\":\"8\",\"file_name\":null,\"file_base64\":null,\"file_url\":null,"
                        + "\"created_at\":\"08/06/2021, 22:58\","
                        + "\"sender\":{\"id\":1,\"email\":\"anna@example.org\",\"username\":\"anna\",\"first_name\":\"ANNA\",\"last_name\":\"Example\"},"
                        + "\"receiver\":{\"id\":2,\"email\":\"ben@example.org\",\"username\":\"ben\",\"first_name\":\"BEN\",\"last_name\":\"Example\"},"
                        + "\"event_id\":\"e1-8\"}",
                json.writeValueAsString(find().find(8).orElseThrow().item("e1", null, null)));
        var withFile = find().find(11).orElseThrow();
        assertEquals(new StoredFile(SHA, "application/pdf", 12), withFile.file());
        assertEquals("c-1", withFile.clientMessageId());
        assertEquals(PaperBook.BEGUN.plusSeconds(10), withFile.createdAt());
        var item = json.valueToTree(withFile.item("e1", "data:,", "/api/v1/files/" + SHA));
        assertTrue(item.get("receiver").isNull());
        assertEquals("plan.pdf", item.get("file_name").asText());
        assertEquals("data:,", item.get("file_base64").asText());
    }

    @Test
    void a_file_is_seen_by_those_who_see_a_message_with_it() throws Exception {
        assertTrue(find().withFile(SHA, null, BEN).isPresent());
        assertTrue(find().withFile(SHA, null, EMIL).isEmpty());
        assertTrue(find().withFile("cd".repeat(32), null, BEN).isEmpty());
        book.given(new ParticipantRemoved(BRIDGE, BEN));
        assertTrue(find().withFile(SHA, null, BEN).isEmpty());
        assertTrue(find().withFile(SHA, null, DORA).isPresent());
    }

    @Test
    void a_private_file_is_seen_by_its_two_people_only() throws Exception {
        String sha = "cd".repeat(32);
        var file = new StoredFile(sha, "", 1);
        book.given(new MessageSent(BRIDGE, ANNA, BEN, null, "a.txt", file, null));
        assertTrue(find().withFile(sha, null, ANNA).isPresent());
        assertTrue(find().withFile(sha, null, BEN).isPresent());
        assertTrue(find().withFile(sha, null, CLEO).isEmpty());
    }

    @Test
    void nothing_is_left_of_a_deleted_project() throws Exception {
        book.given(new ProjectDeleted(BRIDGE));
        assertEquals(List.of(), history(ANNA));
        assertEquals(0, find().history(BRIDGE, ANNA, Paging.DEFAULT).total());
        assertTrue(find().withFile(SHA, null, DORA).isEmpty());
        assertTrue(find().find(7).isEmpty());
    }

    private FindMessages find() throws Exception {
        database.empty();
        Tables.fill(database, book.read(0, 100), 4);
        return new FindMessages(database.source());
    }

    private List<Long> history(UserId viewer) throws Exception {
        return find().history(BRIDGE, viewer, Paging.DEFAULT).items().stream()
                .map(Message::id)
                .toList();
    }

    private static List<Long> ids(MessagesByKey messages) {
        return messages.items().stream().map(Message::id).toList();
    }

    private static MessageSent said(UserId sender, @Nullable UserId receiver, String content) {
        return new MessageSent(BRIDGE, sender, receiver, content, null, null, null);
    }
}
