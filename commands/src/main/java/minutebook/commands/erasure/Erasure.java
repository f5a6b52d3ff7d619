package minutebook.commands.erasure;

import static minutebook.commands.Decision.accept;
import static minutebook.commands.Decision.nothingToDo;
import static minutebook.commands.Decision.refuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minutebook.commands.Decision;
import minutebook.commands.Folded;
import minutebook.commands.Matter;
import minutebook.commands.People;
import minutebook.commands.States;
import minutebook.commands.erasure.EraseUser.EraseAgain;
import minutebook.commands.erasure.EraseUser.EraseAnother;
import minutebook.commands.projects.Project;
import minutebook.commands.users.User;
import minutebook.commands.users.User.Erased;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.User.Unregistered;
import minutebook.commands.users.UserRefusal;
import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.Append.NotJoined;
import minutebook.events.book.ClaimKeys;
import minutebook.events.users.Role;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.UserErased;
import org.jspecify.annotations.Nullable;

/**
 * One erasure on its way: a decision on the person and on each of their projects, written as one.
 * First comes that they are erased, so that what is told of the rest names nobody. For one thread.
 */
final class Erasure implements Matter<User, UserEvent> {
    private final EraseUser wish;
    private final Memberships memberships;
    private final States<Project> projects;
    private final ClaimKeys keys;
    private Parting parting;
    private @Nullable NotJoined notJoined;

    Erasure(EraseUser wish, Memberships memberships, States<Project> projects, ClaimKeys keys) {
        this.wish = wish;
        this.memberships = memberships;
        this.projects = projects;
        this.keys = keys;
        this.parting = new Parting(wish.user(), wish instanceof EraseAgain);
    }

    @Override
    public @Nullable UserId actor() {
        return wish.by();
    }

    @Override
    public StreamId subject() {
        return StreamId.of(wish.user());
    }

    /**
     * Looks at the projects anew each time: so rare a wish is not decided on what is remembered.
     */
    @Override
    public Decision<UserEvent> decide(Folded<User> subject, People people) {
        if (wish instanceof EraseAnother it && !people.standing(it.by()).has(Role.ADMIN)) {
            return refuse(UserRefusal.ONLY_ADMINS);
        }
        return switch (subject.state()) {
            case Unregistered _ -> refuse(UserRefusal.USER_NOT_FOUND);
            case Erased _ -> nothingToDo();
            case Registered it
                    when wish instanceof EraseAnother other && it.id().equals(other.by()) ->
                    refuse(UserRefusal.NOT_ON_ONESELF);
            case Registered _ -> decideOnProjects();
        };
    }

    private Decision<UserEvent> decideOnProjects() {
        parting = new Parting(wish.user(), wish instanceof EraseAgain);
        Memberships.Found found = memberships.of(wish.user());
        found.projects().forEach(id -> parting.from(id, projects.latest(StreamId.of(id))));
        notJoined = new NotJoined(wish.user(), found.position());
        return parting.shared().isEmpty()
                ? accept(new UserErased(wish.user()))
                : refuse(new OwnsSharedProjects(parting.shared()));
    }

    @Override
    public List<? extends Event> alongside() {
        return parting.events();
    }

    @Override
    public Map<StreamId, Long> others() {
        return parting.seen();
    }

    @Override
    public @Nullable NotJoined notJoined() {
        return notJoined;
    }

    /** Somebody else may have the mail and the name from now on, and the titles. */
    @Override
    public List<Claim> releases(User before, List<UserEvent> events) {
        var claims = new ArrayList<Claim>();
        if (before instanceof Registered user) {
            claims.add(new Claim(keys.email(user.email()), subject()));
            claims.add(new Claim(keys.username(user.username()), subject()));
        }
        parting.deleted()
                .forEach((project, title) -> claims.add(new Claim(keys.title(title), project)));
        return claims;
    }
}
