package minutebook.web.live.state;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What people do in rooms; who speaks need not be in one. */
final class RoomDeeds {
    private RoomDeeds() {}

    static void say(Turn turn) throws Exception {
        say(
                turn,
                turn.project(_ -> true),
                "\"content\": \"Said %d\"".formatted(turn.history().newNumber()));
    }

    static void sendFile(Turn turn) throws Exception {
        int number = turn.history().newNumber();
        byte[] bytes = ("File " + number).getBytes(StandardCharsets.UTF_8);
        say(
                turn,
                turn.project(_ -> true),
                "\"file_name\": \"%d.txt\", \"file_base64\": \"data:text/plain;base64,%s\""
                        .formatted(number, Base64.getEncoder().encodeToString(bytes)));
    }

    static void sayToOne(Turn turn) throws Exception {
        Optional<Shown> led = turn.project(it -> it.isLedBy(turn.me()));
        Optional<Long> receiver = led.flatMap(it -> turn.oneOf(it.members().toList()));
        say(
                turn,
                led,
                "\"content\": \"Whispered %d\", \"receiver_id\": %d"
                        .formatted(turn.history().newNumber(), receiver.orElse(0L)));
    }

    private static void say(Turn turn, Optional<Shown> project, String fields) throws Exception {
        if (project.isPresent()) {
            turn.history().say(turn, project.get().id(), fields);
        }
    }

    /** While others come and go. */
    static void talk(Turn turn) {
        turn.project(_ -> true).ifPresent(it -> turn.history().talk(turn, it.id()));
    }

    static void enter(Turn turn) throws Exception {
        Seat seat = turn.tab().seat();
        Optional<Shown> project = turn.project(it -> it.id() != seat.room());
        if (project.isPresent()) {
            long id = project.get().id();
            boolean entered = seat.enter(turn.user(), turn.tab().screen(), id);
            turn.note((entered ? " is in the room of " : " may not enter ") + id);
        }
    }

    static void goOut(Turn turn) {
        turn.note(" leaves the room of " + turn.tab().seat().room());
        turn.tab().seat().leave(turn.tab().screen());
    }
}
