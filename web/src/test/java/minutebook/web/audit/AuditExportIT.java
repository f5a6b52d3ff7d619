package minutebook.web.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import minutebook.events.users.Role;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.http.Json;
import minutebook.web.live.Pace;
import minutebook.web.live.stream.EventStream;
import minutebook.web.live.stream.EventStream.Block;
import minutebook.web.mail.MailTable;
import minutebook.web.proof.ExportCheck;
import minutebook.web.proof.VerifyingKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Auditors take a copy of the book. */
class AuditExportIT {
    private static final String EVENTS = "/api/v1/audit/events";
    private static final String STREAM = "/api/v1/audit/stream";

    /** More than the kernel takes for a reader: 60 kB a line. */
    private static final int LARGE = 400;

    /** A writer waits until a third is read of what the kernel took, which may be 4 MB. */
    private static final int RELIEF_BYTES = 2 << 20;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration BEAT = Duration.ofMillis(250);
    private static final Duration STALLED_AFTER = Duration.ofSeconds(1);

    private static TestServer server;
    private static TestUser anna;
    private static TestUser auditor;
    private static long project;
    private static long large;

    @BeforeAll
    static void start() throws Exception {
        server =
                new TestServer(
                        Duration.ofMinutes(60), Pace.defaults().withStreams(BEAT, STALLED_AFTER));
        anna = server.register("anna");
        auditor = server.register("auditor");
        server.grant(auditor, Role.AUDITOR);
        project = anna.createProject("=1+1, \\\"Bridge\\\"; @all", List.of(), List.of());
        large = anna.createProject("Large", List.of(), List.of());
        try (var book = new AuditBook(server)) {
            book.say(anna, project, 600, 20);
            // In small pieces, since an append has five seconds.
            for (int i = 0; i < LARGE / 20; i++) {
                book.say(anna, large, 20, 20_000);
            }
        }
        new MailTable(server.database()).awaitAllEnded();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void it_is_all_of_the_book_and_in_pieces_it_is_the_same() throws Exception {
        Reply whole = export(auditor, "format=ndjson&to=650");
        String text = whole.http().body();

        List<String> lines = text.lines().toList();
        assertEquals("650", whole.header("Up-To-Position"));
        assertEquals(
                LongStream.rangeClosed(1, 650).boxed().toList(),
                lines.stream().map(AuditExportIT::position).toList());
        assertEquals(
                auditor.get(EVENTS + "/7").json(),
                Json.read(lines.get(6).getBytes(StandardCharsets.UTF_8)));

        String resumed =
                lines.subList(0, 300).stream().map(line -> line + "\n").reduce("", String::concat)
                        + export(auditor, "format=ndjson&to=650&after=300").http().body();
        assertEquals(text, resumed);
    }

    @Test
    void it_proves_itself_without_server_or_database() throws Exception {
        var key = VerifyingKey.of(auditor.get("/api/v1/audit/checkpoints/key").http().body());
        String proven = "format=ndjson&proof=true&to=650";
        String first = export(auditor, "format=ndjson&proof=true&to=300").http().body();
        for (String export :
                List.of(
                        export(auditor, proven).http().body(),
                        first + export(auditor, proven + "&after=300").http().body(),
                        export(auditor, proven + "&type=message-sent&project=" + project)
                                .http()
                                .body(),
                        export(auditor, proven + "&actor=999999").http().body())) {
            var result = new ExportCheck(Optional.of(key), _ -> {}).check(bytes(export));
            assertTrue(result.whole(), result.sentence());
            var cut = export.substring(0, export.length() - 2);
            assertFalse(new ExportCheck(Optional.of(key), _ -> {}).check(bytes(cut)).whole());
        }
        Reply refused = export(auditor, "format=csv&proof=true");
        assertEquals(400, refused.status());
        assertEquals(
                "'proof' must be left out but with 'format=ndjson'.",
                refused.at("/errors/proof").asText());
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long position(String line) {
        return Long.parseLong(line.replaceAll("^\\{\"position\":([0-9]+),.*$", "$1"));
    }

    @Test
    void csv_is_read_back_as_it_is_in_json() {
        String csv = export(auditor, "format=csv&project=" + project).http().body();
        List<List<String>> rows = parse(csv);

        var entries = auditor.get(EVENTS + "?limit=500&project=" + project).json().path("data");
        assertEquals(
                "position,stream,version,type,data,actor,command_id,recorded_at,hash,event",
                String.join(",", rows.getFirst()));
        assertEquals(601 + 1, rows.size());
        for (int i = 0; i < entries.size(); i++) {
            var expected = new ArrayList<String>();
            entries.get(i)
                    .forEach(it -> expected.add(it.isValueNode() ? it.asText() : it.toString()));
            assertEquals(expected, rows.get(i + 1));
        }
    }

    /** RFC 4180. */
    private static List<List<String>> parse(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char it = csv.charAt(i);
            if (quoted && it == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                field.append(it);
                i++;
            } else if (it == '"') {
                quoted = !quoted;
            } else if (!quoted && (it == ',' || it == '\n')) {
                row.add(field.toString());
                field.setLength(0);
                if (it == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (quoted || it != '\r') {
                field.append(it);
            }
        }
        return rows;
    }

    @Test
    void it_ends_where_the_book_ended_when_it_began_whoever_writes_meanwhile() throws Exception {
        try (var socket = open(auditor, "format=ndjson&type=message-sent&project=" + large);
                var book = new AuditBook(server)) {
            var in = socket.getInputStream();
            long end = Long.parseLong(header(in, "Up-To-Position"));
            long later = book.say(anna, large, 1, 10);

            String body = new String(unchunk(in), StandardCharsets.UTF_8);

            assertTrue(later > end);
            List<Long> positions = body.lines().map(AuditExportIT::position).toList();
            assertEquals(LARGE, positions.size());
            assertTrue(positions.getLast() <= end);
        }
    }

    @Test
    void what_is_broken_off_has_no_last_chunk_and_goes_on_after_its_last_whole_line()
            throws Exception {
        TestUser ben = server.register("ben");
        server.grant(ben, Role.AUDITOR);
        String query = "format=ndjson&to=900&stream=room-" + large;
        byte[] whole = export(auditor, query).http().body().getBytes(StandardCharsets.UTF_8);
        try (var socket = open(ben, query)) {
            var in = socket.getInputStream();
            header(in, "Up-To-Position");

            server.revoke(ben, Role.AUDITOR);

            var begun = new Chunks(in);
            assertThrows(IOException.class, begun::readAll);
            byte[] part = begun.read();
            assertTrue(part.length < whole.length, "all of it came");
            assertArrayEquals(Arrays.copyOf(whole, part.length), part);

            server.grant(ben, Role.AUDITOR);
            String cut = new String(part, StandardCharsets.UTF_8);
            String lines = cut.substring(0, cut.lastIndexOf('\n') + 1);
            long last = lines.lines().map(AuditExportIT::position).reduce(0L, (_, it) -> it);
            String rest = export(ben, query + "&after=" + last).http().body();
            assertEquals(new String(whole, StandardCharsets.UTF_8), lines + rest);
        }
    }

    @Test
    void a_user_has_two_at_once_and_a_node_four() throws Exception {
        String query = "format=csv&project=" + large;
        List<TestUser> users = Stream.generate(() -> server.register("carl")).limit(3).toList();
        users.forEach(it -> server.grant(it, Role.AUDITOR));
        List<TestUser> busy = users.subList(0, 2);
        var open = new ArrayList<Socket>();
        try {
            for (TestUser each : busy) {
                for (int i = 0; i < 2; i++) {
                    Socket socket = open(each, query);
                    open.add(socket);
                    header(socket.getInputStream(), "Up-To-Position");
                }
                relieve(open);
                Reply third = export(each, query);
                assertEquals(429, third.status());
                assertEquals("10", third.header("Retry-After"));
            }
            relieve(open);
            Reply fifth = export(users.getLast(), query);
            assertEquals(503, fifth.status());
            assertEquals("10", fifth.header("Retry-After"));
        } finally {
            for (Socket each : open) {
                each.close();
            }
        }
        busy.forEach(AuditExportIT::awaitPlace);
    }

    /** Lets all go on for a moment: whoever takes nothing for ten seconds is cut. */
    private static void relieve(List<Socket> open) throws IOException {
        for (Socket each : open) {
            each.getInputStream().skipNBytes(RELIEF_BYTES);
        }
    }

    /** The server sees a moment later that somebody has hung up. */
    private static void awaitPlace(TestUser of) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (export(of, "format=csv&to=1").status() != 200) {
            assertTrue(System.nanoTime() < until, "a place is not left");
        }
    }

    @Test
    void whoever_does_not_read_keeps_nobody_waiting_and_a_stream_is_cut_and_goes_on_later()
            throws Exception {
        TestUser slow = server.register("slow");
        server.grant(slow, Role.AUDITOR);
        long other = anna.createProject("Other", List.of(), List.of());
        String room = "stream=room-" + large;
        List<Long> all =
                export(auditor, "format=ndjson&" + room)
                        .http()
                        .body()
                        .lines()
                        .map(AuditExportIT::position)
                        .toList();
        try (var stalledExport = open(slow, "format=ndjson&" + room);
                var stalled = ask(slow, STREAM + "?from=1&" + room);
                var quick = EventStream.open(request(auditor, "type=project-renamed"))) {
            header(stalledExport.getInputStream(), "Up-To-Position");
            quick.next();

            anna.put("/api/v1/projects/" + other, "{\"title\": \"Other 2\"}");
            assertEquals("project-renamed", quick.nextEvent().data().path("type").asText());
            assertEquals(200, export(auditor, "format=ndjson&to=300").status());
            // So much later the other one must have been cut, whatever it still has to read.
            for (int i = 0; i < 3 * STALLED_AFTER.dividedBy(BEAT); i++) {
                quick.next();
            }

            List<String> ids = ids(stalled);
            assertTrue(!ids.isEmpty() && ids.size() < all.size(), () -> ids.size() + " came");
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (ids.size() < all.size()) {
                // Again, if a busy machine makes who does read look like who does not.
                assertTrue(System.nanoTime() < until, () -> ids.size() + " came");
                goOn(slow, room, ids, all.size());
            }
            assertEquals(
                    all, ids.stream().map(it -> Long.valueOf(it.replaceAll("^.*-", ""))).toList());
        }
    }

    /** Adds what comes behind the last of these ids, until there are so many or it is cut. */
    private static void goOn(TestUser by, String query, List<String> ids, int enough)
            throws Exception {
        var request = request(by, query).header("Last-Event-ID", ids.getLast());
        try (var stream = EventStream.open(request)) {
            while (ids.size() < enough) {
                Block next = stream.nextEvent();
                if (next.isEnd()) {
                    return;
                }
                ids.add(next.id());
            }
        }
    }

    private static HttpRequest.Builder request(TestUser by, String query) {
        return HttpRequest.newBuilder(
                by.server().resolve(STREAM + "?token=" + by.token() + "&" + query));
    }

    /** The ids of all entries that still arrive whole, until the connection ends. */
    private static List<String> ids(Socket socket) throws IOException {
        var ids = new ArrayList<String>();
        String id = "";
        boolean told = false;
        var reader =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                    told = false;
                } else if (line.startsWith("data: ")) {
                    told = true;
                } else if (line.isEmpty() && told) {
                    ids.add(id);
                    told = false;
                }
            }
        } catch (SocketException reset) {
            // However it ends, it has ended.
        }
        return ids;
    }

    private static Reply export(TestUser by, String query) {
        return by.get(EVENTS + "?" + query);
    }

    /** A reader who takes no more than it has read, so that the server waits for it. */
    private static Socket open(TestUser by, String query) throws IOException {
        return ask(by, EVENTS + "?" + query);
    }

    private static Socket ask(TestUser by, String path) throws IOException {
        var socket = new Socket();
        socket.setSoTimeout(20_000);
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(by.server().getHost(), by.server().getPort()));
        String request =
                "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(path, by.server().getAuthority(), by.token());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Reads the head to its end; one of its headers. */
    private static String header(InputStream in, String name) throws IOException {
        String value = "";
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, name, 0, name.length())) {
                value = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return value;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The answer broke off");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static byte[] unchunk(InputStream in) throws IOException {
        var chunks = new Chunks(in);
        chunks.readAll();
        return chunks.read();
    }

    /** What came of an answer in chunks. */
    private static final class Chunks {
        private final InputStream in;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Chunks(InputStream in) {
            this.in = in;
        }

        /** Up to the last chunk, which is empty; throws where there is none. */
        void readAll() throws IOException {
            for (int size = size(); size > 0; size = size()) {
                byte[] chunk = in.readNBytes(size);
                body.writeBytes(chunk);
                if (chunk.length < size) {
                    throw new IOException("The answer broke off");
                }
                line(in);
            }
        }

        private int size() throws IOException {
            return Integer.parseInt(line(in), 16);
        }

        byte[] read() {
            return body.toByteArray();
        }
    }
}
