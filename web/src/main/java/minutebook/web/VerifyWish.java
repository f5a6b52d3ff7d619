package minutebook.web;

import java.util.Arrays;
import java.util.Iterator;
import java.util.OptionalLong;

/**
 * What the operator typed: {@code verify [--from <position>] [--to <position>]}.
 *
 * @param to empty: the end of the book
 */
record VerifyWish(long from, OptionalLong to) {

    static boolean isOne(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("verify");
    }

    /**
     * Reads them.
     *
     * @throws WrongArguments naming the first that is
     */
    static VerifyWish of(String... arguments) {
        long from = 1;
        OptionalLong to = OptionalLong.empty();
        Iterator<String> rest = Arrays.stream(arguments).skip(1).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--from" -> from = position(option, rest);
                case "--to" -> to = OptionalLong.of(position(option, rest));
                default ->
                        throw new WrongArguments(
                                "'%s' is not understood: it is --from <position> or --to <position>."
                                        .formatted(option));
            }
        }
        if (to.isPresent() && to.getAsLong() < from) {
            throw new WrongArguments(
                    "--from %d is behind --to %d.".formatted(from, to.getAsLong()));
        }
        return new VerifyWish(from, to);
    }

    private static long position(String option, Iterator<String> rest) {
        String text = rest.hasNext() ? rest.next() : "";
        // At most 18 digits: then it is a long.
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < 1) {
            throw new WrongArguments(
                    "%s '%s' is no position: it is a whole number from 1 on."
                            .formatted(option, text));
        }
        return Long.parseLong(text);
    }
}
