package minutebook.web.throttle;

import io.helidon.http.SetCookie;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Where a browser keeps the pass of {@link KnownDevices}: sent to the log-in, and nowhere else. */
final class DeviceCookie {
    private static final String NAME = "device";
    private static final String PATH = "/auth/login";

    private final boolean secure;

    /** {@code secure}: only over https, which is how browsers find the server. */
    DeviceCookie(boolean secure) {
        this.secure = secure;
    }

    Optional<String> read(ServerRequest request) {
        return request.headers().cookies().first(NAME).asOptional();
    }

    void set(ServerResponse response, String pass) {
        response.headers()
                .addCookie(
                        SetCookie.builder(NAME, pass)
                                .path(PATH)
                                .maxAge(KnownDevices.LIFE)
                                .httpOnly(true)
                                .secure(secure)
                                .sameSite(SetCookie.SameSite.STRICT)
                                .build());
    }
}
