package minutebook.web.generated;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import minutebook.web.http.Routes.Route;

/**
 * Requests that nobody means well with: well framed, and wrong in all that is inside. The same seed
 * makes the same requests.
 */
final class RequestGenerator {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");
    private static final List<String> FIELDS =
            List.of(
                    "email",
                    "username",
                    "password",
                    "first_name",
                    "last_name",
                    "older_password",
                    "new_password",
                    "token",
                    "title",
                    "coaches",
                    "participants",
                    "participant",
                    "coach",
                    "owner",
                    "up_to",
                    "projects",
                    "__proto__",
                    "");
    private static final List<String> QUERY_KEYS =
            List.of(
                    "page",
                    "per_page",
                    "filter_by",
                    "before",
                    "after",
                    "files",
                    "token",
                    "last_event_id",
                    "%00",
                    "x");
    private static final List<String> PATH_VALUES =
            List.of(
                    "1",
                    "2",
                    "0",
                    "-1",
                    "+1",
                    "01",
                    "1.0",
                    "9223372036854775807",
                    "9223372036854775808",
                    "1%20",
                    "%00",
                    "%2e%2e%2f",
                    "..;",
                    "%ff",
                    "%c0%80",
                    "me",
                    "%E2%80%AE",
                    "%F0%9F%98%80",
                    "a%2Fb",
                    "%25",
                    "*",
                    "null",
                    "1'--");

    /** Whoever could call these would leave the others nothing to come in with. */
    private static final Pattern KILLING_TOKENS =
            Pattern.compile(
                    "([A-Z]+ /auth/(logout|refresh-token)|DELETE /api/v1/users/me)/?([?].*)?");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH");
    private static final List<String> TYPES =
            List.of(
                    "application/json",
                    "application/json; charset=utf-8",
                    "application/json; charset=utf-16",
                    "APPLICATION/JSON",
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/",
                    ";;;");

    private final Random chance;
    private final List<Route> routes;
    private final List<String> values;
    private final List<String> tokens;

    /**
     * @param values JSON values, and texts that look like some
     * @param tokens good ones: the others are made up
     */
    RequestGenerator(long seed, List<Route> routes, List<String> values, List<String> tokens) {
        this.chance = new Random(seed);
        this.routes = routes;
        this.values = values;
        this.tokens = tokens;
    }

    /** One request, as it goes over the wire. */
    byte[] next() {
        Route route = one(routes);
        String method = oneIn(30) ? one(METHODS) : route.method();
        String target = target(route.path());
        byte[] body = method.equals("GET") || oneIn(20) ? new byte[0] : body();
        var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        head.append("Host: 127.0.0.1\r\n");
        authorization(method + " " + target, head);
        if (body.length > 0 && !oneIn(40)) {
            String type = oneIn(20) ? one(TYPES) : TYPES.getFirst();
            head.append("Content-Type: ").append(type).append("\r\n");
        }
        for (String name : List.of("Idempotency-Key", "If-Match", "Last-Event-ID", "Accept")) {
            if (oneIn(25)) {
                head.append(name).append(": ").append(headerValue()).append("\r\n");
            }
        }
        // Of those that are well formed, each waits for five seconds.
        if (oneIn(50)) {
            String position = oneIn(20) ? "999999999" : "x" + headerValue();
            head.append("Min-Position: ").append(position).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private void authorization(String asked, StringBuilder head) {
        if (!oneIn(20) && !KILLING_TOKENS.matcher(asked).matches()) {
            head.append("Authorization: Bearer ").append(one(tokens)).append("\r\n");
        } else if (oneIn(2)) {
            head.append("Authorization: ").append(headerValue()).append("\r\n");
        }
    }

    private String target(String path) {
        String named = PARAMETER.matcher(path).replaceAll(this::pathValue);
        var target = new StringBuilder(named);
        if (oneIn(15)) {
            target.append('/');
        }
        if (oneIn(3)) {
            target.append('?');
            for (int i = chance.nextInt(4); i >= 0; i--) {
                target.append(one(QUERY_KEYS)).append('=').append(queryValue()).append('&');
            }
        }
        return target.toString();
    }

    private String pathValue(MatchResult parameter) {
        return switch (chance.nextInt(20)) {
            case 0 -> "x".repeat(chance.nextInt(3_000));
            case 1 -> parameter.group().equals("{token}") ? one(tokens) : "7";
            case 2, 3, 4, 5, 6 -> one(PATH_VALUES);
            default -> Integer.toString(1 + chance.nextInt(4));
        };
    }

    private String queryValue() {
        return switch (chance.nextInt(4)) {
            case 0 -> one(PATH_VALUES);
            case 1 -> "y".repeat(chance.nextInt(400));
            default -> Integer.toString(chance.nextInt(30) - 3);
        };
    }

    private String headerValue() {
        return switch (chance.nextInt(4)) {
            case 0 -> "z".repeat(chance.nextInt(600));
            case 1 -> "\"" + chance.nextInt() + "\"";
            case 2 -> "*";
            default -> one(values).replaceAll("[^\\x20-\\x7e]", "");
        };
    }

    private byte[] body() {
        String text =
                switch (chance.nextInt(14)) {
                    case 0 -> one(values);
                    case 1 -> "[".repeat(chance.nextInt(3_000));
                    case 2 -> nested();
                    case 3 -> object() + object();
                    case 4 -> "\ufeff" + object();
                    case 5 -> object().substring(1);
                    default -> object();
                };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (oneIn(25) && bytes.length > 0) {
            bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
        }
        return bytes;
    }

    private String nested() {
        int depth = chance.nextInt(60);
        return "{\"title\":" + "{\"a\":[".repeat(depth) + "1" + "]}".repeat(depth) + "}";
    }

    private String object() {
        List<String> members = new ArrayList<>();
        for (int i = chance.nextInt(7); i >= 0; i--) {
            String name = one(FIELDS);
            members.add("\"" + name + "\":" + value());
            if (oneIn(30)) {
                members.add("\"" + name + "\":" + value());
            }
        }
        return "{" + String.join(",", members) + "}";
    }

    private String value() {
        return switch (chance.nextInt(24)) {
            case 0 -> "\"" + "ä".repeat(chance.nextInt(400)) + "\"";
            case 1 -> "\"" + "q".repeat(chance.nextInt(oneIn(10) ? 80_000 : 300)) + "\"";
            case 2 -> "9".repeat(1 + chance.nextInt(oneIn(10) ? 5_000 : 40));
            case 3 -> list();
            case 4, 5, 6, 7 -> Integer.toString(chance.nextInt(5));
            case 8, 9, 10, 11 ->
                    "\"name%s\""
                            .formatted(Integer.toString(chance.nextInt(500), 36))
                            .toLowerCase(Locale.ROOT);
            default -> one(values);
        };
    }

    private String list() {
        var items = new ArrayList<String>();
        for (int i = chance.nextInt(oneIn(8) ? 1_500 : 8); i > 0; i--) {
            items.add(Integer.toString(chance.nextInt(9) - 1));
        }
        return "[" + String.join(",", items) + "]";
    }

    private boolean oneIn(int times) {
        return chance.nextInt(times) == 0;
    }

    private <T> T one(List<T> among) {
        return among.get(chance.nextInt(among.size()));
    }
}
