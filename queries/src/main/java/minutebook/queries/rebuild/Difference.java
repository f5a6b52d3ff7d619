package minutebook.queries.rebuild;

import org.jspecify.annotations.Nullable;

/**
 * Where a read model is not what follows from the book: the first row of a table, in the order of
 * its key.
 *
 * @param key the columns of the key and their values, {@code (project, member) = (5,7)}
 * @param inUse the row as it is; null: there is none
 * @param folded the row as the book has it; null: there is none
 */
public record Difference(
        String readModel,
        String table,
        String key,
        @Nullable String inUse,
        @Nullable String folded) {

    /** For people, in one line. */
    public String sentence() {
        String where = "%s, table %s, %s: ".formatted(readModel, table, key);
        if (inUse == null) {
            return where + "the row is missing; the book says " + folded;
        }
        return folded == null
                ? where + "there is a row that does not follow from the book: " + inUse
                : where + "the row is " + inUse + ", but the book says " + folded;
    }
}
