package minutebook.web.live.state;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import org.jspecify.annotations.Nullable;

/** A step at which it is somebody's turn: by their tab, through a node. */
record Turn(History history, Tab tab, Step step) {

    Turn by(Tab other) {
        return new Turn(history, other, step);
    }

    long me() {
        return tab.person().id();
    }

    /** Through the node of this turn. */
    TestUser user() {
        return tab.at(history.node(step.node()));
    }

    /** One of the projects that the tab shows. */
    Optional<Shown> project(Predicate<Shown> which) {
        List<Shown> those = tab.screen().projects().stream().filter(which).toList();
        return those.isEmpty() ? Optional.empty() : Optional.of(Step.pick(those, step.which()));
    }

    Optional<Long> oneOf(List<Long> people) {
        return people.isEmpty() ? Optional.empty() : Optional.of(Step.pick(people, step.whom()));
    }

    /** The answer, if it was done. */
    Optional<Reply> command(String method, String path, @Nullable String body) {
        return history.command(this, method, path, body);
    }

    /** What the answer tells whoever did it, in all their tabs. */
    void did(Reply reply, Consumer<Screen> what) {
        tab.person().did(History.position(reply), what);
    }

    void note(String what) {
        history.note(tab + what);
    }
}
