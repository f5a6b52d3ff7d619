package minutebook.commands.messages;

import static minutebook.commands.Decision.accept;
import static minutebook.commands.Decision.refuse;
import static minutebook.commands.messages.MessageRefusal.ONLY_OWNER_OR_COACH_IN_PRIVATE;
import static minutebook.commands.messages.MessageRefusal.RECEIVER_NOT_A_MEMBER;
import static minutebook.commands.projects.ProjectRefusal.ONLY_MEMBERS;
import static minutebook.commands.projects.ProjectRefusal.PROJECT_NOT_FOUND;

import minutebook.commands.Decision;
import minutebook.commands.projects.Project;
import minutebook.commands.projects.Project.Deleted;
import minutebook.commands.projects.Project.NotYet;
import minutebook.commands.projects.Project.Open;
import minutebook.events.UserId;
import minutebook.events.messages.MessageEvent;
import minutebook.events.messages.MessageEvent.MessageSent;

/**
 * The rules of talk. Pure. They look only at the project, never at what was said before, so that a
 * room of any length costs nothing.
 */
public final class MessageRules {

    public Decision<MessageEvent> decide(SendMessage wish, Project state) {
        return switch (state) {
            case NotYet _, Deleted _ -> refuse(PROJECT_NOT_FOUND);
            case Open project when !project.hasMember(wish.by()) -> refuse(ONLY_MEMBERS);
            case Open project -> decideForMember(wish, project);
        };
    }

    private static Decision<MessageEvent> decideForMember(SendMessage wish, Open project) {
        UserId receiver = wish.receiver();
        if (receiver != null && !project.hasMember(receiver)) {
            return refuse(RECEIVER_NOT_A_MEMBER);
        }
        if (receiver != null && !project.isLedBy(wish.by())) {
            return refuse(ONLY_OWNER_OR_COACH_IN_PRIVATE);
        }
        return accept(sent(wish));
    }

    private static MessageSent sent(SendMessage wish) {
        Attachment attachment = wish.attachment();
        return new MessageSent(
                wish.project(),
                wish.by(),
                wish.receiver(),
                wish.content(),
                attachment == null ? null : attachment.name(),
                attachment == null ? null : attachment.stored(),
                wish.clientMessageId());
    }
}
