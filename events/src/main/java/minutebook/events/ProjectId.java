package minutebook.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The number of a project: 1 or more, given once and never again. */
public record ProjectId(@JsonValue long value) implements Comparable<ProjectId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProjectId {
        if (value < 1) {
            throw new IllegalArgumentException("A project's id is 1 or more, not " + value);
        }
    }

    @Override
    public int compareTo(ProjectId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
