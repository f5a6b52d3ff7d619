package minutebook.events;

/** An event with {@link Personal} texts, all of one person. */
public interface OfPerson extends Event {
    /** The person whose key the personal texts are encrypted with. */
    UserId person();
}
