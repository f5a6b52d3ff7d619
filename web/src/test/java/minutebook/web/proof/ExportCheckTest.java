package minutebook.web.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import minutebook.web.proof.ExportCheck.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export, verified without server or database, as it was written and after it was not. */
class ExportCheckTest {
    private static final int LENGTH = 30;
    private static final int MUTATIONS = 3_000;
    private static final String NO_PROOF = "The export carries no proof:";

    private static SigningKey key;
    private static SigningKey another;
    private static WrittenExport book;

    @BeforeAll
    static void write(@TempDir Path one, @TempDir Path other) throws IOException {
        key = SigningKey.open(one);
        another = SigningKey.open(other);
        book = new WrittenExport(key, LENGTH);
    }

    @Test
    void an_export_of_all_of_a_piece_or_of_some_is_whole_and_so_are_parts_behind_each_other() {
        assertTrue(check(book.all(1, LENGTH)).whole(), check(book.all(1, LENGTH)).sentence());
        assertTrue(check(book.all(7, 9)).whole());
        assertTrue(check(book.all(7, 9) + book.all(10, 20)).whole());
        assertTrue(check(book.all(1, 0)).whole());
        Result some = check(book.renamed());
        assertEquals(
                "The export is whole: 15 events, up to position 30 (type=project-renamed), signed at 2026-03-03T00:00:00Z by the key %s."
                        .formatted(key.verifyingKey().id()),
                some.sentence());
        assertTrue(
                check(book.renamed(), Optional.empty())
                        .sentence()
                        .endsWith("which the export itself names: compare it, or give --key."));
    }

    @Test
    void what_was_done_to_an_export_is_named() {
        String all = book.all(1, LENGTH);
        List<String> lines = all.lines().toList();

        assertTold("Position 2 was changed: ", all.replace("ücke\\\\n2", "uecke"));
        assertTold("Position 4 is missing: ", without(lines, 3));
        assertTold("Positions 1 to 30 are missing.", lines.getLast() + "\n");
        assertTold("Position 30 is missing: ", without(lines, LENGTH - 1));
        assertTold(NO_PROOF, without(lines, LENGTH));
        assertTold(NO_PROOF, "");
        assertTold(
                "The export was cut off behind position 9: ",
                without(book.all(7, 9).lines().toList(), 3));
        assertTold("The export was cut off behind position 30: ", all + "{");
        assertTold(
                "Line 3, behind position 2, is no line", all.replaceFirst(".\"position\":3,", "{"));
        assertTold("The lines up to position 30 are not those", all.replace("Bridge", "Brigde"));
        assertTold(
                "The proof in line 31 was not signed by", all.replace("2026-03-03", "2026-03-04"));
        assertTold(
                "The proof in line 31 was not signed by",
                new WrittenExport(another, LENGTH).all(1, LENGTH));
        String some = book.renamed();
        assertTold("The lines up to position 30 are not those", without(some.lines().toList(), 4));
        assertTold(
                "Position 7 was swapped, or is there twice: its line stands behind that of position 9.",
                book.all(7, 9) + book.all(7, 9));
    }

    @Test
    void lines_that_changed_places_are_not_called_missing() {
        List<String> all = book.all(1, LENGTH).lines().toList();
        List<String> piece = book.all(7, 20).lines().toList();

        assertTold(
                "Position 4 was swapped: its line stands behind that of position 5.",
                swapped(all, 3, 4));
        assertTold(
                "Position 2 was swapped: its line stands behind that of position 9.",
                swapped(all, 1, 8));
        assertTold(
                "Position 1 was swapped: its line stands behind that of position 2.",
                swapped(all, 0, 1));
        assertTold(
                "Position 7 was swapped: its line stands behind that of position 8.",
                swapped(piece, 0, 1));
        List<String> withoutProof = all.subList(0, LENGTH);
        assertTold("Position 4 was swapped: ", swapped(withoutProof, 3, 4));
        // Its own line is there no more, whatever stands elsewhere.
        assertTold(
                "Positions 4 to 5 are missing: ", without(swapped(all, 4, 5).lines().toList(), 3));
    }

    @Test
    void an_export_without_a_proof_is_told_so_only_if_nothing_else_is_wrong() {
        List<String> all = book.all(1, LENGTH).lines().toList();
        String plain = without(all, LENGTH);

        assertTold(NO_PROOF + " was it exported with proof=true? What is in it follows", plain);
        assertTold(
                "Position 30 was changed: ",
                plain.replaceFirst("(\"position\":30,.*\"type\":\")", "$1x"));
        // Of a filter, or behind a position, which only the proof would say.
        assertTold(
                "The export carries no proof, and position 4 is not in it: ",
                without(plain.lines().toList(), 3));
        assertTold(
                "The export carries no proof, and position 1 is not in it: ",
                without(plain.lines().toList(), 0));
    }

    private static String swapped(List<String> lines, int one, int other) {
        var changed = new ArrayList<>(lines);
        Collections.swap(changed, one, other);
        return String.join("\n", changed) + "\n";
    }

    @Test
    void whatever_is_changed_in_an_export_is_noticed() {
        var random = new Random(2026);
        List<String> whole = List.of(book.all(1, LENGTH), book.all(5, 25), book.renamed());
        for (int i = 0; i < MUTATIONS; i++) {
            String before = whole.get(i % whole.size());
            String after = mutated(before, random);
            if (!after.equals(before)) {
                assertFalse(check(after).whole(), "mutation " + i + ":\n" + after);
            }
        }
    }

    private static String mutated(String export, Random random) {
        var lines = new ArrayList<>(export.lines().toList());
        int at = random.nextInt(lines.size());
        switch (random.nextInt(5)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            case 3 -> {
                String line = lines.get(at);
                int place = random.nextInt(line.length());
                char other = (char) (' ' + 1 + random.nextInt(90));
                lines.set(at, line.substring(0, place) + other + line.substring(place + 1));
            }
            default -> {
                return export.substring(0, random.nextInt(export.length()));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static void assertTold(String beginning, String export) {
        Result result = check(export);
        assertFalse(result.whole());
        assertTrue(result.sentence().startsWith(beginning), result.sentence());
    }

    private static String without(List<String> lines, int at) {
        var left = new ArrayList<>(lines);
        left.remove(at);
        return String.join("\n", left) + "\n";
    }

    private static Result check(String export) {
        return check(export, Optional.of(key.verifyingKey()));
    }

    private static Result check(String export, Optional<VerifyingKey> trusted) {
        try {
            return new ExportCheck(trusted, _ -> {})
                    .check(new ByteArrayInputStream(export.getBytes(UTF_8)));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
