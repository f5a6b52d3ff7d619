package minutebook.commands.mail;

import java.util.HashSet;
import java.util.Set;

/**
 * What the rules remember of the mails to one user.
 *
 * @param sent the positions of the events of which they were told
 */
public record Mails(Set<Long> sent) {
    public Mails {
        sent = Set.copyOf(sent);
    }

    Mails withSent(long about) {
        Set<Long> more = new HashSet<>(sent);
        more.add(about);
        return new Mails(more);
    }
}
