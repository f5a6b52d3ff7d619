package minutebook.web.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Append;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.ClaimKeys;
import minutebook.events.book.CommandId;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.notifications.InboxEvent.NotificationsRead;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.CoachWithdrawn;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.events.users.SessionEvent.SessionContinued;
import minutebook.events.users.SessionEvent.SessionEnded;
import minutebook.events.users.SessionEvent.SessionOpened;

/**
 * What happens in one project, one command after the other, each as the rules would allow it:
 * mostly talk, now and then somebody comes, goes, renames it, reads what they were told, or logs
 * in. For one thread.
 */
final class Story {
    private static final int MEMBERS_MAX = 25;
    private static final int SAID_AT_ONCE_MAX = 8;
    private static final String[] WORDS =
            "the bridge is long and we meet at noon to talk of steel rivers costs plans 議事録 größer pier"
                    .split(" ");

    private final ProjectId project;
    private final ClaimKeys claims;
    private final List<UserId> crowd;
    private final Random random;
    private final List<UserId> coaches = new ArrayList<>();
    private final List<UserId> participants = new ArrayList<>();
    private final UserId owner;
    private String title;
    private int renamed;

    /** {@code random}: this story's own. */
    Story(ProjectId project, ClaimKeys claims, List<UserId> crowd, Random random) {
        this.project = project;
        this.claims = claims;
        this.crowd = crowd;
        this.random = random;
        this.owner = any(crowd);
        this.title = "Project " + project;
    }

    /** How it begins. */
    Append begin() {
        for (int i = random.nextInt(3, MEMBERS_MAX / 2); i > 0; i--) {
            UserId somebody = any(crowd);
            if (!isMember(somebody)) {
                (i % 5 == 0 ? coaches : participants).add(somebody);
            }
        }
        var created = new ProjectCreated(project, owner, title, coaches, participants);
        return append(owner, List.of(created), List.of(claim(title)), List.of());
    }

    /** How it goes on. {@code head}: a position that the book has. */
    Append next(long head) {
        return switch (random.nextInt(20)) {
            case 0 -> rename();
            case 1, 2 -> comeOrGo();
            case 3 -> {
                UserId reader = any(members());
                yield append(reader, List.of(new NotificationsRead(reader, head)));
            }
            case 4 -> {
                UserId user = any(members());
                UUID session = UUID.randomUUID();
                yield append(
                        user,
                        List.of(
                                new SessionOpened(session, user),
                                new SessionContinued(session, user),
                                new SessionEnded(session, user)));
            }
            default -> talk();
        };
    }

    private Append talk() {
        UserId sender = any(members());
        var said = new ArrayList<Event>();
        for (int i = random.nextInt(1, SAID_AT_ONCE_MAX); i > 0; i--) {
            boolean isPrivate =
                    (sender.equals(owner) || coaches.contains(sender)) && random.nextInt(8) == 0;
            said.add(
                    new MessageSent(
                            project,
                            sender,
                            isPrivate ? any(members()) : null,
                            text(),
                            null,
                            null,
                            null));
        }
        return append(sender, said);
    }

    private Append rename() {
        String before = title;
        title = "Project %s, the %d.".formatted(project, ++renamed);
        return append(
                owner,
                List.of(new ProjectRenamed(project, title)),
                List.of(claim(title)),
                List.of(claim(before)));
    }

    private Append comeOrGo() {
        UserId somebody = any(crowd);
        if (!isMember(somebody) && participants.size() < MEMBERS_MAX) {
            participants.add(somebody);
            return append(owner, List.of(new ParticipantInvited(project, somebody)));
        }
        if (!coaches.isEmpty() && random.nextInt(3) == 0) {
            UserId coach = coaches.removeLast();
            participants.add(coach);
            return append(owner, List.of(new CoachWithdrawn(project, coach)));
        }
        if (participants.isEmpty()) {
            return talk();
        }
        UserId one = participants.removeFirst();
        return switch (random.nextInt(3)) {
            case 0 -> {
                coaches.add(one);
                yield append(owner, List.of(new CoachDesignated(project, one)));
            }
            case 1 -> append(one, List.of(new MemberLeft(project, one)));
            default -> append(owner, List.of(new ParticipantRemoved(project, one)));
        };
    }

    private boolean isMember(UserId user) {
        return user.equals(owner) || coaches.contains(user) || participants.contains(user);
    }

    private List<UserId> members() {
        var members = new ArrayList<UserId>(coaches);
        members.addAll(participants);
        members.add(owner);
        return members;
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(2, 25); i > 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(i == 1 ? "." : " ");
        }
        return text.toString();
    }

    private Claim claim(String of) {
        return new Claim(claims.title(of), StreamId.of(project));
    }

    private UserId any(List<UserId> people) {
        return people.get(random.nextInt(people.size()));
    }

    private static Append append(UserId actor, List<? extends Event> events) {
        return append(actor, events, List.of(), List.of());
    }

    private static Append append(
            UserId actor, List<? extends Event> events, List<Claim> taken, List<Claim> released) {
        return new Append(CommandId.fresh(), actor, List.copyOf(events), Map.of(), taken, released);
    }
}
