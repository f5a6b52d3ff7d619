package minutebook.web.audit.replay;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.BookEntries;
import minutebook.events.book.BookEntries.Page;
import minutebook.events.book.BookEntry;
import minutebook.events.book.EntryFilter;
import minutebook.events.book.EntryRange;
import minutebook.events.book.Moment;
import minutebook.events.book.Naming;
import minutebook.events.book.RecordedEvent;
import minutebook.queries.users.UserItem;
import org.jspecify.annotations.Nullable;

/**
 * What the book says of one thing up to a point, read piece by piece and folded. Thread-safe;
 * blocks.
 */
final class Past {
    private static final int PIECE = 500;
    private static final int MOMENTS_AT_ONCE = 2_000;

    private final BookEntries entries;

    Past(BookEntries entries) {
        this.entries = entries;
    }

    BookEntries entries() {
        return entries;
    }

    /** All of a stream above one position up to another, one after the other. */
    void read(StreamId stream, long after, long upTo, Consumer<RecordedEvent> reader) {
        for (EntryRange left = EntryRange.after(after, upTo); !left.isOver(); ) {
            Page page = entries.page(of(stream), left, PIECE);
            page.entries().forEach(it -> reader.accept(it.recorded()));
            left = EntryRange.after(page.looked(), upTo);
        }
    }

    static EntryFilter of(StreamId stream) {
        return new EntryFilter(stream, null, null, null, null);
    }

    private interface Step<S> {
        S after(@Nullable S before, RecordedEvent recorded);
    }

    /** Empty: there was no event yet. */
    private <S> Optional<S> fold(StreamId stream, long upTo, Step<S> step) {
        var state = new AtomicReference<@Nullable S>();
        read(stream, 0, upTo, it -> state.set(step.after(state.get(), it)));
        return Optional.ofNullable(state.get());
    }

    /** The project when the book was so long; empty: it was not there. */
    Optional<ProjectThen> findProject(ProjectId project, long position) {
        return fold(StreamId.of(project), position, ProjectThen::after);
    }

    ProjectThen project(ProjectId project, Point point) throws NotThere {
        Optional<ProjectThen> found = findProject(project, point.position());
        if (found.isEmpty()) {
            throw notThere("Project", "created", StreamId.of(project), point);
        }
        return found.get();
    }

    UserThen user(UserId user, Point point) throws NotThere {
        Optional<UserThen> found = fold(StreamId.of(user), point.position(), UserThen::after);
        if (found.isEmpty()) {
            throw notThere("User", "registered", StreamId.of(user), point);
        }
        return found.get();
    }

    private NotThere notThere(String kind, String begun, StreamId stream, Point point) {
        Page first = entries.page(of(stream), EntryRange.after(0, entries.head()), 1);
        if (first.entries().isEmpty()) {
            return new NotThere(kind + " Not Found");
        }
        BookEntry entry = first.entries().getFirst();
        return new NotThere(
                "%s Not Found: not yet at position %d; %s at %s."
                        .formatted(
                                kind,
                                point.position(),
                                begun,
                                new Point(entry.position(), entry.row().recordedAt())));
    }

    /** What people were called at these moments; who was not there yet has no names. */
    Function<UserId, UserItem> namesAt(long position, Collection<UserId> users) {
        Map<Moment, UserItem> names =
                names(users.stream().map(it -> new Moment(it, position)).toList());
        return user -> names.getOrDefault(new Moment(user, position), unknown(user));
    }

    Map<Moment, UserItem> names(Collection<Moment> moments) {
        var all = List.copyOf(Set.copyOf(moments));
        var names = new HashMap<Moment, UserItem>();
        for (int i = 0; i < all.size(); i += MOMENTS_AT_ONCE) {
            List<Moment> some = all.subList(i, Math.min(i + MOMENTS_AT_ONCE, all.size()));
            entries.namings(some).forEach((moment, naming) -> names.put(moment, item(naming)));
        }
        return names;
    }

    private static UserItem item(Naming naming) {
        UserItem first = UserItem.registered(naming.registered());
        return naming.edited() == null ? first : first.edited(naming.edited());
    }

    /** Named by their number alone: a whole book has none of them. */
    static UserItem unknown(UserId user) {
        return new UserItem(user, "", "unknown-" + user, "", "");
    }
}
