package minutebook.web.start;

/**
 * A reason not to start, told to the person at the terminal: one line that says what is wrong and
 * what to do. It carries no stack trace to the terminal and never a password.
 */
public final class CannotStart extends RuntimeException {

    private final String line;

    public CannotStart(String line) {
        super(line);
        this.line = line;
    }

    public CannotStart(String line, Throwable cause) {
        super(line, cause);
        this.line = line;
    }

    /** The line itself. */
    public String line() {
        return line;
    }
}
