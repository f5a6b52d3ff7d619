package minutebook.web.audit.replay;

import java.util.List;
import java.util.function.Function;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.events.users.Role;
import minutebook.queries.users.UserItem;
import minutebook.web.audit.replay.History.Told;
import minutebook.web.audit.replay.ProjectThen.Membership;
import minutebook.web.audit.replay.ProjectThen.Part;
import minutebook.web.audit.replay.Readers.Reader;
import minutebook.web.audit.replay.Room.Said;
import minutebook.web.audit.replay.Room.Seen;
import org.jspecify.annotations.Nullable;

/** What replays look like on the wire. Each says first as of which point it is. */
final class Views {
    private Views() {}

    record Member(UserItem user, Point.View since, Point.View joined) {}

    record Project(
            Point.View asOf,
            ProjectId id,
            String title,
            Point.View created,
            @Nullable UserItem creator,
            Point.@Nullable View deleted,
            Member owner,
            List<Member> coaches,
            List<Member> participants) {

        static Project of(ProjectThen it, Point point, Function<UserId, UserItem> names) {
            return new Project(
                    point.view(),
                    it.id(),
                    it.title(),
                    it.created().view(),
                    it.creator() == null ? null : names.apply(it.creator()),
                    it.deleted() == null ? null : it.deleted().view(),
                    members(it, Part.OWNER, names).getFirst(),
                    members(it, Part.COACH, names),
                    members(it, Part.PARTICIPANT, names));
        }

        private static List<Member> members(
                ProjectThen project, Part part, Function<UserId, UserItem> names) {
            return project.those(part).stream()
                    .map(
                            it ->
                                    new Member(
                                            names.apply(it.user()),
                                            it.since().view(),
                                            it.joined().view()))
                    .toList();
        }
    }

    record ProjectOfUser(
            ProjectId id, String title, String part, Point.View since, Point.View joined) {
        static ProjectOfUser of(Memberships.Found found) {
            Membership it = found.membership();
            return new ProjectOfUser(
                    found.project().id(),
                    found.project().title(),
                    it.part().text(),
                    it.since().view(),
                    it.joined().view());
        }
    }

    /** {@code next}: where more projects may be. */
    record User(
            Point.View asOf,
            UserItem user,
            List<String> roles,
            boolean archived,
            boolean verified,
            Point.View registered,
            Point.@Nullable View erased,
            List<ProjectOfUser> projects,
            boolean hasNext,
            String next) {

        static User of(UserThen it, Point point, Memberships.Some some, String next) {
            return new User(
                    point.view(),
                    it.names(),
                    it.roles().stream().map(Role::text).sorted().toList(),
                    it.archived(),
                    it.verified(),
                    it.registered().view(),
                    it.erased() == null ? null : it.erased().view(),
                    some.projects().stream().map(ProjectOfUser::of).toList(),
                    some.looked() < point.position(),
                    next);
        }
    }

    record File(String name, long size, String mediaType, String sha256) {}

    record Message(
            long id,
            String recordedAt,
            UserItem sender,
            @Nullable UserItem receiver,
            @Nullable String content,
            @Nullable File file) {

        static Message of(Said said) {
            var it = said.message();
            return new Message(
                    said.point().position(),
                    said.point().view().recordedAt(),
                    said.sender(),
                    said.receiver(),
                    it.content(),
                    file(it.fileName(), it.file()));
        }

        private static @Nullable File file(@Nullable String name, @Nullable StoredFile file) {
            return file == null
                    ? null
                    : new File(String.valueOf(name), file.size(), file.mediaType(), file.sha256());
        }
    }

    /** Newest first: {@code next} is older. */
    record RoomPage(
            Point.View asOf,
            boolean hasNext,
            boolean hasPrev,
            String next,
            String prev,
            List<Message> data) {}

    record Sentence(
            long position,
            String recordedAt,
            String type,
            @Nullable UserItem actor,
            String sentence) {
        static Sentence of(Told it) {
            return new Sentence(
                    it.point().position(),
                    it.point().view().recordedAt(),
                    it.type(),
                    it.actor(),
                    it.sentence());
        }
    }

    /** Oldest first: {@code next} is newer. */
    record HistoryPage(
            Point.View asOf,
            boolean hasNext,
            boolean hasPrev,
            String next,
            String prev,
            List<Sentence> data) {}

    record Span(Point.View from, Point.@Nullable View until) {
        static Span of(Readers.Span it) {
            return new Span(it.from().view(), it.until() == null ? null : it.until().view());
        }
    }

    /** {@code sees}: whether they still could at the point that is shown. */
    record ReaderOf(UserItem user, String reason, boolean sees, List<Span> spans) {
        static ReaderOf of(Reader it, Function<UserId, UserItem> names) {
            return new ReaderOf(
                    names.apply(it.user()),
                    it.reason().text(),
                    it.sees(),
                    it.spans().stream().map(Span::of).toList());
        }
    }

    /** By the numbers of users; {@code next}: where more of them are. */
    record ReadersPage(
            Point.View asOf,
            long message,
            ProjectId project,
            Point.View sent,
            boolean isPrivate,
            boolean hasNext,
            String next,
            List<ReaderOf> data) {

        static ReadersPage of(
                Seen seen, Point point, Function<UserId, UserItem> names, String next) {
            return new ReadersPage(
                    point.view(),
                    seen.sent().position(),
                    seen.message().project(),
                    seen.sent().view(),
                    seen.message().receiver() != null,
                    seen.more(),
                    next,
                    seen.readers().stream().map(it -> ReaderOf.of(it, names)).toList());
        }
    }
}
