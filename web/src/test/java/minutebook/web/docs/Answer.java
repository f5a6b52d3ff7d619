package minutebook.web.docs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the server answered to a request.
 *
 * @param path as it was asked for, without the query
 * @param headers by name, in any case
 * @param body empty also where it is a stream, which has no end
 */
record Answer(
        String method, String path, int status, Map<String, List<String>> headers, byte[] body) {
    Answer {
        var anyCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Without its parameters; empty: none. */
    String mediaType() {
        return header("Content-Type").orElse("").split(";", 2)[0].strip();
    }
}
