package minutebook.web.proof;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import minutebook.events.users.Role;
import minutebook.queries.Page;
import minutebook.queries.Paging;
import minutebook.web.access.Caller;
import minutebook.web.access.Queries;
import minutebook.web.access.Roles;
import minutebook.web.http.JsonLines;
import minutebook.web.http.Lists;
import minutebook.web.http.Routes;

/**
 * What this node has signed, to be kept elsewhere: {@code /api/v1/audit/checkpoints}, newest first
 * in pages, or as the file itself; and the key that tells whether it was.
 */
public final class CheckpointRoutes {
    private final Queries queries;
    private final Roles roles;
    private final CheckpointFile file;
    private final VerifyingKey key;

    public CheckpointRoutes(Queries queries, Roles roles, CheckpointFile file, VerifyingKey key) {
        this.queries = queries;
        this.roles = roles;
        this.file = file;
        this.key = key;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/audit/checkpoints", queries.user(roles.only(Role.AUDITOR, this::list)))
                .get(
                        "/api/v1/audit/checkpoints/key",
                        queries.user(roles.only(Role.AUDITOR, this::key)));
    }

    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        List<SignedCheckpoint> all = read();
        if (JsonLines.areWanted(request)) {
            var lines = new JsonLines(response);
            all.forEach(lines::write);
            lines.end();
        } else {
            Paging paging = Lists.paging(request);
            List<SignedCheckpoint> page =
                    all.reversed().stream().skip(paging.offset()).limit(paging.perPage()).toList();
            Lists.send(request, response, Page.of(paging, all.size(), page));
        }
    }

    private void key(ServerRequest request, ServerResponse response, Caller caller) {
        response.header(HeaderNames.CONTENT_TYPE, "application/x-pem-file").send(key.pem());
    }

    private List<SignedCheckpoint> read() {
        try {
            return file.read();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
