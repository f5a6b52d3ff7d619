package minutebook.web.watch;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minutebook.web.TestUser;

/** What Prometheus would see of a server at one moment. */
public record Scrape(Map<String, Double> values, String text) {
    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{((?:[^\"]*\"[^\"]*\",?)*)})? ([^ ]+)");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    public static Scrape of(URI server) {
        TestUser.Reply reply = TestUser.nobody(server).get("/observe/metrics");
        if (reply.status() != 200) {
            throw new AssertionError(reply.status() + " " + reply.http().body());
        }
        var values = new LinkedHashMap<String, Double>();
        for (String line : reply.http().body().lines().toList()) {
            if (!line.startsWith("#")) {
                Matcher matcher = LINE.matcher(line);
                if (!matcher.matches()) {
                    throw new AssertionError("No line that Prometheus reads: " + line);
                }
                String labels = matcher.group(2) == null ? "" : matcher.group(2);
                values.put(
                        matcher.group(1) + "{" + labels + "}",
                        Double.valueOf(matcher.group(3).replace("Inf", "Infinity")));
            }
        }
        return new Scrape(values, reply.http().body());
    }

    /** The first that is so; fails if none is in time. */
    public static Scrape await(URI server, Predicate<Scrape> wanted) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        Scrape seen = of(server);
        while (!wanted.test(seen)) {
            if (System.nanoTime() > until) {
                throw new AssertionError("It does not become so:\n" + seen.text());
            }
            TimeUnit.MILLISECONDS.sleep(20);
            seen = of(server);
        }
        return seen;
    }

    /** The sum of all of this name that have these labels, as {@code model="users"}. */
    public double of(String name, String... labels) {
        return values.entrySet().stream()
                .filter(it -> it.getKey().startsWith(name + "{"))
                .filter(it -> Stream.of(labels).allMatch(it.getKey()::contains))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** All names, as queries have them. */
    public TreeSet<String> names() {
        var names = new TreeSet<String>();
        values.keySet().forEach(it -> names.add(it.substring(0, it.indexOf('{'))));
        return names;
    }
}
