package minutebook.web.messages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.docs.CheckedHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that came with messages, over HTTP. */
class FileRoutesIT {
    private static final String TEXT_FILE = "data:text/plain;base64,";

    private static TestServer server;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser cleo;
    private static TestUser dora;
    private static Speaker annasVoice;

    @BeforeAll
    static void start() {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
        cleo = server.register("cleo");
        dora = server.register("dora");
        annasVoice = new Speaker(anna);
    }

    @AfterAll
    static void stop() {
        annasVoice.close();
        server.close();
    }

    @Test
    void a_file_is_read_as_it_was_sent_and_downloaded_by_its_url() throws Exception {
        long project = project("Files");
        byte[] bytes = "Minutes of the day\n".getBytes(StandardCharsets.UTF_8);
        String data = TEXT_FILE + Base64.getEncoder().encodeToString(bytes);

        JsonNode sent = file(project, "Protokoll \"ä\"\u2028.TXT", data);
        JsonNode message = ben.get("/api/v1/messages/" + project).at("/data/0");

        assertEquals(sent, message);
        assertEquals(data, message.at("/file_base64").textValue());
        assertTrue(message.get("content").isNull());
        HttpResponse<byte[]> file = download(ben, message.at("/file_url").textValue());
        assertEquals(200, file.statusCode());
        assertArrayEquals(bytes, file.body());
        assertEquals("text/plain", header(file, "Content-Type"));
        assertEquals("nosniff", header(file, "X-Content-Type-Options"));
        assertTrue(header(file, "Content-Disposition").startsWith("attachment;"));
        assertTrue(header(file, "Content-Disposition").contains("Protokoll%20%22%C3%A4%22"));

        JsonNode byUrl = ben.get("/api/v1/messages/" + project + "?files=url").at("/data/0");
        assertTrue(byUrl.get("file_base64").isNull());
        assertEquals(message.at("/file_url"), byUrl.at("/file_url"));
    }

    @Test
    void the_same_bytes_under_two_names_are_each_downloaded_by_their_own() throws Exception {
        long project = project("Names");
        String bytes =
                Base64.getEncoder().encodeToString("Report".getBytes(StandardCharsets.UTF_8));
        JsonNode report = file(project, "report.doc", "data:application/msword;base64," + bytes);
        JsonNode copy = file(project, "copy.txt", "data:text/plain;base64," + bytes);

        HttpResponse<byte[]> older = download(ben, report.at("/file_url").textValue());
        assertEquals("application/msword", header(older, "Content-Type"));
        assertTrue(header(older, "Content-Disposition").endsWith("report.doc"));
        HttpResponse<byte[]> newer = download(ben, copy.at("/file_url").textValue());
        assertEquals("text/plain", header(newer, "Content-Type"));
        assertTrue(header(newer, "Content-Disposition").endsWith("copy.txt"));
        String another = report.at("/file_url").textValue().replaceFirst("=.*", "=1");
        assertEquals(404, ben.get(another).status());
    }

    @Test
    void a_file_is_there_for_those_who_see_a_message_with_it_and_for_nobody_else()
            throws Exception {
        long project = project("Secret files");
        JsonNode sent =
                annasVoice.send(
                        Map.of(
                                "project_id",
                                project,
                                "receiver_id",
                                ben.id(),
                                "file_name",
                                "plan.pdf",
                                "file_base64",
                                "data:text/html;charset=x,y;base64,PGI+"));
        assertTrue(sent.at("/errors/file_base64").isTextual(), "no data URL in Base64: " + sent);
        sent =
                annasVoice.send(
                        Map.of(
                                "project_id",
                                project,
                                "receiver_id",
                                ben.id(),
                                "file_name",
                                "plan.pdf",
                                "file_base64",
                                "data:text/html;base64,PGI+"));
        String url = sent.at("/file_url").textValue();

        assertEquals(200, download(anna, url).statusCode());
        assertEquals(200, download(ben, url).statusCode());
        for (TestUser other : List.of(cleo, dora)) {
            Reply reply = other.get(url);
            assertEquals(404, reply.status());
            assertEquals("File Not Found", reply.at("/message").textValue());
        }
        assertEquals(401, TestUser.nobody(server.url()).get(url).status());
        ben.delete("/api/v1/projects/" + project + "/leave", null);
        assertEquals(404, ben.get(url).status(), "who left");
        anna.delete("/api/v1/projects/" + project, null);
        assertEquals(404, anna.get(url).status(), "a deleted project's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%00", "..", "0", "ABCDEF", "%2e%2e%2f"})
    void what_names_no_file_is_not_found(String name) {
        assertEquals(404, anna.get("/api/v1/files/" + name).status());
        assertEquals(404, anna.get("/api/v1/files/" + "a".repeat(64)).status());
    }

    @Test
    void an_answer_carries_files_up_to_16_mb_and_the_urls_of_the_others() throws Exception {
        long project = project("Large files");
        byte[] nine = new byte[9 << 20];
        new Random(7).nextBytes(nine);
        file(project, "a.png", "data:image/png;base64," + Base64.getEncoder().encodeToString(nine));
        nine[0]++;
        String newer = "data:image/png;base64," + Base64.getEncoder().encodeToString(nine);
        file(project, "b.png", newer);

        Reply read = ben.get("/api/v1/messages/" + project);

        assertEquals(newer.length(), read.at("/data/0/file_base64").asText().length());
        assertEquals(newer, read.at("/data/0/file_base64").textValue());
        assertTrue(read.at("/data/1/file_base64").isNull());
        nine[0]--;
        assertArrayEquals(nine, download(ben, read.at("/data/1/file_url").textValue()).body());
        assertTrue(
                ben.get("/api/v1/messages/" + project + "?per_page=1&page=2")
                        .at("/data/0/file_base64")
                        .isTextual());
    }

    private static long project(String title) {
        return anna.createProject(title, List.of(cleo), List.of(ben));
    }

    private static JsonNode file(long project, String name, String data) {
        return annasVoice.send(
                Map.of("project_id", project, "file_name", name, "file_base64", data));
    }

    private static HttpResponse<byte[]> download(TestUser user, String url)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(server.url().resolve(url))
                        .header("Authorization", "Bearer " + user.token())
                        .build();
        return CheckedHttp.send(request, BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
