package minutebook.queries.notifications;

import minutebook.queries.Page;

/**
 * A page of what one user was told, newest first.
 *
 * @param unread how many there are in all that they have not read
 * @param readUpTo the position up to which they have read all; 0: nothing yet
 */
public record Inbox(Page<Notice> page, long unread, long readUpTo) {

    public boolean isRead(Notice notice) {
        return notice.position() <= readUpTo;
    }
}
