package minutebook.web.door;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OriginsTest {

    private final Origins origins = Origins.ownAnd(List.of("https://friend.example"));

    @Test
    void programs_own_pages_and_friends_come_in() {
        assertTrue(letIn(origins, List.of(), "minutes.example"));
        assertTrue(letIn(origins, List.of("https://minutes.example"), "minutes.example"));
        assertTrue(letIn(origins, List.of("http://127.0.0.1:8080"), "127.0.0.1:8080"));
        assertTrue(letIn(origins, List.of("https://friend.example"), "minutes.example"));
    }

    @Test
    void nobody_else_does() {
        assertFalse(letIn(origins, List.of("https://evil.example"), "minutes.example"));
        assertFalse(letIn(origins, List.of("null"), "minutes.example"));
        assertFalse(
                letIn(origins, List.of("https://minutes.example.evil.example"), "minutes.example"));
        assertFalse(letIn(origins, List.of("https://minutes.example:8443"), "minutes.example"));
        assertFalse(
                letIn(
                        origins,
                        List.of("https://friend.example", "https://evil.example"),
                        "minutes.example"));
        assertFalse(letIn(origins, List.of("https://minutes.example"), null));
    }

    @Test
    void pages_at_the_public_address_are_own_whatever_the_host_is_called_inside() {
        Origins found = origins.foundAt(Optional.of(URI.create("https://Minutes.example/book")));

        assertTrue(letIn(found, List.of("https://minutes.example"), "10.0.0.7:8080"));
        assertFalse(letIn(found, List.of("http://minutes.example"), "10.0.0.7:8080"));
        assertFalse(found.isListed("https://minutes.example"));
    }

    private static boolean letIn(Origins origins, List<String> origin, @Nullable String host) {
        WritableHeaders<?> headers = WritableHeaders.create();
        origin.forEach(each -> headers.add(HeaderNames.ORIGIN, each));
        if (host != null) {
            headers.add(HeaderNames.HOST, host);
        }
        return origins.letIn(headers);
    }
}
