package minutebook.commands;

import org.jspecify.annotations.Nullable;

/** Refuses a command that others came before, whatever it is about. */
enum Conflict implements Refusal {
    OVERTAKEN("Others changed the same at the same moment. Try again."),
    KEY_OF_ANOTHER("This Idempotency-Key was used for another body.");

    private final String text;

    Conflict(String text) {
        this.text = text;
    }

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }

    @Override
    public @Nullable String field() {
        return null;
    }

    @Override
    public String text() {
        return text;
    }
}
