package minutebook.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import minutebook.events.vault.ServerKeys;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.access.TokenForge.Forged;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Forged tokens at the real door, and good ones in the wrong place. */
class TokenAttacksIT {
    private static final String ME = "/api/v1/users/me";

    private static TestServer server;
    private static TestUser anna;
    private static TestUser ben;

    @BeforeAll
    static void start() {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_forged_token_gets_the_same_answer_and_none_is_logged() {
        var records = new Records();
        Logger.getLogger("").addHandler(records);
        Set<Object> answers = new HashSet<>();
        List<Forged> sent = new ArrayList<>();
        for (Forged forged : forgeries()) {
            if (canBeSent(forged.token())) {
                Reply reply = authorized("Bearer " + forged.token());
                assertEquals(401, reply.status(), forged.name());
                answers.add(
                        List.of(reply.json(), String.valueOf(reply.header("WWW-Authenticate"))));
                sent.add(forged);
            }
        }
        Logger.getLogger("").removeHandler(records);

        assertTrue(sent.size() > 200, () -> "sent " + sent.size());
        assertEquals(1, answers.size(), answers::toString);
        for (Forged forged : sent) {
            assertFalse(
                    records.texts.stream().anyMatch(it -> it.contains(forged.token())),
                    forged.name());
        }
        assertEquals(200, authorized("Bearer " + anna.token()).status(), "still there");
    }

    @Test
    void a_good_token_is_taken_in_one_place_only() {
        String token = String.valueOf(anna.token());

        for (String scheme : List.of("Basic ", "Digest ", "Token ", "JWT ", "Bearer: ", "")) {
            assertEquals(401, authorized(scheme + token).status(), scheme);
        }
        assertEquals(401, authorized("Bearer " + token + " " + token).status());
        assertEquals(401, authorized("Bearer " + token + ", Bearer " + token).status());
        assertEquals(401, authorized("Bearer " + token, "Bearer " + token).status());
        assertEquals(401, authorized("Bearer " + token, "Basic YTpi").status());
        assertEquals(401, authorized("Basic YTpi", "Bearer " + token).status());
        TestUser nobody = anna.withToken(null);
        for (String name : List.of("token", "access_token", "authorization")) {
            assertEquals(401, nobody.get(ME + "?" + name + "=" + token).status(), name);
            assertEquals(
                    401,
                    nobody.post("/auth/logout?" + name + "=" + token, "{\"token\": \"x\"}")
                            .status());
        }
        assertEquals(
                401,
                TestUser.send(
                                HttpRequest.newBuilder(server.url().resolve(ME))
                                        .header("Cookie", "token=" + token)
                                        .build())
                        .status());
        assertEquals(200, anna.get(ME).status());
    }

    private static List<Forged> forgeries() {
        var key = ServerKeys.of(server.database(), TokenKeys.PURPOSE).getFirst();
        String genuine = String.valueOf(anna.token());
        return new TokenForge(genuine, key)
                .all(String.valueOf(ben.token()), Instant.now().getEpochSecond());
    }

    /** As a header's value: the others never get past the client, or past HTTP. */
    private static boolean canBeSent(String token) {
        return token.length() < 6_000
                && !token.isBlank()
                && token.equals(token.strip())
                && token.chars().allMatch(it -> it >= ' ' && it <= '~');
    }

    private static Reply authorized(String... headers) {
        var request = HttpRequest.newBuilder(server.url().resolve(ME));
        for (String header : headers) {
            request.header("Authorization", header);
        }
        return TestUser.send(request.build());
    }

    /** All that is logged by anybody. */
    private static final class Records extends Handler {
        private final List<String> texts = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publish(LogRecord record) {
            texts.add(record.getMessage() + record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
