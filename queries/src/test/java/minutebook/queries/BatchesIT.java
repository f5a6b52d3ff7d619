package minutebook.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However the book is cut into batches, the tables come out the same. */
class BatchesIT {
    @RegisterExtension final TestDatabase oneByOne = new TestDatabase();
    @RegisterExtension final TestDatabase someAtOnce = new TestDatabase();
    @RegisterExtension final TestDatabase allAtOnce = new TestDatabase();

    @RepeatedTest(5)
    void many_at_once_come_to_the_same_as_one_by_one() throws Exception {
        long seed = new Random().nextLong();
        var book = new PaperBook();
        new RandomHistory(seed, book).write(300);
        var events = book.read(0, 1000);

        Tables.fill(oneByOne, events, 1);
        Tables.fill(someAtOnce, events, 17);
        Tables.fill(allAtOnce, events, 1000);

        var expected = Tables.contents(oneByOne);
        assertFalse(oneByOne.rows("notification").isEmpty(), "seed " + seed);
        assertEquals(expected, Tables.contents(someAtOnce), "seed " + seed);
        assertEquals(expected, Tables.contents(allAtOnce), "seed " + seed);
    }
}
