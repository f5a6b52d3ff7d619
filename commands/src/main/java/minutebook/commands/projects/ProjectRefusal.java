package minutebook.commands.projects;

import minutebook.commands.Refusal;
import org.jspecify.annotations.Nullable;

/** Why something asked of a project is refused. */
public enum ProjectRefusal implements Refusal {
    PROJECT_NOT_FOUND(Kind.NOT_FOUND, null, "Project Not Found"),
    ONLY_MEMBERS(Kind.FORBIDDEN, null, "You must be a project's member."),
    ONLY_OWNER(Kind.FORBIDDEN, null, "You must be the project's owner."),
    ONLY_OWNER_OR_COACH(Kind.FORBIDDEN, null, "You must be a project's owner or coach."),
    USER_NOT_FOUND(Kind.NOT_FOUND, null, "User Not Found"),
    ALREADY_CREATED(Kind.CONFLICT, null, "The project was created already."),
    CHANGED_SINCE(Kind.STALE, null, "The project has changed since. Get it again."),
    TITLE_TAKEN(Kind.CONFLICT, "title", "The title is already in use."),
    TOO_MANY_MEMBERS(Kind.INVALID, "participants", "A project has at most 500 members."),
    PROJECT_FULL(Kind.INVALID, "participant", "A project has at most 500 members."),
    ALREADY_A_MEMBER(Kind.INVALID, "participant", "The user is a project's member already."),
    OWNER_CANNOT_LEAVE(
            Kind.INVALID, "owner", "The owner cannot leave the project, only hand it over."),
    ALREADY_THE_OWNER(Kind.INVALID, "owner", "The user is the project's owner already."),
    NEW_OWNER_NOT_A_MEMBER(Kind.INVALID, "owner", "A new owner must be a project's member."),
    NOT_A_PARTICIPANT(Kind.INVALID, "coach", "A new coach must be a project's participant."),
    NOT_A_COACH(Kind.INVALID, "coach", "The user must be a project's coach."),
    ONLY_PARTICIPANTS_ARE_REMOVED(
            Kind.INVALID, "participant", "The user must be a project's participant.");

    private final Kind kind;
    private final @Nullable String field;
    private final String text;

    ProjectRefusal(Kind kind, @Nullable String field, String text) {
        this.kind = kind;
        this.field = field;
        this.text = text;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public @Nullable String field() {
        return field;
    }

    @Override
    public String text() {
        return text;
    }
}
