package minutebook.web.start;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * SIGTERM and SIGINT: the first ends the program in order, whoever sends a second has waited long
 * enough. The JVM itself only knows the first: while its hooks run, it takes no notice of others.
 */
final class StopSignals {
    private static final System.Logger LOG = System.getLogger(StopSignals.class.getName());

    private StopSignals() {}

    /**
     * Listens from now on.
     *
     * @param first on a thread of its own; may block
     * @param second of all that come later, each
     */
    static void listen(Runnable first, Runnable second) {
        var told = new AtomicBoolean();
        InvocationHandler handler =
                (_, _, _) -> {
                    // The one thing that is asked of it.
                    (told.getAndSet(true) ? second : first).run();
                    return null;
                };
        try {
            // By name, since javac warns of the class whatever one does, and nothing else hears
            // signals.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object ours =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
            var handle = signal.getMethod("handle", signal, type);
            for (String name : new String[] {"TERM", "INT"}) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
            }
        } catch (ReflectiveOperationException notHere) {
            // The JVM's own way is left: the first signal ends us, too.
            LOG.log(System.Logger.Level.DEBUG, "A second signal will not be heard", notHere);
        }
    }
}
