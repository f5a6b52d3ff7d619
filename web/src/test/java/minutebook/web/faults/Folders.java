package minutebook.web.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that outlive a class of tests. */
final class Folders {
    private Folders() {}

    /** Also to another disk. */
    static void move(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path each : paths.toList()) {
                Path there = to.resolve(from.relativize(each));
                Files.copy(each, there, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        delete(from);
    }

    static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
