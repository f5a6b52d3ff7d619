package minutebook.web.messages;

import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.queries.Page;
import minutebook.queries.Paging;
import minutebook.queries.changes.Concern;
import minutebook.queries.messages.FindMessages;
import minutebook.queries.messages.Message;
import minutebook.queries.messages.MessageItem;
import minutebook.queries.messages.MessagesByKey;
import minutebook.web.access.Caller;
import minutebook.web.access.KeptAnswers;
import minutebook.web.access.KeptAnswers.Answer;
import minutebook.web.http.KeyPages;
import minutebook.web.http.KeyPages.Key;
import minutebook.web.http.KeyPages.Shown;
import minutebook.web.http.Lists;
import minutebook.web.http.Lists.Envelope;
import minutebook.web.http.Routes;
import minutebook.web.live.chat.MessageItems;
import minutebook.web.live.stream.EventId;
import minutebook.web.projects.ProjectAnswers;
import minutebook.web.projects.ProjectPath;
import minutebook.web.throttle.Throttle;

/**
 * What was said in a project: {@code /api/v1/messages}, newest first, by page or by key. {@code
 * files=url} leaves all files to be fetched by their {@code file_url}; another value is as none.
 */
public final class MessageRoutes {
    /**
     * How much Base64 of files an answer carries; the others are fetched by {@code file_url}. More
     * than the largest file has, so that each can be had by a page of its own.
     */
    private static final long BASE64_MAX = 16L << 20;

    /** Less than any file has, even an empty one. */
    private static final long NOTHING = -1;

    private final KeptAnswers kept;
    private final ProjectAnswers projects;
    private final FindMessages find;
    private final MessageItems items;
    private final Throttle throttle;
    private final Book book;

    public MessageRoutes(
            KeptAnswers kept,
            ProjectAnswers projects,
            FindMessages find,
            MessageItems items,
            Throttle throttle,
            Book book) {
        this.kept = kept;
        this.projects = projects;
        this.find = find;
        this.items = items;
        this.throttle = throttle;
        this.book = book;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/messages/{project}", kept.user(this::history));
    }

    private Answer history(ServerRequest request, Caller caller) {
        ProjectId project = ProjectPath.of(request);
        projects.requireMember(project, caller.user());
        if (withFiles(request)) {
            throttle.heavyRead(caller.user());
        }
        Paging paging = Lists.paging(request);
        Optional<Key> key = KeyPages.of(request, this::id);
        return new Answer(
                key.isPresent()
                        ? near(request, project, caller.user(), key.get(), paging.perPage())
                        : page(request, find.history(project, caller.user(), paging)),
                List.of(Concern.project(project), Concern.talk(project), Concern.NAMES));
    }

    private Envelope<MessageItem> page(ServerRequest request, Page<Message> page) {
        return Lists.envelope(request, page, items(request, page.items()));
    }

    /** Which messages lie next to a key, and whether there are any on its other side. */
    private Envelope<MessageItem> near(
            ServerRequest request, ProjectId project, UserId viewer, Key key, int limit) {
        MessagesByKey found =
                key.newer()
                        ? find.after(project, viewer, key.id(), limit)
                        : find.before(project, viewer, key.id(), limit);
        List<Message> shown = found.items();
        long oldest = shown.isEmpty() ? key.olderThan() : shown.getLast().id();
        long newest = shown.isEmpty() ? key.newerThan() : shown.getFirst().id();
        boolean older =
                key.newer()
                        ? !find.before(project, viewer, oldest, 1).items().isEmpty()
                        : found.more();
        boolean newer =
                key.newer()
                        ? found.more()
                        : !find.after(project, viewer, newest, 1).items().isEmpty();
        return KeyPages.envelope(
                request,
                key,
                new Shown(found.total(), older, newer, oldest, newest),
                limit,
                items(request, shown));
    }

    /** A message's id, or that of its event: both are the position in the book. */
    private OptionalLong id(String text) {
        OptionalLong number = EventId.number(text);
        return number.isPresent() ? number : EventId.position(text, book.epoch());
    }

    private static boolean withFiles(ServerRequest request) {
        return !request.query().first("files").orElse("").equals("url");
    }

    private List<MessageItem> items(ServerRequest request, List<Message> messages) {
        var out = new ArrayList<MessageItem>(messages.size());
        long left = withFiles(request) ? BASE64_MAX : NOTHING;
        for (Message message : messages) {
            StoredFile file = message.file();
            long size = file == null ? 0 : base64Length(file.size());
            out.add(items.of(message, size <= left));
            left -= Math.min(size, Math.max(left, 0));
        }
        return out;
    }

    private static long base64Length(long bytes) {
        return (bytes + 2) / 3 * 4;
    }
}
