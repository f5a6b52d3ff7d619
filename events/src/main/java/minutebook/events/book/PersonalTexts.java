package minutebook.events.book;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import minutebook.events.Event;
import minutebook.events.OfPerson;
import minutebook.events.Personal;

/** The {@link Personal} texts of one type of event: where they are, and how to change them all. */
final class PersonalTexts {
    private static final ClassValue<PersonalTexts> OF_TYPE =
            new ClassValue<>() {
                @Override
                protected PersonalTexts computeValue(Class<?> type) {
                    return new PersonalTexts(type);
                }
            };

    private final RecordComponent[] components;
    private final String[] fields;
    private final boolean[] personal;
    private final Constructor<?> constructor;

    private PersonalTexts(Class<?> type) {
        components = type.getRecordComponents();
        fields = new String[components.length];
        personal = new boolean[components.length];
        for (int i = 0; i < components.length; i++) {
            fields[i] = SnakeCaseStrategy.INSTANCE.translate(components[i].getName());
            personal[i] = components[i].isAnnotationPresent(Personal.class);
            components[i].getAccessor().setAccessible(true);
        }
        try {
            constructor =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no canonical constructor", e);
        }
    }

    static PersonalTexts of(OfPerson event) {
        return OF_TYPE.get(event.getClass());
    }

    /**
     * The same event with other personal texts; absent ones stay absent.
     *
     * @param change gets the field's stored name and its text
     */
    Event map(Event event, BinaryOperator<String> change) {
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                Object value = components[i].getAccessor().invoke(event);
                values[i] =
                        personal[i] && value != null
                                ? change.apply(fields[i], (String) value)
                                : value;
            }
            return (Event) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot rebuild " + event.getClass(), e);
        }
    }
}
