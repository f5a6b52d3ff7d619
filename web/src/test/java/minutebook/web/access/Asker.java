package minutebook.web.access;

/** Everybody who can ask for something, in the order of the table's columns. */
enum Asker {
    /** Without a token. */
    NOBODY,
    /** In no project, with no role. */
    STRANGER,
    PARTICIPANT,
    COACH,
    OWNER,
    /** In no project. */
    ADMIN,
    /** In no project. */
    AUDITOR,
    /** In no project. */
    ANALYST,
    /** With a token of the time before. */
    ARCHIVED;

    boolean isLoggedIn() {
        return this != NOBODY && this != ARCHIVED;
    }
}
