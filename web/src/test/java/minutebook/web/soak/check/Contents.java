package minutebook.web.soak.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import minutebook.web.soak.check.Operation.Message;
import minutebook.web.soak.check.Talk.Said;

/** What senders say that they said: the book has it encrypted. */
public final class Contents {
    private record Key(long sender, long project, String clientMessageId) {}

    private final Map<Key, String> contents = new HashMap<>();

    public Contents(Collection<Operation> operations) {
        for (Operation it : operations) {
            Message message = it.message();
            if (message != null) {
                var key = new Key(it.actor(), it.project(), message.clientMessageId());
                contents.put(key, message.content());
            }
        }
    }

    /** Empty: nobody says so. */
    Optional<String> of(Said said) {
        var key = new Key(said.sender(), said.project(), said.clientMessageId());
        return Optional.ofNullable(contents.get(key));
    }
}
