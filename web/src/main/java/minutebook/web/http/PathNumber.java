package minutebook.web.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A number in a path, as we write it: {@code 7}, not {@code 07} or {@code +7}. */
public final class PathNumber {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private PathNumber() {}

    /** Empty: what stands there names nothing. */
    public static OptionalLong of(ServerRequest request, String parameter) {
        String text = request.path().pathParameters().get(parameter);
        return NUMBER.matcher(text).matches()
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
