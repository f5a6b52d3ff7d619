package minutebook.web.access;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import minutebook.events.users.Role;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.docs.CheckedHttp;
import minutebook.web.http.Routes.Route;
import minutebook.web.mail.RefusedMail;
import minutebook.web.mail.TestPost;
import minutebook.web.messages.Speaker;
import org.jspecify.annotations.Nullable;

/**
 * Makes of each route a request that nothing is wrong with but, perhaps, who sends it. What a
 * request changes is made anew for each. Askers may ask at once, each for one thing at a time.
 */
final class GoodRequests {
    private static final String NO_PROJECT = "999999";

    private final TestServer server;
    private final Map<Asker, TestUser> people = new EnumMap<>(Asker.class);
    private final TestUser secondCoach;
    private final TestUser secondParticipant;
    private final TestUser newcomer;
    private final TestUser archivable;

    /** A project in which a file was sent; for who only reads. */
    private final long toRead;

    private final String sha256;
    private final String eventId;
    private final long refusedMail;

    GoodRequests(TestServer server) throws InterruptedException {
        this.server = server;
        people.put(Asker.NOBODY, TestUser.nobody(server.url()));
        for (Asker asker : Asker.values()) {
            people.computeIfAbsent(
                    asker, it -> server.register(it.name().toLowerCase(Locale.ROOT)));
        }
        secondCoach = server.register("coach-two-");
        secondParticipant = server.register("participant-two-");
        newcomer = server.register("newcomer");
        archivable = server.register("archivable");
        server.grant(who(Asker.ADMIN), Role.ADMIN);
        server.grant(who(Asker.AUDITOR), Role.AUDITOR);
        server.grant(who(Asker.ANALYST), Role.ANALYST);
        who(Asker.ADMIN).post("/api/v1/users/archive/" + who(Asker.ARCHIVED).id(), "{}");
        refusedMail = RefusedMail.id(server.register(TestPost.REFUSED), who(Asker.ADMIN));
        toRead = project();
        try (var speaker = new Speaker(who(Asker.OWNER))) {
            var message =
                    speaker.send(
                            Map.of(
                                    "project_id", toRead,
                                    "file_name", "a.txt",
                                    "file_base64", "data:text/plain;base64,YWJj"));
            sha256 = message.at("/file_url").asText().replaceAll(".*/|\\?.*", "");
            eventId = message.at("/event_id").asText();
        }
    }

    /** What comes of it. */
    int status(Route route, Asker asker) throws IOException, InterruptedException {
        boolean changes = !route.method().equals("GET") && route.path().contains("{project}");
        return status(route, asker, Long.toString(changes ? project() : toRead));
    }

    /** What comes of it where there is no such project. */
    int statusWithoutProject(Route route, Asker asker) throws IOException, InterruptedException {
        return status(route, asker, NO_PROJECT);
    }

