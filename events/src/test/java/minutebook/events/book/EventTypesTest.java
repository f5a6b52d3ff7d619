package minutebook.events.book;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.audit.AuditEvent;
import minutebook.events.messages.MessageEvent;
import minutebook.events.notifications.InboxEvent;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.users.SessionEvent;
import minutebook.events.users.UserEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event has a name for ever. */
class EventTypesTest {

    static Stream<Class<?>> types() {
        return Stream.of(
                        UserEvent.class,
                        SessionEvent.class,
                        ProjectEvent.class,
                        MessageEvent.class,
                        InboxEvent.class,
                        AuditEvent.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void each_event_has_a_stored_name_that_leads_back_to_it(Class<?> type) throws Exception {
        Event event = sample(type);
        assertEquals(type, EventTypes.typeOf(EventTypes.nameOf(event)));
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_was_once_stored_is_read_for_ever(Class<?> type) throws Exception {
        String name = EventTypes.nameOf(sample(type));
        try (var file =
                EventTypesTest.class.getResourceAsStream("/stored-events/" + name + ".json")) {
            assertNotNull(
                    file,
                    () -> "Add stored-events/" + name + ".json, an event as the book keeps it");
            String data = new String(file.readAllBytes(), UTF_8).strip();

            Event event = EventCodec.parse(stored(name, data));

            assertEquals(type, event.getClass());
            assertEquals(data, EventCodec.write(event));
        }
    }

    private static StoredEvent stored(String type, String data) {
        var stream = new StreamId("project-5");
        return new StoredEvent(1, stream, 1, type, data, null, new UUID(0, 1), Instant.EPOCH);
    }

    private static Event sample(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor =
                type.getDeclaredConstructor(
                        Arrays.stream(components)
                                .map(RecordComponent::getType)
                                .toArray(Class<?>[]::new));
        return (Event)
                constructor.newInstance(
                        Arrays.stream(components).map(c -> sampleOf(c.getType())).toArray());
    }

    private static @Nullable Object sampleOf(Class<?> type) {
        if (type == UserId.class) {
            return new UserId(1);
        } else if (type == ProjectId.class) {
            return new ProjectId(1);
        } else if (type == String.class) {
            return "text";
        } else if (type == UUID.class) {
            return new UUID(0, 1);
        } else if (type == long.class) {
            return 1L;
        } else if (type == boolean.class) {
            return true;
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return type == List.class ? List.of() : null;
    }
}
