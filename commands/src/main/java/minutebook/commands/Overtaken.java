package minutebook.commands;

import org.jspecify.annotations.Nullable;

/** Refuses a command that others were faster than, again and again. */
enum Overtaken implements Refusal {
    BY_OTHERS;

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
        return "Others changed the same at the same moment. Please try again.";
    }
}
