package minutebook.web.notifications;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.OptionalLong;
import minutebook.commands.Outcome;
import minutebook.commands.notifications.InboxCommands;
import minutebook.commands.notifications.MarkRead;
import minutebook.events.book.Book;
import minutebook.queries.notifications.FindNotifications;
import minutebook.queries.notifications.Inbox;
import minutebook.queries.notifications.Notice;
import minutebook.web.access.Asked;
import minutebook.web.access.Caller;
import minutebook.web.access.Commands;
import minutebook.web.access.Queries;
import minutebook.web.http.Answers;
import minutebook.web.http.Body;
import minutebook.web.http.Json;
import minutebook.web.http.Lists;
import minutebook.web.http.Problem;
import minutebook.web.http.Routes;
import minutebook.web.live.stream.EventId;

/**
 * The inbox behind the stream, with the same notifications under the same ids: {@code
 * /api/v1/notifications}.
 */
public final class NotificationRoutes {
    private final Queries queries;
    private final Commands commands;
    private final InboxCommands rules;
    private final FindNotifications find;
    private final Book book;

    public NotificationRoutes(
            Queries queries,
            Commands commands,
            InboxCommands rules,
            FindNotifications find,
            Book book) {
        this.queries = queries;
        this.commands = commands;
        this.rules = rules;
        this.find = find;
        this.book = book;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/notifications", queries.user(this::list))
                .put(
                        "/api/v1/notifications/read",
                        commands.user(this::markRead, "Your notifications are read."));
    }

    private record InboxResp(@JsonUnwrapped Lists.Envelope<ObjectNode> list, long unread) {}

    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        Inbox inbox = find.inbox(caller.user(), Lists.paging(request));
        var items = inbox.page().items().stream().map(it -> item(it, inbox.isRead(it))).toList();
        var list = Lists.envelope(request, inbox.page(), items);
        Answers.send(response, new InboxResp(list, inbox.unread()));
    }

    /** What the stream told, as the stream told it, and whether it was read since. */
    private ObjectNode item(Notice notice, boolean read) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("id", new EventId(book.epoch(), notice.position()).toString());
        item.put("event", notice.event());
        item.setAll(Json.object(notice.payload()));
        return item.put("read", read);
    }

    private Outcome markRead(Asked asked) {
        Body body = Body.of(asked.request());
        String upTo = body.text("up_to");
        body.requireTypes();
        return rules.handle(asked.id(), new MarkRead(asked.caller().user(), position(upTo)));
    }

    private long position(String id) {
        OptionalLong position = EventId.position(id, book.epoch());
        if (position.isEmpty() || !isReached(position.getAsLong())) {
            throw Problem.invalid("up_to", "'up_to' must be the id of a notification.");
        }
        return position.getAsLong();
    }

    /** Another node may have written it, and told its client, before this one hears of it. */
    private boolean isReached(long position) {
        return position <= book.head() || !book.read(position - 1, 1).isEmpty();
    }
}
