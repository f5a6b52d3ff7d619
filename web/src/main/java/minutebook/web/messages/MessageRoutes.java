package minutebook.web.messages;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import minutebook.events.ProjectId;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.queries.Page;
import minutebook.queries.messages.FindMessages;
import minutebook.queries.messages.Message;
import minutebook.queries.messages.MessageItem;
import minutebook.web.access.Caller;
import minutebook.web.access.Queries;
import minutebook.web.http.Lists;
import minutebook.web.http.Routes;
import minutebook.web.live.chat.MessageItems;
import minutebook.web.projects.ProjectAnswers;
import minutebook.web.projects.ProjectPath;

/** What was said in a project: {@code /api/v1/messages}. */
public final class MessageRoutes {
    /** How many bytes of files an answer carries; the others are fetched by {@code file_url}. */
    private static final long FILES_BYTES_MAX = 16L << 20;

    /** Less than any file has, even an empty one. */
    private static final long NOTHING = -1;

    private final Queries queries;
    private final ProjectAnswers projects;
    private final FindMessages find;
    private final MessageItems items;

    public MessageRoutes(
            Queries queries, ProjectAnswers projects, FindMessages find, MessageItems items) {
        this.queries = queries;
        this.projects = projects;
        this.find = find;
        this.items = items;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/messages/{project}", queries.user(this::history));
    }

    private void history(ServerRequest request, ServerResponse response, Caller caller) {
        ProjectId project = ProjectPath.of(request);
        projects.requireMember(project, caller.user());
        Page<Message> page = find.history(project, caller.user(), Lists.paging(request));
        boolean whole = !request.query().first("files").orElse("").equals("url");
        Lists.send(request, response, page, items(page.items(), whole ? FILES_BYTES_MAX : NOTHING));
    }

    private List<MessageItem> items(List<Message> messages, long bytesMax) {
        var out = new ArrayList<MessageItem>(messages.size());
        long left = bytesMax;
        for (Message message : messages) {
            StoredFile file = message.file();
            long size = file == null ? 0 : file.size();
            out.add(items.of(message, size <= left));
            left -= Math.min(size, Math.max(left, 0));
        }
        return out;
    }
}
