package minutebook.queries.projects;

/** What somebody is in a project. */
public enum Role {
    OWNER(0),
    COACH(1),
    PARTICIPANT(2);

    private final int code;

    Role(int code) {
        this.code = code;
    }

    /** As the tables have it. */
    public int code() {
        return code;
    }

    static Role of(int code) {
        return switch (code) {
            case 0 -> OWNER;
            case 1 -> COACH;
            case 2 -> PARTICIPANT;
            default -> throw new IllegalArgumentException("No role has the code " + code);
        };
    }
}
