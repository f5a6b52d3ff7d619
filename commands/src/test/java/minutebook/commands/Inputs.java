package minutebook.commands;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** What is said of input that makes no sense by itself. */
public final class Inputs {
    private Inputs() {}

    /** All faults that {@code making} a command is refused with, by field. */
    public static Map<String, String> faultsOf(Executable making) {
        return assertThrows(InvalidInput.class, making).errors();
    }
}
