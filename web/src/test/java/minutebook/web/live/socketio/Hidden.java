package minutebook.web.live.socketio;

import java.lang.reflect.Field;
import java.util.Map;

/** Sees what the library keeps and tells nobody of. */
final class Hidden {

    private Hidden() {}

    /** How much is in a map: the last of these fields, each a field of the one before. */
    static int size(Object owner, String... fields) {
        Object it = owner;
        for (String field : fields) {
            it = field(it, field);
        }
        return ((Map<?, ?>) it).size();
    }

    private static Object field(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("netty-socketio is not the version that was read", e);
        }
    }
}
