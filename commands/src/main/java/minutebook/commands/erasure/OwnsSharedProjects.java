package minutebook.commands.erasure;

import java.util.List;
import minutebook.commands.Refusal;
import org.jspecify.annotations.Nullable;

/** Refuses to erase the owner of projects that others are in: these would be without one. */
record OwnsSharedProjects(List<String> titles) implements Refusal {
    OwnsSharedProjects {
        titles = List.copyOf(titles);
    }

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }

    @Override
    public @Nullable String field() {
        return null;
    }

    @Override
    public String text() {
        return "Projects that others are in need an owner. Hand over or delete first: '%s'."
                .formatted(String.join("', '", titles));
    }
}
