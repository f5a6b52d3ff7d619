package minutebook.queries.projects;

/** How somebody stands to a project. */
public enum Standing {
    /** There is no such project (any more). */
    NO_PROJECT,
    STRANGER,
    OWNER,
    COACH,
    PARTICIPANT;

    public boolean isMember() {
        return this == OWNER || this == COACH || this == PARTICIPANT;
    }

    static Standing of(Role role) {
        return switch (role) {
            case OWNER -> OWNER;
            case COACH -> COACH;
            case PARTICIPANT -> PARTICIPANT;
        };
    }
}
