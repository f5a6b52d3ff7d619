package minutebook.queries.projects;

import static minutebook.queries.Cast.ANNA;
import static minutebook.queries.Cast.BEN;
import static minutebook.queries.Cast.BRIDGE;
import static minutebook.queries.Cast.CLEO;
import static minutebook.queries.Cast.DORA;
import static minutebook.queries.Cast.EMIL;
import static minutebook.queries.Cast.TUNNEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.CoachWithdrawn;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectHandedOver;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.queries.Cast;
import minutebook.queries.Paging;
import minutebook.queries.PaperBook;
import minutebook.queries.Tables;
import minutebook.queries.TestDatabase;
import minutebook.queries.users.UserItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FindProjectsIT {
    @RegisterExtension final TestDatabase database = new TestDatabase();

    private final PaperBook book =
            new PaperBook()
                    .given(Cast.all())
                    .given(new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(CLEO), List.of(BEN)))
                    .given(new ProjectCreated(TUNNEL, BEN, "Tun_nel", List.of(), List.of(ANNA)));

    @Test
    void a_project_item_has_the_keys_of_the_contract() throws Exception {
        var json = new ObjectMapper().valueToTree(find().find(TUNNEL).orElseThrow());
        assertEquals(8, json.get("id").asInt());
        assertEquals("Tun_nel", json.get("title").asText());
        assertEquals("ben", json.get("owner").get("username").asText());
        assertTrue(json.get("coaches").isEmpty());
        assertEquals("ANNA", json.get("participants").get(0).get("first_name").asText());
        assertEquals(5, json.size());
    }

    @Test
    void a_list_has_the_projects_in_which_the_viewer_is_anything() throws Exception {
        assertEquals(List.of(BRIDGE, TUNNEL), ids(ANNA, ""));
        assertEquals(List.of(BRIDGE), ids(CLEO, ""));
        assertEquals(List.of(), ids(EMIL, ""));
        assertEquals(List.of(TUNNEL), ids(ANNA, "n_N"));
        assertEquals(List.of(), ids(ANNA, "%"));
        var page = find().page(ANNA, "", new Paging(2, 1));
        assertEquals(2, page.total());
        assertEquals("Tun_nel", page.items().getFirst().title());
        assertEquals(2, find().page(ANNA, "", new Paging(3, 1)).total());
    }

    @Test
    void people_stand_in_the_order_in_which_they_came_to_their_role() throws Exception {
        book.given(
                new ParticipantInvited(BRIDGE, EMIL),
                new ParticipantInvited(BRIDGE, DORA),
                new CoachWithdrawn(BRIDGE, CLEO),
                new CoachDesignated(BRIDGE, EMIL),
                new ProjectHandedOver(BRIDGE, BEN),
                new ProjectRenamed(BRIDGE, "Big bridge"));

        ProjectItem project = find().find(BRIDGE).orElseThrow();

        assertEquals("Big bridge", project.title());
        assertEquals(BEN, project.owner().id());
        assertEquals(List.of(EMIL, ANNA), ids(project.coaches()));
        assertEquals(List.of(DORA, CLEO), ids(project.participants()));
    }

    @Test
    void a_deleted_project_is_nowhere() throws Exception {
        book.given(new ProjectDeleted(BRIDGE));
        assertEquals(Optional.empty(), find().find(BRIDGE));
        assertEquals(List.of(TUNNEL), ids(ANNA, ""));
        assertEquals(Standing.NO_PROJECT, find().standing(BRIDGE, ANNA));
    }

    @Test
    void everybody_has_a_standing() throws Exception {
        var find = find();
        assertEquals(Standing.OWNER, find.standing(BRIDGE, ANNA));
        assertEquals(Standing.PARTICIPANT, find.standing(BRIDGE, BEN));
        assertEquals(Standing.COACH, find.standing(BRIDGE, CLEO));
        assertEquals(Standing.STRANGER, find.standing(BRIDGE, EMIL));
        assertEquals(Standing.NO_PROJECT, find.standing(new ProjectId(99), ANNA));
    }

    private FindProjects find() throws Exception {
        database.empty();
        Tables.fill(database, book.read(0, 100), 100);
        return new FindProjects(database.source());
    }

    private List<ProjectId> ids(UserId viewer, String filter) throws Exception {
        return find().page(viewer, filter, Paging.DEFAULT).items().stream()
                .map(ProjectItem::id)
                .toList();
    }

    private static List<UserId> ids(List<UserItem> people) {
        return people.stream().map(UserItem::id).toList();
    }
}
