package minutebook.web.audit.replay;

/** What was asked for is not in the book, or was not yet at that point; the message says which. */
public final class NotThere extends Exception {
    NotThere(String sentence) {
        super(sentence, null, false, false);
    }

    /** A sentence for people. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
