package minutebook.commands.users;

import java.util.Optional;
import java.util.Set;
import minutebook.commands.Actors;
import minutebook.commands.Folded;
import minutebook.commands.States;
import minutebook.commands.users.User.Erased;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.User.Unregistered;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.book.RecordedEvent;
import minutebook.events.users.UserEvent;

/**
 * The users as the book has them. Those used last are remembered by this node; the others are read,
 * which blocks. Thread-safe.
 */
public final class Users implements Actors {
    private static final int REMEMBERED_MAX = 50_000;

    private final States<User> states;

    public Users(Book book) {
        this.states =
                States.of(book::readStream, new UserDecider(), UserEvent.class, REMEMBERED_MAX);
    }

    /**
     * The user as this node knows them: at once, but what another node wrote last may be missing.
     * That there is no such user is certain; an erased one is none.
     */
    public Optional<Registered> find(UserId user) {
        return registered(states.known(StreamId.of(user)));
    }

    /** The same, only if this node remembers them. Never reads. */
    public Optional<Registered> remembered(UserId user) {
        return states.remembered(StreamId.of(user)).flatMap(Users::registered);
    }

    /** The user as the book has them at this moment: always reads. Logging in wants this. */
    public Optional<Registered> findLatest(UserId user) {
        return registered(states.latest(StreamId.of(user)));
    }

    public boolean isKnown(UserId user) {
        return find(user).isPresent();
    }

    /** Somebody whom a command names. */
    public Person person(UserId user) {
        return new Person(user, isKnown(user));
    }

    @Override
    public Standing standing(UserId actor, boolean latest) {
        StreamId stream = StreamId.of(actor);
        Folded<User> user = latest ? states.latest(stream) : states.known(stream);
        return switch (user.state()) {
            case Registered it when it.archived() ->
                    new Standing(user.version(), UserRefusal.ARCHIVED, it.roles(), true, false);
            case Registered it -> new Standing(user.version(), null, it.roles(), false, false);
            case Unregistered _ ->
                    new Standing(user.version(), UserRefusal.NO_SUCH_USER, Set.of(), false, false);
            case Erased _ ->
                    new Standing(user.version(), UserRefusal.NO_SUCH_USER, Set.of(), false, true);
        };
    }

    /** What another node wrote is known here from now on: see {@link States#heard}. */
    public void heard(RecordedEvent recorded) {
        if (recorded.event() instanceof UserEvent) {
            states.heard(recorded);
        }
    }

    /** What commands about users are decided on. */
    public States<User> states() {
        return states;
    }

    private static Optional<Registered> registered(Folded<User> user) {
        return switch (user.state()) {
            case Registered it -> Optional.of(it);
            case Unregistered _, Erased _ -> Optional.empty();
        };
    }
}
