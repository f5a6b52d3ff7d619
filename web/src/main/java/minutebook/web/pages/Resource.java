package minutebook.web.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files of the program itself, from the class path. */
public final class Resource {
    private Resource() {}

    /** Beside {@code neighbour}; or anywhere, if {@code path} begins with a slash. */
    public static byte[] read(Class<?> neighbour, String path) {
        try (InputStream in = neighbour.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its file " + path);
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
