package minutebook.web.live.chat;

import java.util.Optional;
import minutebook.commands.messages.DataUrl;
import minutebook.commands.users.Users;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.book.RecordedEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.events.vault.Files;
import minutebook.queries.messages.Message;
import minutebook.queries.messages.MessageItem;
import minutebook.queries.users.UserItem;
import minutebook.web.users.UserItems;
import org.jspecify.annotations.Nullable;

/** Messages as clients get them: the {@code message_item} of the contract. */
public final class MessageItems {
    private static final String FILE_URL = "/api/v1/files/";

    private final Book book;
    private final Users users;
    private final Files files;

    public MessageItems(Book book, Users users, Files files) {
        this.book = book;
        this.users = users;
        this.files = files;
    }

    /** A message just sent, with its file; straight from the event. May block for the file. */
    public MessageItem of(RecordedEvent recorded, MessageSent event) {
        UserId receiver = event.receiver();
        var message =
                new Message(
                        recorded.position(),
                        event.project(),
                        user(event.sender()),
                        receiver == null ? null : user(receiver),
                        event.content(),
                        event.fileName(),
                        event.file(),
                        event.clientMessageId(),
                        recorded.recordedAt());
        return of(message, true);
    }

    /** {@code whole}: with its file as a data URL, which is read now. */
    public MessageItem of(Message message, boolean whole) {
        StoredFile file = message.file();
        // The same bytes may have been sent under several names.
        String url = file == null ? null : FILE_URL + file.sha256() + "?message=" + message.id();
        return message.item(book.epoch(), whole && file != null ? dataUrl(file) : null, url);
    }

    private @Nullable String dataUrl(StoredFile file) {
        return files.find(file.sha256())
                .map(bytes -> DataUrl.of(file.mediaType(), bytes).text())
                .orElse(null);
    }

    private UserItem user(UserId id) {
        Optional<UserItem> known = users.find(id).map(UserItems::of);
        return known.orElseGet(() -> UserItem.erased(id));
    }
}
