package minutebook.web;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What the operator typed: {@code replay [--until <position|time>] --project <id>}, or {@code
 * --room <id>}, {@code --user <id>}, or {@code --into <schema>}.
 *
 * @param until empty: now
 */
record ReplayWish(Optional<String> until, What what) {
    static final String USAGE =
            "--until <position|time>, and one of --project <id>, --room <id>, --user <id>, --into <schema>";

    /** What is to be shown. */
    sealed interface What {
        record OfProject(ProjectId project) implements What {}

        record OfRoom(ProjectId project) implements What {}

        record OfUser(UserId user) implements What {}

        /** All read models, for SQL, in a schema of this name. */
        record AsSchema(String name) implements What {}
    }

    static boolean isOne(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("replay");
    }

    /**
     * Reads them.
     *
     * @throws WrongArguments naming the first that is
     */
    static ReplayWish of(String... arguments) {
        Optional<String> until = Optional.empty();
        @Nullable What what = null;
        Iterator<String> rest = Arrays.stream(arguments).skip(1).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--until" -> until = Optional.of(value(option, rest));
                case "--project" -> what = only(what, new What.OfProject(project(option, rest)));
                case "--room" -> what = only(what, new What.OfRoom(project(option, rest)));
                case "--user" -> what = only(what, new What.OfUser(user(option, rest)));
                case "--into" -> what = only(what, new What.AsSchema(value(option, rest)));
                default ->
                        throw new WrongArguments(
                                "'%s' is not understood: it is %s.".formatted(option, USAGE));
            }
        }
        if (what == null) {
            throw new WrongArguments("What is to be shown? It is %s.".formatted(USAGE));
        }
        return new ReplayWish(until, what);
    }

    private static What only(@Nullable What before, What now) {
        if (before != null) {
            throw new WrongArguments("Only one can be shown at once: it is %s.".formatted(USAGE));
        }
        return now;
    }

    private static ProjectId project(String option, Iterator<String> rest) {
        return new ProjectId(number(option, rest));
    }

    private static UserId user(String option, Iterator<String> rest) {
        return new UserId(number(option, rest));
    }

    private static long number(String option, Iterator<String> rest) {
        String text = value(option, rest);
        // At most 18 digits: then it is a long.
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new WrongArguments(
                    "%s '%s' is no id: it is a whole number from 1 on.".formatted(option, text));
        }
        return Long.parseLong(text);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new WrongArguments("%s has nothing behind it.".formatted(option));
        }
        return rest.next();
    }
}
