package minutebook.events.log;

import java.util.Optional;
import java.util.UUID;
import minutebook.events.book.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * The event or the command that a line of the log is about. Either it is bound for a single line,
 * so that what goes well costs nothing; or around all that a thread does for others, one after the
 * other, and then the book itself notes which command it is. Whoever gives the log its form asks
 * for it. For one thread.
 */
public final class About {
    private static final ScopedValue<About> CURRENT = ScopedValue.newInstance();

    private long position;
    private @Nullable UUID command;

    private About(long position, @Nullable UUID command) {
        this.position = position;
        this.command = command;
    }

    /** Nothing yet: the book notes what is done. */
    public static About work() {
        return new About(0, null);
    }

    public static About event(RecordedEvent event) {
        return new About(event.position(), event.commandId());
    }

    public static About event(long position) {
        return new About(position, null);
    }

    public static About command(UUID command) {
        return new About(0, command);
    }

    /** What the line that is being written is about; empty: nobody said. */
    public static Optional<About> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** What this thread does from now on is something else. */
    public static void begin() {
        note(null, 0);
    }

    /** What this thread does is this command. */
    public static void begin(UUID command) {
        note(command, 0);
    }

    /** The command was done, and its last event stands here. */
    public static void done(UUID command, long position) {
        note(command, position);
    }

    private static void note(@Nullable UUID command, long position) {
        if (CURRENT.isBound()) {
            About about = CURRENT.get();
            about.command = command;
            about.position = position;
        }
    }

    /** Writes a line. */
    public void in(Runnable line) {
        ScopedValue.where(CURRENT, this).run(line);
    }

    /** Does what may write some. */
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /** Of the event, or of the last one of the command; 0: it has none, or not yet. */
    public long position() {
        return position;
    }

    /** Null: none, or not known. */
    public @Nullable UUID command() {
        return command;
    }
}
