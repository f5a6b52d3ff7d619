package minutebook.web.live.state;

import minutebook.events.Event;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.notifications.InboxEvent.NotificationsRead;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.CoachWithdrawn;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectHandedOver;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.RoleGranted;
import minutebook.events.users.UserEvent.RoleRevoked;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.events.users.UserEvent.UserUnarchived;
import org.jspecify.annotations.Nullable;

/** The kinds of things that happen in a history, and how often each. */
enum Kind {
    CREATE(4, ProjectCreated.class, ProjectDeeds::create),
    RENAME(4, ProjectRenamed.class, ProjectDeeds::rename),
    INVITE(8, ParticipantInvited.class, ProjectDeeds::invite),
    LEAVE(3, MemberLeft.class, ProjectDeeds::leave),
    DESIGNATE(6, CoachDesignated.class, ProjectDeeds::designate),
    WITHDRAW(5, CoachWithdrawn.class, ProjectDeeds::withdraw),
    REMOVE(4, ParticipantRemoved.class, ProjectDeeds::remove),
    DELETE(1, ProjectDeleted.class, ProjectDeeds::delete),
    HAND_OVER(2, ProjectHandedOver.class, ProjectDeeds::handOver),

    SAY(10, MessageSent.class, RoomDeeds::say),
    SAY_TO_ONE(5, MessageSent.class, RoomDeeds::sayToOne),
    TALK(3, MessageSent.class, RoomDeeds::talk),
    SEND_FILE(3, MessageSent.class, RoomDeeds::sendFile),
    ENTER(10, null, RoomDeeds::enter),
    GO_OUT(2, null, RoomDeeds::goOut),

    REGISTER(1, UserRegistered.class, PeopleDeeds::register),
    EDIT_PROFILE(2, ProfileEdited.class, PeopleDeeds::editProfile),
    GRANT_ADMIN(3, RoleGranted.class, PeopleDeeds::grantAdmin),
    REVOKE_ADMIN(2, RoleRevoked.class, PeopleDeeds::revokeAdmin),
    ARCHIVE(2, UserArchived.class, PeopleDeeds::archive),
    UNARCHIVE(3, UserUnarchived.class, PeopleDeeds::unarchive),
    MARK_READ(4, NotificationsRead.class, PeopleDeeds::markRead),

    LOOK(12, null, TabDeeds::look),
    DROP_STREAM(5, null, TabDeeds::dropStream),
    DROP_SOCKET(4, null, TabDeeds::dropSocket),
    COME_BACK(8, null, TabDeeds::comeBack),
    LOAD(3, null, TabDeeds::load);

    private final int weight;
    private final @Nullable Class<? extends Event> event;

    // A method, which keeps nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Deed deed;

    Kind(int weight, @Nullable Class<? extends Event> event, Deed deed) {
        this.weight = weight;
        this.event = event;
        this.deed = deed;
    }

    /**
     * Does it, as far as it can be done by whoever is to do it, and how their page shows things.
     */
    @FunctionalInterface
    interface Deed {
        void happens(Turn turn) throws Exception;
    }

    int weight() {
        return weight;
    }

    /** What the book keeps of it; null: nothing. */
    @Nullable Class<? extends Event> event() {
        return event;
    }

    Deed deed() {
        return deed;
    }
}
