package minutebook.queries.users;

import static minutebook.queries.Cast.ANNA;
import static minutebook.queries.Cast.BEN;
import static minutebook.queries.Cast.CLEO;
import static minutebook.queries.Cast.DORA;
import static minutebook.queries.Cast.EMIL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import minutebook.events.Personal;
import minutebook.events.UserId;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.queries.Cast;
import minutebook.queries.Paging;
import minutebook.queries.PaperBook;
import minutebook.queries.Tables;
import minutebook.queries.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FindUsersIT {
    @RegisterExtension final TestDatabase database = new TestDatabase();
    private FindUsers find;

    @BeforeEach
    void fill() throws Exception {
        var book =
                new PaperBook()
                        .given(Cast.all())
                        .given(new ProfileEdited(ANNA, "anna", "Änne", "100%"))
                        .given(new ProfileEdited(BEN, "ben_1", "Ben", "Back\\slash"));
        Tables.fill(database, book.read(0, 100), 100);
        find = new FindUsers(database.source());
    }

    @Test
    void a_user_item_has_the_keys_of_the_contract() throws Exception {
        assertEquals(
                "{\"id\":2,\"email\":\"ben@example.org\",\"username\":\"ben_1\",\"first_name\":\"Ben\",\"last_name\":\"Back\\\\slash\"}",
                new ObjectMapper().writeValueAsString(find.find(BEN).orElseThrow()));
    }

    @Test
    void a_filter_is_a_part_of_a_name_in_any_case_taken_literally() {
        assertEquals(List.of(ANNA), ids("ÄNN"));
        assertEquals(List.of(ANNA), ids("%"));
        assertEquals(List.of(BEN), ids("_"));
        assertEquals(List.of(BEN), ids("\\S"));
        assertEquals(List.of(CLEO, DORA, EMIL), ids("EXAMPLE"));
        assertEquals(List.of(), ids("example.org"));
        assertEquals(List.of(), ids("annaänne"));
    }

    @Test
    void pages_cut_the_list_and_know_its_length() {
        var second = find.page("", new Paging(2, 2));
        assertEquals(List.of(CLEO, DORA), second.items().stream().map(UserItem::id).toList());
        assertEquals(5, second.total());
        assertEquals(3, second.pages());
        assertEquals(5, find.page("", new Paging(9, 100)).total());
        assertEquals(List.of(), find.page("", new Paging(9, 100)).items());
    }

    @Test
    void those_who_exist_are_found_by_their_ids() {
        assertEquals(Set.of(ANNA, EMIL), find.find(Set.of(ANNA, EMIL, new UserId(99))).keySet());
        assertEquals(Optional.empty(), find.find(new UserId(99)));
    }

    @Test
    void an_erased_person_has_a_number_and_no_more() throws Exception {
        var gone = Personal.ERASED;
        var user = new UserId(6);
        var book =
                new PaperBook()
                        .given(Cast.all())
                        .given(new UserRegistered(user, gone, gone, gone, gone, new UUID(0, 6)))
                        .given(new ProfileEdited(user, gone, gone, gone));
        Tables.fill(database, book.read(5, 100), 1);

        assertEquals(Optional.of(new UserItem(user, "", "erased-6", "", "")), find.find(user));
    }

    private List<UserId> ids(String filter) {
        return find.page(filter, Paging.DEFAULT).items().stream().map(UserItem::id).toList();
    }
}
