package minutebook.events.book;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import minutebook.events.Event;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/** Who is named in an event: each field that holds a user's number, or several. */
final class Named {
    private static final ClassValue<RecordComponent[]> NAMING =
            new ClassValue<>() {
                @Override
                protected RecordComponent[] computeValue(Class<?> type) {
                    return Arrays.stream(type.getRecordComponents())
                            .filter(it -> mayName(it.getType()))
                            .peek(it -> it.getAccessor().setAccessible(true))
                            .toArray(RecordComponent[]::new);
                }
            };

    private Named() {}

    private static boolean mayName(Class<?> type) {
        return type == UserId.class || Collection.class.isAssignableFrom(type);
    }

    /** What cannot be read names nobody. */
    static boolean in(StoredEvent row, UserId user) {
        return EventCodec.parseIfPossible(row).filter(event -> in(event, user)).isPresent();
    }

    static boolean in(Event event, UserId user) {
        return Arrays.stream(NAMING.get(event.getClass()))
                .map(component -> value(component, event))
                .anyMatch(
                        it ->
                                user.equals(it)
                                        || (it instanceof Collection<?> many
                                                && many.contains(user)));
    }

    private static @Nullable Object value(RecordComponent component, Event event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + event.getClass(), e);
        }
    }
}
