package minutebook.web.live.state;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import minutebook.events.messages.MessageEvent;
import minutebook.events.notifications.InboxEvent;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.users.SessionEvent;
import minutebook.events.users.UserEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No kind of event is forgotten by the histories. */
class KindsTest {

    static Stream<Class<?>> events() {
        return Stream.of(
                        UserEvent.class,
                        SessionEvent.class,
                        ProjectEvent.class,
                        MessageEvent.class,
                        InboxEvent.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void each_event_happens_in_histories_or_there_is_a_reason(Class<?> event) {
        boolean happens = Arrays.stream(Kind.values()).anyMatch(it -> event.equals(it.event()));
        boolean notShown = Kinds.NOT_SHOWN.keySet().stream().anyMatch(event::equals);

        assertTrue(
                happens != notShown,
                "Give " + event.getSimpleName() + " a Kind, or a reason in Kinds.NOT_SHOWN");
    }
}
