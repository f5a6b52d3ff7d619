package minutebook.web.soak;

import minutebook.web.soak.client.Absences;
import minutebook.web.soak.client.Doors;

/**
 * How people behave in a run.
 *
 * @param doors where they come in
 * @param streams how long tabs with streams stay
 * @param sockets how long chats stay
 * @param wishEveryMillis how often each of those who write wants something, on average
 * @param sayingEveryMillis how often everybody who has a socket says something
 * @param givesUpPercent how often somebody does not ask again who was not answered
 */
public record Habits(
        Doors doors,
        Absences streams,
        Absences sockets,
        long wishEveryMillis,
        long sayingEveryMillis,
        int givesUpPercent) {

    /** Nobody gives up. */
    static Habits patient(Doors doors) {
        return new Habits(
                doors,
                new Absences(30_000, 1_500, 500),
                new Absences(20_000, 1_500, 500),
                1_000,
                4_000,
                0);
    }
}
