package minutebook.queries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.events.notifications.InboxEvent.NotificationsRead;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.CoachWithdrawn;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectHandedOver;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.events.users.Role;
import minutebook.events.users.SessionEvent.SessionContinued;
import minutebook.events.users.SessionEvent.SessionEnded;
import minutebook.events.users.SessionEvent.SessionOpened;
import minutebook.events.users.UserEvent.EmailVerified;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.PasswordReset;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.RoleGranted;
import minutebook.events.users.UserEvent.RoleRevoked;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.events.users.UserEvent.UserUnarchived;

/** Writes what could have happened, by chance, but as the rules allow it. */
final class RandomHistory {
    private final Random chance;
    private final PaperBook book;
    private final List<UserId> users = new ArrayList<>();
    private final Map<ProjectId, Board> boards = new HashMap<>();
    private int projects;
    private long registered;

    private record Board(List<UserId> owner, List<UserId> coaches, List<UserId> participants) {}

    RandomHistory(long seed, PaperBook book) {
        this.chance = new Random(seed);
        this.book = book;
    }

    void write(int steps) {
        for (int i = 0; i < 4; i++) {
            register();
        }
        for (int i = 0; i < steps; i++) {
            switch (chance.nextInt(20)) {
                case 0 -> register();
                case 1 -> book.given(new ProfileEdited(any(users), "u" + i, "First", "Last " + i));
                case 2, 3 -> create();
                case 4, 5 -> session();
                case 6 -> account();
                case 7 -> book.given(new NotificationsRead(any(users), i + 1));
                case 8 -> {
                    if (users.size() > 4 && chance.nextInt(3) == 0) {
                        erase(any(users));
                    }
                }
                default -> inProject(i);
            }
        }
    }

    private void register() {
        var user = new UserId(++registered);
        book.given(Cast.registered(user, "user" + user));
        users.add(user);
    }

    private void create() {
        var project = new ProjectId(++projects);
        var others = new ArrayList<>(users);
        UserId owner = others.remove(chance.nextInt(others.size()));
        int coaches = chance.nextInt(others.size() + 1);
        var board =
                new Board(
                        new ArrayList<>(List.of(owner)),
                        new ArrayList<>(others.subList(0, coaches)),
                        new ArrayList<>(others.subList(coaches, others.size())));
        boards.put(project, board);
        book.given(
                owner,
                new ProjectCreated(
                        project,
                        owner,
                        "P" + project,
                        List.copyOf(board.coaches()),
                        List.copyOf(board.participants())));
    }

    private void session() {
        UserId user = any(users);
        var session = new UUID(1, chance.nextInt(6));
        book.given(
                user,
                switch (chance.nextInt(4)) {
                    case 0 -> new SessionOpened(session, user);
                    case 1 -> new SessionContinued(session, user);
                    case 2 -> new SessionEnded(session, user);
                    default -> new PasswordChanged(user, new UUID(2, 2), session);
                });
    }

    private void account() {
        UserId user = any(users);
        book.given(
                switch (chance.nextInt(6)) {
                    case 0 -> new PasswordReset(user, new UUID(2, 3), new UUID(3, 1));
                    case 1 -> new UserArchived(user);
                    case 2 -> new UserUnarchived(user);
                    case 3 -> new RoleGranted(user, any(List.of(Role.values())));
                    case 4 -> new RoleRevoked(user, Role.ADMIN);
                    default -> new EmailVerified(user);
                });
    }

    /** Their projects go with them, or go on without them. */
    private void erase(UserId user) {
        users.remove(user);
        book.given(user, new UserErased(user));
        for (ProjectId project : List.copyOf(boards.keySet())) {
            Board board = Objects.requireNonNull(boards.get(project));
            if (board.owner().contains(user)) {
                boards.remove(project);
                book.given(user, new ProjectDeleted(project));
            } else if (board.coaches().remove(user) || board.participants().remove(user)) {
                book.given(user, new MemberLeft(project, user));
            }
        }
    }

    private void inProject(int step) {
        if (boards.isEmpty()) {
            return;
        }
        ProjectId project = any(List.copyOf(boards.keySet()));
        Board board = Objects.requireNonNull(boards.get(project));
        UserId owner = board.owner().getFirst();
        switch (chance.nextInt(9)) {
            case 0 -> book.given(owner, new ProjectRenamed(project, "Title " + step));
            case 1 -> invite(project, board);
            case 2 ->
                    move(board.coaches(), List.of())
                            .ifPresent(
                                    user -> {
                                        book.given(user, new MemberLeft(project, user));
                                    });
            case 3 ->
                    move(board.participants(), board.coaches())
                            .ifPresent(
                                    user -> {
                                        book.given(owner, new CoachDesignated(project, user));
                                    });
            case 4 ->
                    move(board.coaches(), board.participants())
                            .ifPresent(
                                    user -> {
                                        book.given(owner, new CoachWithdrawn(project, user));
                                    });
            case 5 ->
                    move(board.participants(), List.of())
                            .ifPresent(
                                    user -> {
                                        book.given(owner, new ParticipantRemoved(project, user));
                                    });
            case 6 ->
                    move(board.participants(), List.of())
                            .ifPresent(
                                    user -> {
                                        board.coaches().add(owner);
                                        board.owner().set(0, user);
                                        book.given(owner, new ProjectHandedOver(project, user));
                                    });
            case 7 -> {
                if (chance.nextInt(4) == 0) {
                    boards.remove(project);
                    book.given(owner, new ProjectDeleted(project));
                }
            }
            default -> speak(project, owner, step);
        }
    }

    private void invite(ProjectId project, Board board) {
        var strangers = new ArrayList<>(users);
        strangers.removeAll(board.owner());
        strangers.removeAll(board.coaches());
        strangers.removeAll(board.participants());
        if (!strangers.isEmpty()) {
            UserId user = any(strangers);
            board.participants().add(user);
            book.given(board.owner().getFirst(), new ParticipantInvited(project, user));
        }
    }

    private void speak(ProjectId project, UserId sender, int step) {
        UserId receiver = chance.nextBoolean() ? null : any(users);
        StoredFile file = chance.nextBoolean() ? null : new StoredFile("f".repeat(64), "", step);
        String name = file == null ? null : "plan.pdf";
        book.given(
                sender, new MessageSent(project, sender, receiver, "m" + step, name, file, null));
    }

    /** Takes one by chance, gives them to others if there is such a list; empty: there is none. */
    private Optional<UserId> move(List<UserId> from, List<UserId> to) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        UserId user = from.remove(chance.nextInt(from.size()));
        if (to instanceof ArrayList<UserId> list) {
            list.add(user);
        }
        return Optional.of(user);
    }

    private <T> T any(List<T> some) {
        return some.get(chance.nextInt(some.size()));
    }
}
