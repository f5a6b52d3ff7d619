package minutebook.web.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import minutebook.events.UserId;
import minutebook.events.audit.AuditEvent;
import minutebook.events.audit.AuditEvent.BookRead;
import minutebook.events.audit.AuditEvent.BookRestored;
import minutebook.events.audit.AuditEvent.BookShown;
import minutebook.events.audit.AuditEvent.ExportBegun;
import minutebook.events.book.Append;
import minutebook.events.book.AppendFailure.AlreadyDone;
import minutebook.events.book.Book;
import minutebook.events.book.CommandId;
import minutebook.web.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Notes in the book who reads it, before they do: what cannot be noted is not read. Thread-safe;
 * blocks.
 */
public final class AuditNotes {
    /** Those of longer ago are noted again, which the book does not take. */
    private static final int SESSIONS_MAX = 10_000;

    private final Book book;
    private final Cache<UUID, Boolean> noted =
            Caffeine.newBuilder().maximumSize(SESSIONS_MAX).build();

    public AuditNotes(Book book) {
        this.book = book;
    }

    /** An auditor reads: one event a session, on however many nodes. */
    public void read(Caller caller) {
        if (noted.getIfPresent(caller.session()) == null) {
            UUID id = UUID.nameUUIDFromBytes(("book-read " + caller.session()).getBytes(UTF_8));
            try {
                note(
                        CommandId.repeatable(id, "book-read"),
                        caller,
                        new BookRead(caller.user(), caller.session()));
            } catch (AlreadyDone before) {
                // On another node, or long ago.
            }
            noted.put(caller.session(), true);
        }
    }

    /** An auditor takes a copy: an event each. */
    void exportBegins(Caller caller, Format format, String filter, long after, long upTo) {
        note(
                CommandId.fresh(),
                caller,
                new ExportBegun(
                        caller.user(), caller.session(), format.text(), filter, after, upTo));
    }

    /** The operator is shown something: an event each. See {@link BookShown} for {@code what}. */
    public void shown(String what, long until) {
        note(CommandId.fresh(), null, new BookShown(what, until));
    }

    /** The operator has restored a backup. See {@link BookRestored}. */
    public void restored(String before, String epoch, long upTo) {
        note(CommandId.fresh(), null, new BookRestored(before, epoch, upTo));
    }

    private void note(CommandId id, @Nullable Caller caller, AuditEvent event) {
        UserId actor = caller == null ? null : caller.user();
        book.append(new Append(id, actor, List.of(event), Map.of(), List.of(), List.of()));
    }
}
