package minutebook.web.audit.replay;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.BookEntries;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.events.users.Role;
import minutebook.queries.users.UserItem;
import minutebook.web.audit.replay.ProjectThen.Part;
import minutebook.web.audit.replay.Room.Said;
import minutebook.web.audit.replay.Slice.Place;

/**
 * Replays as plain text for people, a line each, written piece by piece. Blocks; for one thread.
 */
public final class PlainReplay {
    private static final int PIECE = 100;
    private static final int LAST_MESSAGES = 20;

    private final Past past;
    private final History history;
    private final Room room;
    private final Memberships memberships;
    private final PrintStream out;

    public PlainReplay(BookEntries entries, PrintStream out) {
        this.past = new Past(entries);
        this.history = new History(past);
        this.room = new Room(past);
        this.memberships = new Memberships(past);
        this.out = out;
    }

    /** What it was, who was in it, what happened to it, and what was said last. */
    public void project(ProjectId id, Point point) throws NotThere {
        ProjectThen project = past.project(id, point);
        out.println("As of " + point);
        out.println();
        out.println("Project %s %s".formatted(id, Plain.quoted(project.title())));
        out.println("created at " + project.created());
        if (project.deleted() != null) {
            out.println("deleted at " + project.deleted() + "; before that, it was:");
        }
        out.println();
        members(project, point);
        out.println();
        out.println("What happened:");
        history(id, point);
        out.println();
        out.println("What was said last:");
        Room.Part last =
                room.part(id, new Place(point.position() + 1, false), point, LAST_MESSAGES);
        last.said().forEach(this::message);
        if (last.said().isEmpty()) {
            out.println("nothing");
        }
    }

    private void members(ProjectThen project, Point point) {
        Set<UserId> people = new HashSet<>(project.members().keySet());
        Function<UserId, UserItem> names = past.namesAt(point.position(), people);
        for (Part part : Part.values()) {
            for (ProjectThen.Membership it : project.those(part)) {
                out.println(
                        "%-11s %s, since %s"
                                .formatted(
                                        part.text(),
                                        Plain.person(names.apply(it.user())),
                                        it.since()));
            }
        }
    }

    private void history(ProjectId id, Point point) {
        boolean more = true;
        for (long after = 0; more; ) {
            History.Part part =
                    history.part(id, false, new Place(after, true), point.position(), PIECE);
            for (History.Told it : part.told()) {
                out.println("%s: %s".formatted(it.point(), it.sentence()));
            }
            after = part.slice().highest();
            more = part.slice().hasHigher();
        }
    }

    /** All that was said, oldest first. */
    public void room(ProjectId id, Point point) throws NotThere {
        ProjectThen project = past.project(id, point);
        out.println("As of " + point);
        out.println();
        out.println("The room of project %s %s".formatted(id, Plain.quoted(project.title())));
        boolean more = true;
        for (long after = 0; more; ) {
            Room.Part part = room.part(id, new Place(after, true), point, PIECE);
            part.said().forEach(this::message);
            after = part.slice().highest();
            more = part.slice().hasHigher();
        }
    }

    private void message(Said said) {
        var it = said.message();
        var line = new StringBuilder();
        line.append(said.point()).append(": ").append(Plain.person(said.sender()));
        line.append(
                said.receiver() == null
                        ? " to everybody"
                        : " to %s alone".formatted(Plain.person(said.receiver())));
        if (it.content() != null) {
            line.append(": ").append(Plain.quoted(it.content()));
        }
        StoredFile file = it.file();
        if (file != null) {
            line.append(
                    ", file %s, %d bytes, SHA-256 %s"
                            .formatted(
                                    Plain.quoted(String.valueOf(it.fileName())),
                                    file.size(),
                                    file.sha256()));
        }
        out.println(line);
    }

    /** Who it was, with which roles, and in which projects. */
    public void user(UserId id, Point point) throws NotThere {
        UserThen user = past.user(id, point);
        out.println("As of " + point);
        out.println();
        out.println("User %s %s".formatted(id, Plain.person(user.names())));
        if (!user.names().email().isEmpty()) {
            out.println(
                    "mail %s, %s"
                            .formatted(
                                    Plain.quoted(user.names().email()),
                                    user.verified() ? "verified" : "not verified"));
        }
        out.println("registered at " + user.registered());
        if (user.erased() != null) {
            out.println("erased at " + user.erased());
        }
        if (user.archived()) {
            out.println("archived");
        }
        user.roles().stream().map(Role::text).sorted().forEach(it -> out.println("role " + it));
        out.println();
        out.println("Projects:");
        for (long after = 0; after < point.position(); ) {
            Memberships.Some some = memberships.of(id, point, after, PIECE);
            for (Memberships.Found it : some.projects()) {
                out.println(
                        "project %s %s, as %s, since %s"
                                .formatted(
                                        it.project().id(),
                                        Plain.quoted(it.project().title()),
                                        it.membership().part().text(),
                                        it.membership().since()));
            }
            after = some.looked();
        }
    }
}
