package minutebook.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import minutebook.events.UserId;

/** What an operator typed who makes a backup, restores one, or has restored one by other means. */
sealed interface BackupWish {

    /** {@code backup <folder>}: a new folder. */
    record Make(Path folder) implements BackupWish {}

    /**
     * {@code restore <folder>} or {@code new-epoch}.
     *
     * @param folder the backup; empty: the database was restored already
     * @param erased who was erased since
     * @param sendsMail the mails that waited are to go out: none can have gone out since
     */
    record Restore(Optional<Path> folder, List<UserId> erased, boolean sendsMail)
            implements BackupWish {
        public Restore {
            erased = List.copyOf(erased);
        }
    }

    /** {@code new-epoch --sign}: another node's operator gave the book its epoch. */
    record Sign() implements BackupWish {}

    static boolean isOne(String... arguments) {
        return arguments.length > 0
                && List.of("backup", "restore", "new-epoch").contains(arguments[0]);
    }

    /**
     * Reads them.
     *
     * @throws WrongArguments naming the first that is
     */
    static BackupWish of(String... arguments) {
        Iterator<String> rest = Arrays.stream(arguments).skip(1).iterator();
        return switch (arguments[0]) {
            case "backup" -> {
                var wish = new Make(folder(rest));
                if (rest.hasNext()) {
                    throw new WrongArguments("'%s' is not understood.".formatted(rest.next()));
                }
                yield wish;
            }
            case "restore" -> restore(Optional.of(folder(rest)), rest);
            default ->
                    arguments.length == 2 && arguments[1].equals("--sign")
                            ? new Sign()
                            : restore(Optional.empty(), rest);
        };
    }

    private static Path folder(Iterator<String> rest) {
        String text = rest.hasNext() ? rest.next() : "";
        if (text.isEmpty() || text.startsWith("--")) {
            throw new WrongArguments("A folder is missing.");
        }
        return Path.of(text);
    }

    private static Restore restore(Optional<Path> folder, Iterator<String> rest) {
        var erased = new ArrayList<UserId>();
        boolean sendsMail = false;
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--send-mail" -> sendsMail = true;
                case "--erase" -> erased.addAll(users(rest.hasNext() ? rest.next() : ""));
                default ->
                        throw new WrongArguments(
                                "'%s' is not understood: it is --erase and numbers of users, or --send-mail."
                                        .formatted(option));
            }
        }
        return new Restore(folder, erased, sendsMail);
    }

    private static List<UserId> users(String numbers) {
        if (!numbers.matches("[1-9][0-9]{0,17}(,[1-9][0-9]{0,17})*")) {
            throw new WrongArguments(
                    "--erase '%s': it must be numbers of users, with commas between."
                            .formatted(numbers));
        }
        return Arrays.stream(numbers.split(",")).map(it -> new UserId(Long.parseLong(it))).toList();
    }
}
