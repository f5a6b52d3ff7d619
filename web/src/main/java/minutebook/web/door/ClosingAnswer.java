package minutebook.web.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.http.Status;
import java.io.UncheckedIOException;
import minutebook.web.http.Problem;
import minutebook.web.http.Problems;

/** The answer to what is no request: in the form of all errors, and the connection's last. */
final class ClosingAnswer {
    private final AnswerHeaders headers;

    ClosingAnswer(AnswerHeaders headers) {
        this.headers = headers;
    }

    /** Writes it, if there is still anybody to read it. */
    void write(DataWriter out, Exchange exchange, Problem problem) {
        headers.answered(exchange, problem.status());
        byte[] body = Problems.body(problem);
        var head = new StringBuilder(512);
        head.append("HTTP/1.1 ")
                .append(Status.create(problem.status()).code())
                .append(' ')
                .append(Status.create(problem.status()).reasonPhrase())
                .append("\r\n");
        problem.headers().forEach((name, value) -> line(head, name, value));
        headers.always(exchange).forEach((name, value) -> line(head, name, value));
        line(head, "Content-Type", Problems.MEDIA_TYPE);
        line(head, "Content-Length", Integer.toString(body.length));
        line(head, "Connection", "close");
        byte[] start = head.append("\r\n").toString().getBytes(ISO_8859_1);
        try {
            out.writeNow(BufferData.create(start), BufferData.create(body));
        } catch (UncheckedIOException gone) {
            // It is closed either way.
        }
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
