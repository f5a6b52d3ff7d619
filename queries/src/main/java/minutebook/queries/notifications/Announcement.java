package minutebook.queries.notifications;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something that some people are told of an event, in the words of the contract.
 *
 * @param title of the project after the event; null: it is about no project
 * @param data null: none
 * @param named those whose names stand in it
 */
record Announcement(
        Type type,
        String message,
        @Nullable Object data,
        @Nullable String title,
        Set<UserId> named,
        List<UserId> recipients) {

    enum Type {
        ADD_INTO_PROJECT("add_into_project"),
        DELETE_PROJECT("delete_project"),
        EDIT_PROJECT("edit_project"),
        ADMIN_USER("admin_user"),
        ARCHIVE_USER("archive_user");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    Announcement {
        named = Set.copyOf(named);
        recipients = List.copyOf(recipients);
    }

    /** The name of the stream's event. */
    String event() {
        return switch (type) {
            case ADD_INTO_PROJECT, DELETE_PROJECT, EDIT_PROJECT -> "action_project";
            case ADMIN_USER, ARCHIVE_USER -> "action_user";
        };
    }

    Announcement to(Collection<UserId> people) {
        return new Announcement(type, message, data, title, named, List.copyOf(people));
    }
}