    private int status(Route route, Asker asker, String project)
            throws IOException, InterruptedException {
        TestUser user = who(asker);
        String token =
                route.toString().equals("DELETE /api/v1/users/me")
                        ? erasable(asker)
                        : token(route, asker);
        String path =
                route.path()
                        .replace("{project}", project)
                        .replace("{number}", Long.toString(toRead))
                        .replace("{message}", eventId.replaceAll(".*-", ""))
                        .replace("{user}", Long.toString(archivable.id()))
                        .replace("{kind}", "verify-email")
                        .replace("{position}", "1")
                        .replace("{mail}", Long.toString(refusedMail))
                        .replace("{sha256}", sha256)
                        .replace("{chart}", "activity")
                        .replace("/analytics/{file}", "/analytics/analytics.css")
                        .replace("/docs/{file}", "/docs/docs.css")
                        .replace("/pages/{file}", "/pages/style.css")
                        .replace("{token}", token == null ? "no-token" : token);
        String body = body(route, user);
        var request =
                HttpRequest.newBuilder(server.url().resolve(path))
                        .method(
                                route.method(),
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        // A stream has no end: its beginning tells enough.
        var response = CheckedHttp.send(request.build(), BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    /** A new one where it will be worth nothing afterwards. */
    private @Nullable String token(Route route, Asker asker) {
        TestUser user = who(asker);
        boolean used =
                route.path().equals("/auth/logout") || route.path().equals("/auth/refresh-token");
        return used && asker.isLoggedIn()
                ? user.post("/auth/login", login(user)).at("/authorization").textValue()
                : user.token();
    }

    /** The token of somebody new in the place of the one who asks, who is needed afterwards. */
    private @Nullable String erasable(Asker asker) {
        if (!asker.isLoggedIn()) {
            return who(asker).token();
        }
        TestUser newer = server.register(asker.name().toLowerCase(Locale.ROOT) + "-goes-");
        switch (asker) {
            case OWNER ->
                    newer.createProject(UUID.randomUUID().toString(), List.of(), List.of(newcomer));
            case COACH ->
                    who(Asker.OWNER)
                            .createProject(UUID.randomUUID().toString(), List.of(newer), List.of());
            case PARTICIPANT ->
                    who(Asker.OWNER)
                            .createProject(UUID.randomUUID().toString(), List.of(), List.of(newer));
            default -> {}
        }
        return newer.token();
    }

    private @Nullable String body(Route route, TestUser user) {
        return switch (route.toString()) {
            case "POST /auth/login" -> login(user);
            case "POST /api/v1/users" -> registration();
            case "PUT /api/v1/users/me" ->
                    "{\"username\": \"%s\", \"first_name\": \"F\", \"last_name\": \"L\"}"
                            .formatted(user.name());
            case "PUT /api/v1/users/me/reset-password" ->
                    "{\"older_password\": \"%1$s\", \"new_password\": \"%1$s\"}"
                            .formatted(TestUser.PASSWORD);
            case "POST /api/v1/users/me/forget-password" ->
                    "{\"email\": \"%s\"}".formatted(newcomer.email());
            case "PUT /api/v1/users/me/forget-password" ->
                    "{\"token\": \"none\", \"new_password\": \"%s\"}".formatted(TestUser.PASSWORD);
            case "PUT /api/v1/users/verify" -> "{\"token\": \"none\"}";
            case "PUT /api/v1/users/me/mail" -> "{\"projects\": true}";
            case "PUT /api/v1/notifications/read" -> "{\"up_to\": \"%s\"}".formatted(eventId);
            case "POST /api/v1/projects", "PUT /api/v1/projects/{project}" ->
                    "{\"title\": \"%s\"}".formatted(UUID.randomUUID());
            case "PUT /api/v1/projects/{project}/owner" -> of("owner", secondCoach);
            case "POST /api/v1/projects/{project}/invite" -> of("participant", newcomer);
            case "POST /api/v1/projects/{project}/designate-coach" ->
                    of("coach", secondParticipant);
            case "DELETE /api/v1/projects/{project}/designate-coach" -> of("coach", secondCoach);
            case "DELETE /api/v1/projects/{project}/remove-participant" ->
                    of("participant", secondParticipant);
            default -> route.method().equals("POST") ? "{}" : null;
        };
    }

    private TestUser who(Asker asker) {
        return Objects.requireNonNull(people.get(asker));
    }

    private long project() {
        return who(Asker.OWNER)
                .createProject(
                        UUID.randomUUID().toString(),
                        List.of(who(Asker.COACH), secondCoach),
                        List.of(who(Asker.PARTICIPANT), secondParticipant));
    }

    private static String login(TestUser user) {
        return "{\"email\": \"%s\", \"password\": \"%s\"}"
                .formatted(user.email(), TestUser.PASSWORD);
    }

    private static String registration() {
        String name = "u" + UUID.randomUUID();
        return """
        {"email": "%1$s@example.org", "username": "%1$s", "password": "%2$s",
         "first_name": "F", "last_name": "L"}
        """
                .formatted(name, TestUser.PASSWORD);
    }

    private static String of(String field, TestUser user) {
        return "{\"%s\": %d}".formatted(field, user.id());
    }
}
