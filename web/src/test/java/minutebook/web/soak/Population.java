package minutebook.web.soak;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minutebook.web.TestUser;

/** All who take part, each registered: users, and a host who is none of them. */
public record Population(TestUser host, List<TestUser> users, Map<Long, TestUser> byId) {
    /** The server hashes two passwords at a time: more would only wait. */
    private static final int AT_ONCE = 4;

    public static Population register(URI server, int count) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<TestUser>> registering =
                    IntStream.rangeClosed(0, count)
                            .mapToObj(
                                    it ->
                                            threads.submit(
                                                    () -> TestUser.register(server, "user" + it)))
                            .toList();
            TestUser host = registered(registering.getFirst());
            var users = new ArrayList<TestUser>();
            for (Future<TestUser> it : registering.subList(1, registering.size())) {
                users.add(registered(it));
            }
            var byId = new HashMap<Long, TestUser>();
            Stream.concat(Stream.of(host), users.stream()).forEach(it -> byId.put(it.id(), it));
            return new Population(host, List.copyOf(users), Map.copyOf(byId));
        }
    }

    private static TestUser registered(Future<TestUser> user) throws InterruptedException {
        try {
            return user.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Somebody could not be registered", e.getCause());
        }
    }

    public TestUser user(long id) {
        TestUser user = byId.get(id);
        if (user == null) {
            throw new IllegalArgumentException("No user " + id);
        }
        return user;
    }

    /** Everybody's user_item. */
    public Map<Long, ObjectNode> items() {
        var items = new HashMap<Long, ObjectNode>();
        byId.forEach((id, user) -> items.put(id, item(user)));
        return items;
    }

    /** A user_item, as it is while nobody has changed anything of it. */
    public static ObjectNode item(TestUser user) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", user.id())
                .put("email", user.email())
                .put("username", user.name())
                .put("first_name", user.name())
                .put("last_name", "Test");
    }
}
