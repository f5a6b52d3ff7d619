package minutebook.web.audit.replay;

/** A point was asked for that the book has not. */
public final class NoSuchPoint extends Exception {
    private final String allowed;

    NoSuchPoint(String allowed) {
        super(null, null, false, false);
        this.allowed = allowed;
    }

    /** What would be one: the end of a sentence that begins with "… must be". */
    public String allowed() {
        return allowed;
    }
}
