package minutebook.web.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minutebook.events.mail.MailKind;
import minutebook.events.users.Role;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.live.chat.ChatClient;
import minutebook.web.live.stream.EventStream;
import minutebook.web.mail.outbox.MailPace;
import minutebook.web.mail.outbox.MailWay;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is mailed what, and what the links in it do: contract part 5. */
class MailsIT {
    private static final TestPost POST = new TestPost();
    private static final String NEW_PASSWORD = "an-other-Passw0rd";

    private static TestServer server;
    private static MailTable table;
    private static TestUser nobody;
    private static TestUser admin;
    private static TestUser anna;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.mailingWithLimits(new MailWay(MailPace.defaults(), POST::transport));
        table = new MailTable(server.database());
        nobody = TestUser.nobody(server.url());
        admin = server.register("admin");
        server.grant(admin, Role.ADMIN);
        anna = verified("anna");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        BodyPart plain = ((MimeMultipart) mail.getContent()).getBodyPart(0);
        assertTrue(plain.isMimeType("text/plain"), plain.getContentType());
        return (String) plain.getContent();
    }

    /** What stands behind the # of the link to one of our pages. */
    private static String token(MimeMessage mail, String page) throws Exception {
        Matcher link =
                Pattern.compile(Pattern.quote(server.url() + page) + "#(\\S+)").matcher(text(mail));
        assertTrue(link.find(), text(mail));
        return link.group(1);
    }

    private static TestUser verified(String name) throws Exception {
        TestUser user = server.register(name);
        MimeMessage mail = POST.awaitMailsTo(user.email(), 1).getFirst();
        Reply verified =
                nobody.put(
                        "/api/v1/users/verify",
                        "{\"token\": \"%s\"}".formatted(token(mail, "/verify-email")));
        assertEquals(200, verified.status(), verified.json()::toString);
        return user;
    }

    private static long project(TestUser... participants) {
        return anna.createProject("Bridge " + System.nanoTime(), List.of(), List.of(participants));
    }

    /** That somebody is not mailed is known when the outbox has read all that happened. */
    private static void assertNoFurtherMail(TestUser user, int before) throws Exception {
        table.awaitNoted();
        assertEquals(before, table.states(user.id()).size());
    }

    @Test
    void who_registers_is_mailed_a_link_that_verifies_the_address() throws Exception {
        TestUser ben = verified("ben");
        assertTrue(ben.get("/api/v1/users/me").at("/verified").asBoolean());
    }

    @Test
    void who_forgot_the_password_is_mailed_a_link_that_is_good_once() throws Exception {
        TestUser ben = server.register("ben");
        // Two couriers may carry two mails in any order.
        POST.awaitMailsTo(ben.email(), 1);
        nobody.post(
                "/api/v1/users/me/forget-password", "{\"email\": \"%s\"}".formatted(ben.email()));
        String token = token(POST.awaitMailsTo(ben.email(), 2).getLast(), "/reset-password");

        String wish =
                "{\"token\": \"%s\", \"new_password\": \"%s\"}".formatted(token, NEW_PASSWORD);
        assertEquals(200, nobody.put("/api/v1/users/me/forget-password", wish).status());
        assertEquals(400, nobody.put("/api/v1/users/me/forget-password", wish).status());

        MimeMessage changed = POST.awaitMailsTo(ben.email(), 3).getLast();
        assertFalse(text(changed).contains(NEW_PASSWORD), text(changed));
    }

    @Test
    void who_changes_the_password_is_told_by_mail() throws Exception {
        TestUser ben = server.register("ben");
        POST.awaitMailsTo(ben.email(), 1);
        Reply changed =
                ben.put(
                        "/api/v1/users/me/reset-password",
                        "{\"older_password\": \"%s\", \"new_password\": \"%s\"}"
                                .formatted(TestUser.PASSWORD, NEW_PASSWORD));
        assertEquals(200, changed.status(), changed.json()::toString);

        MimeMessage mail = POST.awaitMailsTo(ben.email(), 2).getLast();
        assertTrue(mail.getSubject().contains("password"), mail.getSubject());
        assertFalse(text(mail).contains(NEW_PASSWORD), text(mail));
    }

    @Test
    void who_may_come_back_is_told_by_mail() throws Exception {
        TestUser ben = server.register("ben");
        // Who is archived when it is their mail's turn does not get it.
        POST.awaitMailsTo(ben.email(), 1);
        admin.post("/api/v1/users/archive/" + ben.id(), "{}");
        admin.delete("/api/v1/users/archive/" + ben.id(), null);

        POST.awaitMailsTo(ben.email(), 2);
        assertEquals(
                List.of("verify-email", "account-unarchived"),
                table.texts(
                        "select kind from mail.outbox where recipient = %d order by id"
                                .formatted(ben.id())));
    }

    @Test
    void who_is_added_to_a_project_and_is_not_here_is_told_by_mail() throws Exception {
        TestUser ben = verified("ben");
        TestUser cleo = verified("cleo");
        long project = project(ben);
        anna.post(
                "/api/v1/projects/%d/invite".formatted(project),
                "{\"participant\": %d}".formatted(cleo.id()));

        for (TestUser each : List.of(ben, cleo)) {
            MimeMessage mail = POST.awaitMailsTo(each.email(), 2).getLast();
            assertTrue(text(mail).contains(anna.name()), text(mail));
            assertTrue(text(mail).contains("Bridge"), text(mail));
        }
        assertNoFurtherMail(anna, 1);
    }

    @Test
    void who_sees_it_live_is_not_mailed() throws Exception {
        TestUser ben = verified("ben");
        TestUser cleo = verified("cleo");
        try (EventStream stream = EventStream.of(ben);
                ChatClient socket = ChatClient.connect(cleo)) {
            // Whoever is let in is known to be here a moment later.
            table.await(
                    "select 1 from live.presence where place = 'socket' and user_id = " + cleo.id(),
                    found -> !found.isEmpty());
            long project = project(ben, cleo);
            assertEquals("action_project", stream.nextEvent().event());
            assertNoFurtherMail(ben, 1);
            assertNoFurtherMail(cleo, 1);
            assertEquals(1, socket.join(project).size());
        }
    }

    @Test
    void whose_address_is_not_verified_is_mailed_nothing_about_projects() throws Exception {
        TestUser ben = server.register("ben");
        project(ben);
        assertNoFurtherMail(ben, 1);
    }

    @Test
    void who_unsubscribes_by_the_mail_is_mailed_no_more_about_projects() throws Exception {
        TestUser ben = verified("ben");
        project(ben);
        MimeMessage mail = POST.awaitMailsTo(ben.email(), 2).getLast();
        assertEquals("List-Unsubscribe=One-Click", mail.getHeader("List-Unsubscribe-Post", null));
        String link = mail.getHeader("List-Unsubscribe", null).replaceAll("[<>]", "");
        assertTrue(link.startsWith(server.url() + "/api/v1/mail/unsubscribe/"), link);

        assertEquals(200, nobody.post(link.replace(server.url().toString(), ""), "{}").status());
        project(ben);
        assertNoFurtherMail(ben, 2);

        assertEquals(200, ben.put("/api/v1/users/me/mail", "{\"projects\": true}").status());
        project(ben);
        POST.awaitMailsTo(ben.email(), 3);
    }

    @Test
    void who_is_invited_again_and_again_is_mailed_five_times_and_admins_may_send_the_rest()
            throws Exception {
        TestUser ben = verified("ben");
        for (int i = 0; i < 7; i++) {
            project(ben);
        }
        POST.awaitMailsTo(ben.email(), 1 + 5);
        table.awaitAllEnded();
        assertEquals(6, POST.mailsTo(ben.email()).size());
        assertEquals(6, table.told(ben.id()).size());

        Reply dropped = admin.get("/api/v1/mail?filter_by=too-many");
        assertEquals(2, dropped.at("/total").asInt(), dropped.json()::toString);
        long mail = dropped.at("/data/0/id").asLong();
        assertEquals(200, admin.post("/api/v1/mail/%d/retry".formatted(mail), "{}").status());
        POST.awaitMailsTo(ben.email(), 1 + 6);
    }

    @ParameterizedTest
    @EnumSource
    void admins_look_at_each_kind_of_mail(MailKind kind) {
        Reply preview = admin.get("/api/v1/mail/preview/" + kind.text());
        assertEquals(kind.text(), preview.at("/kind").textValue());
        assertTrue(preview.at("/html").textValue().contains("&lt;b&gt;"), preview.json()::toString);

        Reply page =
                admin.send(
                        "GET",
                        "/api/v1/mail/preview/" + kind.text(),
                        null,
                        Map.of("Accept", "text/html"));
        assertEquals(preview.at("/html").textValue(), page.http().body());
        assertEquals(404, admin.get("/api/v1/mail/preview/none").status());
    }
}
