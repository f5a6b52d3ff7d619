package minutebook.commands.messages;

import minutebook.events.UserId;
import minutebook.events.messages.MessageEvent.StoredFile;

/** Where the bytes of files are kept, outside of the book. Thread-safe. */
@FunctionalInterface
public interface FileStore {

    /**
     * Keeps the bytes, durably once it returns. Harmless to repeat. Blocks. An event will name the
     * file, or none ever does.
     */
    void keep(UserId sender, StoredFile file, byte[] bytes);
}
