package minutebook.web;

/** What was typed cannot be meant; told in one line to whoever typed it. */
final class WrongArguments extends RuntimeException {
    private final String line;

    WrongArguments(String line) {
        super(line);
        this.line = line;
    }

    String line() {
        return line;
    }
}
