package minutebook.web.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** What a JVM spent its time on, by a recording that it made of itself, in plain lines. */
final class Profile {
    private static final int METHODS = 25;
    private static final int CALLERS = 3;
    private static final int CALLER_FRAMES = 3;
    private static final int OTHERS = 12;

    private final Tally methods = new Tally();
    private final Map<String, Tally> callers = new HashMap<>();
    private final Tally threads = new Tally();
    private final Tally allocations = new Tally();
    private final Tally allocators = new Tally();
    private final Tally waits = new Tally();
    private final Tally pauses = new Tally();
    private long collections;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    private Profile() {}

    /** {@code arguments}: the files. Prints one after the other. */
    public static void main(String[] arguments) throws IOException {
        for (String file : arguments) {
            Profile profile = of(Path.of(file));
            if (profile.methods.total() > 0) {
                System.out.println(profile.text());
            }
        }
    }

    private static Profile of(Path file) throws IOException {
        var profile = new Profile();
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                profile.add(recording.readEvent());
            }
        }
        return profile;
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> sampled(event);
            case "jdk.ObjectAllocationSample" -> allocated(event);
            case "jdk.JavaMonitorEnter" -> waited("lock", event, "monitorClass");
            case "jdk.VirtualThreadPinned" -> waits.add("pinned", micros(event.getDuration()));
            case "jdk.GarbageCollection" -> {
                collections++;
                pauses.add(event.getString("name"), micros(event.getDuration("sumOfPauses")));
            }
            default -> {
                // What else a recording holds costs nothing that is told here.
            }
        }
    }

    private void sampled(RecordedEvent event) {
        first = first.isBefore(event.getStartTime()) ? first : event.getStartTime();
        last = last.isAfter(event.getEndTime()) ? last : event.getEndTime();
        threads.add(group(event.getThread("sampledThread")), 1);
        RecordedStackTrace stack = event.getStackTrace();
        if (stack == null || stack.getFrames().isEmpty()) {
            methods.add("(no stack)", 1);
            return;
        }
        List<RecordedFrame> frames = stack.getFrames();
        String method = name(frames.getFirst());
        methods.add(method, 1);
        callers.computeIfAbsent(method, _ -> new Tally()).add(path(frames), 1);
    }

    private void allocated(RecordedEvent event) {
        long weight = event.getLong("weight");
        allocations.add(event.getClass("objectClass").getName(), weight);
        RecordedStackTrace stack = event.getStackTrace();
        if (stack != null) {
            stack.getFrames().stream()
                    .map(Profile::name)
                    .filter(name -> name.startsWith("minutebook"))
                    .findFirst()
                    .ifPresent(name -> allocators.add(name, weight));
        }
    }

    private void waited(String what, RecordedEvent event, String of) {
        waits.add(what + " " + event.getClass(of).getName(), micros(event.getDuration()));
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }

    /** Threads of one kind differ by their number alone; virtual ones mostly have no name. */
    private static String group(@Nullable RecordedThread thread) {
        String name = thread == null ? "" : String.valueOf(thread.getJavaName());
        if (name.isEmpty() || name.equals("null")) {
            return thread != null && thread.isVirtual() ? "(virtual)" : "(not Java)";
        }
        return name.replaceAll("0x[0-9a-f]+|[0-9a-f]{8,}|[0-9]+", "*");
    }

    private static String path(List<RecordedFrame> frames) {
        String path =
                frames.stream()
                        .skip(1)
                        .limit(CALLER_FRAMES)
                        .map(Profile::name)
                        .collect(Collectors.joining(" < "));
        return path.isEmpty() ? "(nobody)" : path;
    }

    private static String name(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type.replaceFirst("^(java|jdk|sun|io|org|com)\\.(\\w+\\.)*", "")
                + "."
                + frame.getMethod().getName();
    }

    private String text() {
        var text = new StringBuilder();
        Duration time = Duration.between(first, last);
        line(
                text,
                "%,d samples of running threads in %.1f s"
                        .formatted(methods.total(), time.toMillis() / 1e3));
        line(text, "\nhottest methods, by what they do themselves, and who calls them");
        for (String method : methods.most(METHODS)) {
            line(text, "  %s  %s".formatted(methods.share(method), method));
            Tally by = callers.getOrDefault(method, new Tally());
            by.most(CALLERS)
                    .forEach(
                            it -> line(text, "              %s  < %s".formatted(by.share(it), it)));
        }
        section(text, "threads, by kind", threads);
        section(
                text,
                "allocated, by class: %,d MB in all".formatted(allocations.total() >> 20),
                allocations);
        section(text, "allocated, by our own method", allocators);
        section(
                text,
                "waited for locks, over 10 ms: %,.1f s in all".formatted(waits.total() / 1e6),
                waits);
        section(
                text,
                "%,d garbage collections, pauses of %,.1f s in all"
                        .formatted(collections, pauses.total() / 1e6),
                pauses);
        return text.toString();
    }

    private static void section(StringBuilder text, String head, Tally tally) {
        line(text, "\n" + head);
        tally.most(OTHERS).forEach(it -> line(text, "  %s  %s".formatted(tally.share(it), it)));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
