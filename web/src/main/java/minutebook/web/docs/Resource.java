package minutebook.web.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files of the program itself, from the class path. */
final class Resource {
    private Resource() {}

    /** Beside this class; or anywhere, if {@code path} begins with a slash. */
    static byte[] read(String path) {
        try (InputStream in = Resource.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its file " + path);
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
