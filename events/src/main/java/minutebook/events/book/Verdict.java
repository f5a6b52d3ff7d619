package minutebook.events.book;

import org.jspecify.annotations.Nullable;

/** What a batch decided of one append; told only once the batch is durable. */
record Verdict(Pending pending, @Nullable Appended appended, @Nullable AppendFailure failure) {

    static Verdict of(Pending pending, Batch batch) {
        try {
            return new Verdict(pending, batch.admit(pending), null);
        } catch (AppendFailure failure) {
            return new Verdict(pending, null, failure);
        }
    }

    boolean isYes() {
        return failure == null;
    }

    void tell() {
        if (appended != null) {
            pending.result().complete(appended);
        } else if (failure != null) {
            pending.result().completeExceptionally(failure);
        }
    }
}
