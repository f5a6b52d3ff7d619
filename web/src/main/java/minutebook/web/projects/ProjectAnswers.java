package minutebook.web.projects;

import io.helidon.dbclient.DbClientException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import minutebook.commands.projects.Project.Open;
import minutebook.commands.projects.ProjectRefusal;
import minutebook.commands.projects.Projects;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.Users;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.users.Role;
import minutebook.queries.DatabaseAway;
import minutebook.queries.projects.FindProjects;
import minutebook.queries.projects.ProjectItem;
import minutebook.queries.projects.Standing;
import minutebook.queries.users.UserItem;
import minutebook.web.http.Problems;
import minutebook.web.users.UserItems;

/** A project as its members see it. */
public final class ProjectAnswers {
    private static final System.Logger LOG = System.getLogger(ProjectAnswers.class.getName());

    private final FindProjects find;
    private final Projects projects;
    private final Users users;

    public ProjectAnswers(FindProjects find, Projects projects, Users users) {
        this.find = find;
        this.projects = projects;
        this.users = users;
    }

    /** For a query: 404 and 403 as the contract has them. */
    ProjectItem forMember(ProjectId project, UserId viewer) {
        requireMember(project, viewer);
        return find.find(project).orElseThrow(() -> Problems.of(ProjectRefusal.PROJECT_NOT_FOUND));
    }

    /** Throws 404 if there is no such project, 403 if the viewer is not in it. */
    public void requireMember(ProjectId project, UserId viewer) {
        require(project, viewer, Standing.PARTICIPANT);
    }

    /**
     * Throws 404 if there is no such project, 403 if the viewer is less than {@code least} in it.
     */
    void require(ProjectId project, UserId viewer, Standing least) {
        Standing standing = find.standing(project, viewer);
        if (standing == Standing.NO_PROJECT) {
            throw Problems.of(ProjectRefusal.PROJECT_NOT_FOUND);
        } else if (!standing.isMember()) {
            throw Problems.of(ProjectRefusal.ONLY_MEMBERS);
        } else if (least == Standing.OWNER && standing != Standing.OWNER) {
            throw Problems.of(ProjectRefusal.ONLY_OWNER);
        } else if (least == Standing.COACH && standing == Standing.PARTICIPANT) {
            throw Problems.of(ProjectRefusal.ONLY_OWNER_OR_COACH);
        }
    }

    /** As for the owner; and where the owner is archived, an admin may too. */
    void requireForHandOver(ProjectId project, UserId viewer) {
        boolean forArchived =
                isAdmin(viewer)
                        && projects.findLatest(project)
                                .flatMap(it -> users.findLatest(it.owner()))
                                .filter(Registered::archived)
                                .isPresent();
        if (!forArchived) {
            require(project, viewer, Standing.OWNER);
        }
    }

    /**
     * After a command whose last event is at {@code position}: as the rules remember the project,
     * who have just decided on it; otherwise as the read model has it; and where that is late, or
     * gone, from the book. Throws 404 or 403 if the command was one of long ago, and the project,
     * or who may see it, is another since.
     */
    ProjectItem item(ProjectId project, UserId viewer, long position) {
        ProjectItem item =
                projects.remembered(project, position)
                        .flatMap(it -> assembled(project, it, this::remembered))
                        .or(() -> read(project))
                        .or(
                                () ->
                                        projects.find(project)
                                                .flatMap(
                                                        it ->
                                                                assembled(
                                                                        project,
                                                                        it,
                                                                        this::fromTheBook)))
                        .orElseThrow(() -> Problems.of(ProjectRefusal.PROJECT_NOT_FOUND));
        // An admin hands over projects without being in them.
        if (!item.hasMember(viewer) && !isAdmin(viewer)) {
            throw Problems.of(ProjectRefusal.ONLY_MEMBERS);
        }
        return item;
    }

    private boolean isAdmin(UserId user) {
        return users.findLatest(user).filter(it -> it.has(Role.ADMIN)).isPresent();
    }

    private Optional<ProjectItem> read(ProjectId project) {
        try {
            return find.find(project);
        } catch (DbClientException | DatabaseAway gone) {
            LOG.log(System.Logger.Level.WARNING, "A project could not be read after its command");
            return Optional.empty();
        }
    }

    private Optional<UserItem> remembered(UserId user) {
        return users.remembered(user).map(UserItems::of);
    }

    private Optional<UserItem> fromTheBook(UserId user) {
        return users.find(user).map(UserItems::of).or(() -> Optional.of(UserItem.erased(user)));
    }

    /** Empty: one of its members is not known. */
    private static Optional<ProjectItem> assembled(
            ProjectId id, Open project, Function<UserId, Optional<UserItem>> people) {
        var known = new HashMap<UserId, UserItem>();
        project.everybody()
                .forEach(user -> people.apply(user).ifPresent(it -> known.put(user, it)));
        if (known.size() < project.members()) {
            return Optional.empty();
        }
        return Optional.of(
                new ProjectItem(
                        id,
                        project.title(),
                        Objects.requireNonNull(known.get(project.owner())),
                        items(project.coaches(), known),
                        items(project.participants(), known)));
    }

    private static List<UserItem> items(Collection<UserId> users, Map<UserId, UserItem> known) {
        return users.stream().map(known::get).map(Objects::requireNonNull).toList();
    }
}
