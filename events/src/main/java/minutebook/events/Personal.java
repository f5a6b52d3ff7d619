package minutebook.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a text of an event that tells something of a person. The book encrypts it with that
 * person's own key, so that the person can be erased from a book that can never be changed. The
 * event says whose key by {@link OfPerson}.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Personal {
    /** What a personal text reads as, once its person was erased. */
    String ERASED = "[erased]";
}
