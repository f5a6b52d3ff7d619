package minutebook.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import minutebook.web.docs.CheckedHttp;
import org.jspecify.annotations.Nullable;

/** Somebody with a token, over HTTP. */
public record TestUser(URI server, @Nullable String token, long id, String name) {
    public static final String PASSWORD = "Passw0rd-long";

    private static final int TRIES = 10;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came back. */
    public record Reply(int status, JsonNode json, HttpResponse<String> http) {
        /** A member of the body, however deep: {@code at("/owner/id")}. */
        public JsonNode at(String pointer) {
            return json.at(pointer);
        }

        public @Nullable String header(String name) {
            return http.headers().firstValue(name).orElse(null);
        }
    }

    /** Nobody: no token. */
    public static TestUser nobody(URI server) {
        return new TestUser(server, null, 0, "nobody");
    }

    /** A new user, of this name. */
    public static TestUser register(URI server, String name) {
        Reply reply =
                nobody(server)
                        .create(
                                "/api/v1/users",
                                """
                                {"email": "%1$s@example.org", "username": "%1$s", "password": "%2$s",
                                 "first_name": "%1$s", "last_name": "Test"}
                                """
                                        .formatted(name, PASSWORD));
        String token = reply.at("/authorization").textValue();
        long id = new TestUser(server, token, 0, name).get("/api/v1/users/me").at("/id").asLong();
        return new TestUser(server, token, id, name);
    }

    public TestUser withToken(@Nullable String other) {
        return new TestUser(server, other, id, name);
    }

    /** The same at another node. */
    public TestUser at(URI node) {
        return new TestUser(node, token, id, name);
    }

    public String email() {
        return name + "@example.org";
    }

    public Reply get(String path) {
        return send("GET", path, null);
    }

    public Reply post(String path, String body) {
        return send("POST", path, body);
    }

    public Reply put(String path, String body) {
        return send("PUT", path, body);
    }

    public Reply delete(String path, @Nullable String body) {
        return send("DELETE", path, body);
    }

    public Reply send(String method, String path, @Nullable String body) {
        return send(method, path, body, Map.of());
    }

    public Reply send(
            String method, String path, @Nullable String body, Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        return send(request.build());
    }

    /** Any request at all. */
    public static Reply send(HttpRequest request) {
        try {
            var response = CheckedHttp.send(request, BodyHandlers.ofString());
            boolean json =
                    response.headers()
                            .firstValue("Content-Type")
                            .filter(type -> type.contains("json"))
                            .isPresent();
            JsonNode body = json ? JSON.readTree(response.body()) : JSON.nullNode();
            return new Reply(response.statusCode(), body, response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A new project of this user's; its id. */
    public long createProject(String title, List<TestUser> coaches, List<TestUser> participants) {
        return create(
                        "/api/v1/projects",
                        """
                        {"title": "%s", "coaches": %s, "participants": %s}
                        """
                                .formatted(title, ids(coaches), ids(participants)))
                .at("/id")
                .asLong();
    }

    /**
     * What a test is given, and not what it is about: 503 means that it was certainly not done, as
     * a busy machine may have too much to do for a moment.
     */
    private Reply create(String path, String body) {
        Reply reply = post(path, body);
        for (int tries = 1; reply.status() == 503 && tries < TRIES; tries++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            reply = post(path, body);
        }
        if (reply.status() != 201) {
            throw new IllegalStateException(reply.json().toString());
        }
        return reply;
    }

    private static List<Long> ids(List<TestUser> users) {
        return users.stream().map(TestUser::id).toList();
    }
}
