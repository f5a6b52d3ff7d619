package minutebook.web;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What the operator typed: {@code rebuild <read model>|all [--pace <percent>]}.
 *
 * @param models their names, in the order in which they are rebuilt
 * @param pace how much of the time it may work, in percent: the rest is for others
 */
record RebuildWish(List<String> models, int pace) {
    /** Others get the larger part of two processors. */
    private static final int PACE = 50;

    private static final String OUTBOX = "outbox";

    RebuildWish {
        models = List.copyOf(models);
    }

    static boolean isOne(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("rebuild");
    }

    /**
     * Reads them.
     *
     * @param known the read models that there are
     * @throws WrongArguments naming the first that is
     */
    static RebuildWish of(List<String> known, String... arguments) {
        String model = "";
        int pace = PACE;
        Iterator<String> rest = Arrays.stream(arguments).skip(1).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.equals("--pace")) {
                pace = percent(rest.hasNext() ? rest.next() : "");
            } else if (model.isEmpty() && isKnown(known, argument)) {
                model = argument;
            } else {
                throw new WrongArguments(
                        "'%s' is not understood: it is %s or all, and --pace <percent>."
                                .formatted(argument, String.join(", ", known)));
            }
        }
        if (model.isEmpty()) {
            throw new WrongArguments(
                    "Which read model? %s, or all.".formatted(String.join(", ", known)));
        }
        return new RebuildWish(model.equals("all") ? known : List.of(model), pace);
    }

    private static boolean isKnown(List<String> known, String argument) {
        if (argument.equals(OUTBOX) || argument.equals("mail")) {
            throw new WrongArguments(
                    "The outbox cannot be rebuilt: that a mail was sent does not follow from the book alone.");
        }
        return argument.equals("all") || known.contains(argument);
    }

    private static int percent(String text) {
        if (!text.matches("[1-9][0-9]?|100")) {
            throw new WrongArguments(
                    "--pace '%s' is no percentage: it is a whole number from 1 to 100."
                            .formatted(text));
        }
        return Integer.parseInt(text);
    }
}
