package minutebook.web.audit;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import minutebook.events.book.Book;
import minutebook.events.book.BookEntries;
import minutebook.events.book.BookEntry;
import minutebook.events.book.EntryRange;
import minutebook.events.users.Role;
import minutebook.web.access.Access;
import minutebook.web.access.Caller;
import minutebook.web.access.Queries;
import minutebook.web.access.Roles;
import minutebook.web.audit.ExportPlaces.Place;
import minutebook.web.door.GuardedConnections;
import minutebook.web.http.Answers;
import minutebook.web.http.PathNumber;
import minutebook.web.http.Problem;
import minutebook.web.http.Query;
import minutebook.web.http.Routes;
import minutebook.web.live.stream.StreamHost;
import minutebook.web.proof.SigningKey;
import minutebook.web.throttle.Throttle;

/** The book for auditors: {@code /api/v1/audit} (contract 6). */
public final class AuditRoutes {
    private static final String PROOF = "proof";
    private static final List<String> OF_EVENTS =
            Search.namesAnd("after", "before", "format", "limit", PROOF);
    // The ends are refused with a reason of their own.
    private static final List<String> OF_STREAM = Search.namesAnd("last_event_id", "token");
    private static final HeaderName UP_TO_POSITION = HeaderNames.create("Up-To-Position");

    private final Queries queries;
    private final Access access;
    private final Roles roles;
    private final Throttle throttle;
    private final Clock clock;
    private final Book book;
    private final BookEntries entries;
    private final EntryPages pages;
    private final AuditNotes notes;
    private final ExportPlaces places = new ExportPlaces();
    private final StreamHost streams;
    private final SigningKey key;

    public AuditRoutes(
            Queries queries,
            Access access,
            Roles roles,
            Throttle throttle,
            Clock clock,
            Book book,
            BookEntries entries,
            AuditNotes notes,
            StreamHost streams,
            SigningKey key) {
        this.queries = queries;
        this.access = access;
        this.roles = roles;
        this.throttle = throttle;
        this.clock = clock;
        this.book = book;
        this.entries = entries;
        this.pages = new EntryPages(entries);
        this.notes = notes;
        this.streams = streams;
        this.key = key;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/audit/events", queries.user(roles.only(Role.AUDITOR, this::events)))
                .get(
                        "/api/v1/audit/events/{position}",
                        queries.user(roles.only(Role.AUDITOR, this::event)))
                .get("/api/v1/audit/stream", StreamHost.handler(this::follow));
    }

    private void events(ServerRequest request, ServerResponse response, Caller caller)
            throws IOException {
        throttle.heavyRead(caller.user());
        Query.requireOnly(request, OF_EVENTS);
        Format format = Format.of(request);
        requireProvable(request, format);
        Search search = Search.of(request, book, entries, clock);
        if (format == Format.JSON) {
            EntryPages.Body page = pages.page(request, search);
            notes.read(caller);
            Answers.send(response, page);
        } else {
            try (Place _ = places.enter(caller.user())) {
                export(request, response, caller, format, search);
            }
        }
    }

    private void event(ServerRequest request, ServerResponse response, Caller caller) {
        OptionalLong position = PathNumber.of(request, "position");
        Optional<BookEntry> entry =
                position.isPresent() ? entries.find(position.getAsLong()) : Optional.empty();
        EntryView view =
                entry.map(EntryView::of).orElseThrow(() -> Problem.of(404, "Event Not Found"));
        notes.read(caller);
        Answers.send(response, view);
    }

    private void export(
            ServerRequest request,
            ServerResponse response,
            Caller caller,
            Format format,
            Search search)
            throws IOException {
        var range = EntryRange.after(EntryPages.after(request, search), search.to());
        notes.exportBegins(caller, format, Search.text(request), range.at(), range.end());
        response.header(HeaderNames.CONTENT_TYPE, format.mediaType() + "; charset=utf-8")
                .header(
                        HeaderNames.CONTENT_DISPOSITION,
                        "attachment; filename=\"events-%d-%d.%s\""
                                .formatted(range.at() + 1, range.end(), format.text()))
                .header(UP_TO_POSITION, Long.toString(range.end()));
        var export =
                new Export(
                        entries,
                        search.filter(),
                        lines(request, format, range),
                        () -> requireStillAllowed(caller));
        OutputStream chunks = response.outputStream();
        try {
            export.write(range, chunks);
        } catch (IOException | RuntimeException broken) {
            // Without a last chunk, the client knows that this was not all.
            throw GuardedConnections.hangUp("An export was broken off", broken);
        }
        chunks.close();
    }

    private ExportLines lines(ServerRequest request, Format format, EntryRange range) {
        return switch (format) {
            case NDJSON -> isProven(request) ? provenLines(request, range) : new NdjsonLines();
            case CSV -> new CsvLines();
            case JSON -> throw new IllegalArgumentException("JSON comes in pages");
        };
    }

    private ExportLines provenLines(ServerRequest request, EntryRange range) {
        return new ProvenLines(
                key, book.epoch(), Search.filterText(request), range, entries, clock);
    }

    private static boolean isProven(ServerRequest request) {
        var query = new Query(request);
        Boolean proof = query.read(PROOF, AuditRoutes::yesOrNo, "true or false");
        query.requireValid();
        return proof != null && proof;
    }

    private static Optional<Boolean> yesOrNo(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Only lines of JSON can be proven: who asks for another proof is told, and gets no less. */
    private static void requireProvable(ServerRequest request, Format format) {
        if (format != Format.NDJSON && isProven(request)) {
            throw Problem.invalid(PROOF, "'proof' must be left out but with 'format=ndjson'.");
        }
    }

    private void requireStillAllowed(Caller caller) {
        access.requireLive(Optional.of(caller));
        roles.require(caller, Role.AUDITOR);
    }

    private void follow(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = streams.admit(request);
        roles.require(caller, Role.AUDITOR);
        Query.requireOnly(request, OF_STREAM);
        var query = new Query(request);
        for (String end : List.of("to", "until")) {
            if (query.has(end)) {
                query.fault(end, "left out in a stream, which has no end");
            }
        }
        query.requireValid();
        Search search = Search.of(request, book, entries, clock);
        boolean fromThere = query.has("from") || query.has("since");
        notes.read(caller);
        streams.serve(
                request,
                response,
                caller,
                new EntryFeed(
                        book, entries, search, fromThere, user -> roles.has(user, Role.AUDITOR)));
    }
}
