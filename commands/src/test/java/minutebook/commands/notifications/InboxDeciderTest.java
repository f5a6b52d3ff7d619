package minutebook.commands.notifications;

import static minutebook.commands.Cast.ANNA;

import minutebook.commands.Scenario;
import minutebook.events.notifications.InboxEvent;
import minutebook.events.notifications.InboxEvent.NotificationsRead;
import org.junit.jupiter.api.Test;

class InboxDeciderTest {
    private final Scenario<MarkRead, Inbox, InboxEvent> inbox = new Scenario<>(new InboxDecider());

    @Test
    void what_was_not_read_yet_is_read() {
        inbox.given()
                .when(new MarkRead(ANNA, 7))
                .then(new NotificationsRead(ANNA, 7), new Inbox(7));
        inbox.given(new NotificationsRead(ANNA, 7))
                .when(new MarkRead(ANNA, 8))
                .then(new NotificationsRead(ANNA, 8), new Inbox(8));
    }

    @Test
    void what_was_read_stays_read() {
        inbox.given(new NotificationsRead(ANNA, 7)).when(new MarkRead(ANNA, 7)).thenNothing();
        inbox.given(new NotificationsRead(ANNA, 7)).when(new MarkRead(ANNA, 3)).thenNothing();
        inbox.given().when(new MarkRead(ANNA, 0)).thenNothing();
    }
}
