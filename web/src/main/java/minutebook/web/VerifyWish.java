package minutebook.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the operator typed: {@code verify [--from <position>] [--to <position>] [--checkpoints
 * <file>] [--key <file>]}.
 *
 * @param to empty: the end of the book
 * @param checkpoints the file of them; empty: those in {@code DATA_DIR}, if there are any
 * @param key the public key that has signed them; empty: the one in {@code DATA_DIR}
 * @param export an export, which is verified instead of the book
 * @param readModels whether the read models are verified, instead of the book
 */
record VerifyWish(
        long from,
        OptionalLong to,
        Optional<Path> checkpoints,
        Optional<Path> key,
        Optional<Path> export,
        boolean readModels) {
    static final String USAGE =
            "--from <position>, --to <position>, --checkpoints <file>, --key <file>, --export <file> or --read-models";

    static boolean isOne(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("verify");
    }

    /** A piece of the book, held against what the node itself has signed. */
    static VerifyWish piece(long from, OptionalLong to) {
        return new VerifyWish(
                from, to, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /**
     * Reads them.
     *
     * @throws WrongArguments naming the first that is
     */
    static VerifyWish of(String... arguments) {
        long from = 1;
        OptionalLong to = OptionalLong.empty();
        Optional<Path> checkpoints = Optional.empty();
        Optional<Path> key = Optional.empty();
        Optional<Path> export = Optional.empty();
        boolean readModels = false;
        Iterator<String> rest = Arrays.stream(arguments).skip(1).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--from" -> from = position(option, rest);
                case "--to" -> to = OptionalLong.of(position(option, rest));
                case "--checkpoints" -> checkpoints = Optional.of(file(option, rest));
                case "--key" -> key = Optional.of(file(option, rest));
                case "--read-models" -> readModels = true;
                case "--export" -> export = Optional.of(file(option, rest));
                default ->
                        throw new WrongArguments(
                                "'%s' is not understood: it is %s.".formatted(option, USAGE));
            }
        }
        if (to.isPresent() && to.getAsLong() < from) {
            throw new WrongArguments(
                    "--from %d is behind --to %d.".formatted(from, to.getAsLong()));
        }
        if (export.isPresent() && (from > 1 || to.isPresent() || checkpoints.isPresent())) {
            throw new WrongArguments("--export is verified whole: only --key goes with it.");
        }
        if (readModels && arguments.length > 2) {
            throw new WrongArguments("--read-models are verified whole: nothing goes with it.");
        }
        return new VerifyWish(from, to, checkpoints, key, export, readModels);
    }

    private static Path file(String option, Iterator<String> rest) {
        Path file = Path.of(rest.hasNext() ? rest.next() : "");
        if (!Files.isRegularFile(file)) {
            throw new WrongArguments("%s '%s' is no file.".formatted(option, file));
        }
        return file;
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
