package minutebook.web.live.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import minutebook.queries.notifications.Notice;

/**
 * Writes server-sent events (HTML Living Standard, 9.2.5). Ids and data are ours, on one line each,
 * so that nothing that a user typed can begin a line. For one thread.
 */
final class EventWriter {
    private final OutputStream out;
    private final String epoch;

    EventWriter(OutputStream out, String epoch) {
        this.out = out;
        this.epoch = epoch;
    }

    /**
     * How long the browser is to wait before it comes again, and where it would go on: the first
     * word, and the last one of a server that stops.
     */
    void comeAgain(int retryMillis, long position) throws IOException {
        write("retry: " + retryMillis + "\nid: " + new EventId(epoch, position) + "\n\n");
    }

    /** A block with only an id: the browser remembers it and tells nobody. */
    void position(long position) throws IOException {
        write("id: " + new EventId(epoch, position) + "\n\n");
    }

    /** What is only worth something now, and so has no id. */
    void hints(List<String> payloads) throws IOException {
        var text = new StringBuilder();
        for (String payload : payloads) {
            text.append("event: action_message\ndata: ").append(payload).append("\n\n");
        }
        write(text.toString());
    }

    void notices(List<Notice> notices) throws IOException {
        var text = new StringBuilder();
        for (Notice notice : notices) {
            text.append(event(notice.event(), notice.position(), notice.payload()));
        }
        write(text.toString());
    }

    /**
     * The first word to a client whose id is none of this book's: it must fetch everything anew. No
     * id comes before it: who lost the connection in between would never hear of it.
     */
    void resync(int retryMillis, long head) throws IOException {
        String message = "{\"message\":\"Your position is not one of this book: fetch all anew.\"}";
        write("retry: " + retryMillis + "\n\n" + event("resync", head, message));
        position(head);
    }

    private String event(String name, long position, String data) {
        return "id: "
                + new EventId(epoch, position)
                + "\nevent: "
                + name
                + "\ndata: "
                + data
                + "\n\n";
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
