package minutebook.web.messages;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.events.vault.Files;
import minutebook.queries.messages.FindMessages;
import minutebook.queries.messages.Message;
import minutebook.web.access.Caller;
import minutebook.web.access.Queries;
import minutebook.web.http.Problem;
import minutebook.web.http.Routes;
import minutebook.web.live.stream.EventId;
import org.jspecify.annotations.Nullable;

/** The files that came with messages: {@code /api/v1/files/<sha256>}. */
public final class FileRoutes {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[a-zA-Z0-9!#$&^_.+-]{1,100}/[a-zA-Z0-9!#$&^_.+-]{1,100}");

    private static final Header NOSNIFF =
            HeaderValues.createCached("X-Content-Type-Options", "nosniff");

    private final Queries queries;
    private final FindMessages find;
    private final Files files;

    public FileRoutes(Queries queries, FindMessages find, Files files) {
        this.queries = queries;
        this.find = find;
        this.files = files;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/files/{sha256}", queries.user(this::download));
    }

    private void download(ServerRequest request, ServerResponse response, Caller caller) {
        String sha256 = request.path().pathParameters().get("sha256");
        if (!SHA256.matcher(sha256).matches()) {
            throw notFound();
        }
        Message message =
                find.withFile(sha256, message(request), caller.user())
                        .orElseThrow(FileRoutes::notFound);
        byte[] bytes = files.find(sha256).orElseThrow(FileRoutes::notFound);
        StoredFile file = Objects.requireNonNull(message.file());
        response.header(HeaderNames.CONTENT_TYPE, mediaType(file))
                .header(HeaderNames.CONTENT_DISPOSITION, attachment(message.fileName()))
                .header(NOSNIFF)
                .send(bytes);
    }

    /** The message whose file it is, which tells name and type; absent: the newest one. */
    private static @Nullable Long message(ServerRequest request) {
        String id = request.query().first("message").orElse(null);
        return id == null ? null : EventId.number(id).orElseThrow(FileRoutes::notFound);
    }

    private static Problem notFound() {
        return Problem.of(404, "File Not Found");
    }

    /** Without what a sender may have put behind it; a browser is never to guess (nosniff). */
    private static String mediaType(StoredFile file) {
        String type = file.mediaType().split(";", 2)[0].strip();
        return MEDIA_TYPE.matcher(type).matches() ? type : "application/octet-stream";
    }

    /** Always to be kept, never to be shown as a page of ours (RFC 6266, with RFC 8187's form). */
    private static String attachment(@Nullable String name) {
        String encoded =
                URLEncoder.encode(name == null ? "file" : name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
        return "attachment; filename*=UTF-8''" + encoded;
    }
}
