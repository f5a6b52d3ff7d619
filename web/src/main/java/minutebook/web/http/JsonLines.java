package minutebook.web.http;

import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * An answer of one JSON value a line, each sent when it is written: {@code application/x-ndjson}.
 * If it ends before {@link #end}, the client notices: its last chunk is missing. For one thread.
 */
public final class JsonLines {
    private static final MediaType TYPE = MediaTypes.create("application/x-ndjson");

    private final ServerResponse response;
    private @Nullable OutputStream begun;

    /**
     * The answer begins, with 200, when the first line is written: until then it can be another.
     */
    public JsonLines(ServerResponse response) {
        this.response = response;
    }

    /** Whether a client asks for this form, and not for any. */
    public static boolean areWanted(ServerRequest request) {
        return request.headers().acceptedTypes().stream()
                .anyMatch(accepted -> accepted.text().startsWith(TYPE.text()));
    }

    /** Throws {@link UncheckedIOException} if the client has gone. */
    public void write(Object value) {
        try {
            OutputStream out = out();
            out.write(Json.write(value));
            out.write('\n');
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Ends the answer, which is whole. */
    public void end() {
        try {
            out().close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private OutputStream out() {
        OutputStream out = begun;
        if (out == null) {
            response.header(HeaderNames.CONTENT_TYPE, TYPE.text());
            out = new BufferedOutputStream(response.outputStream());
            begun = out;
        }
        return out;
    }
}
