package minutebook.web.mail;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import minutebook.events.users.Role;
import minutebook.web.MailNode;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.mail.outbox.MailPace;
import minutebook.web.mail.outbox.MailWay;
import minutebook.web.mail.transport.Mail;
import minutebook.web.mail.transport.MailFault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing that is to be mailed is lost, or sent twice, whatever the mail server does. */
class OutboxIT {
    /** Nobody waits here for the end of a claim: a busy machine is to renew each in time. */
    private static final MailPace PACE =
            new MailPace(
                    MailNode.FAST.deferredFirst(),
                    MailNode.FAST.deferredMax(),
                    MailNode.FAST.restFirst(),
                    MailNode.FAST.restMax(),
                    Duration.ofSeconds(5),
                    MailNode.FAST.lateAfter(),
                    MailNode.FAST.farewell());

    private static final TestPost POST = new TestPost();

    private static TestServer server;
    private static MailTable table;
    private static TestUser admin;

    @BeforeAll
    static void start() {
        server = TestServer.mailing(new MailWay(PACE, POST::transport));
        table = new MailTable(server.database());
        admin = server.register("admin");
        server.grant(admin, Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void calm() {
        POST.opening(_ -> {});
        POST.taking(_ -> {});
    }

    private static List<String> told(TestUser user) throws Exception {
        table.awaitAllEnded();
        return table.told(user.id());
    }

    @Test
    void what_is_sent_is_told_to_the_book() throws Exception {
        TestUser anna = server.register("anna");
        POST.awaitMailsTo(anna.email(), 1);

        List<String> told = told(anna);
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.getFirst().startsWith("mail-sent "), told::toString);
        assertEquals(List.of("sent"), table.states(anna.id()));
    }

    @Test
    void a_server_that_cannot_be_reached_delays_no_command_and_loses_no_mail() throws Exception {
        POST.opening(
                _ -> {
                    throw new MailFault.Unreachable("Nobody is there.", null);
                });
        var people = new ArrayList<TestUser>();
        for (int i = 0; i < 8; i++) {
            people.add(server.register("away"));
        }
        awaitWarning(true);
        assertEquals(0, POST.mailsTo(people.getFirst().email()).size());

        POST.opening(_ -> {});
        for (TestUser each : people) {
            POST.awaitMailsTo(each.email(), 1);
        }
        awaitWarning(false);
        assertEquals(1, told(people.getFirst()).size());
    }

    private static void awaitWarning(boolean wanted) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (TestUser.nobody(server.url())
                        .get("/observe/health/ready")
                        .json()
                        .toString()
                        .contains("Mail stands still")
                != wanted) {
            assertTrue(System.nanoTime() < until, "wanted a warning: " + wanted);
            Thread.sleep(50);
        }
    }

    @Test
    void what_is_put_off_is_tried_again_and_the_others_do_not_wait() throws Exception {
        var failures = new AtomicInteger();
        POST.taking(
                mail -> {
                    if (mail != null && mail.to().startsWith("busy") && failures.get() < 3) {
                        failures.incrementAndGet();
                        throw new MailFault.Deferred("450 4.2.1 The mailbox is busy.", null);
                    }
                });
        TestUser busy = server.register("busy");
        TestUser other = server.register("other");

        POST.awaitMailsTo(other.email(), 1);
        POST.awaitMailsTo(busy.email(), 1);
        assertEquals(3, failures.get());
        assertEquals(1, told(busy).size());
        assertEquals(List.of("4"), attempts(busy));
    }

    private static List<String> attempts(TestUser user) throws Exception {
        return table.texts("select attempts from mail.outbox where recipient = " + user.id());
    }

    @Test
    void what_is_refused_is_kept_and_can_be_sent_again() throws Exception {
        POST.taking(
                _ -> {
                    throw new MailFault.Refused("550 5.1.1", "There is no such mailbox.", null);
                });
        TestUser ben = server.register("ben");
        long mail = RefusedMail.id(ben, admin);
        assertEquals(List.of("1"), attempts(ben));

        POST.taking(_ -> {});
        Reply retried = admin.post("/api/v1/mail/%d/retry".formatted(mail), "{}");
        assertEquals(200, retried.status(), retried.json()::toString);
        POST.awaitMailsTo(ben.email(), 1);

        List<String> types = told(ben).stream().map(it -> it.split(" ", 2)[0]).toList();
        assertEquals(List.of("mail-refused", "mail-retried", "mail-sent"), types);
        assertEquals(409, admin.post("/api/v1/mail/%d/retry".formatted(mail), "{}").status());
        assertEquals(404, admin.post("/api/v1/mail/999999/retry", "{}").status());
        assertEquals(404, admin.post("/api/v1/mail/none/retry", "{}").status());
    }

    @Test
    void admins_see_what_became_of_mails() throws Exception {
        POST.taking(
                it -> {
                    String address = it == null ? "" : it.to().toUpperCase(Locale.ROOT);
                    String said = "<%s>: FULL of 100%%.".formatted(address);
                    throw new MailFault.Refused("552 5.2.2", said, null);
                });
        TestUser full = server.register("full");
        long mail = RefusedMail.id(full, admin);

        for (String query :
                List.of("?state=refused", "?filter_by=full of 100%25", "?filter_by=552")) {
            Reply list = admin.get("/api/v1/mail" + query.replace(" ", "%20"));
            assertEquals(mail, list.at("/data/0/id").asLong(), query + list.json());
            assertEquals("552 5.2.2", list.at("/data/0/reason").textValue());
            assertEquals(full.name(), list.at("/data/0/recipient/username").textValue());
            assertEquals("<the recipient>: FULL of 100%.", list.at("/data/0/problem").textValue());
        }
        assertEquals(0, admin.get("/api/v1/mail?filter_by=100%25x").at("/total").asInt());
        assertEquals(400, admin.get("/api/v1/mail?state=lost").status());
        assertEquals(404, admin.get("/api/v1/mail?page=1000").status());
        assertEquals(403, full.get("/api/v1/mail").status());
    }

    @Test
    void a_mail_that_cannot_be_written_does_not_stop_the_others() throws Exception {
        POST.taking(
                mail -> {
                    if (mail != null && mail.to().startsWith("poison")) {
                        throw new IllegalStateException("poisoned");
                    }
                });
        TestUser poison = server.register("poison");
        TestUser other = server.register("other");

        POST.awaitMailsTo(other.email(), 1);
        POST.taking(_ -> {});
        POST.awaitMailsTo(poison.email(), 1);
    }

    @Test
    void nodes_share_the_work_and_send_nothing_twice() throws Exception {
        var ofOther = new TestPost();
        var otherSends = new CountDownLatch(1);
        ofOther.taking(_ -> otherSends.countDown());
        POST.taking(_ -> hangOn(otherSends));
        try (TestServer other = server.againMailing(new MailWay(PACE, ofOther::transport))) {
            var people = new ArrayList<TestUser>();
            for (int i = 0; i < 8; i++) {
                people.add((i % 2 == 0 ? server : other).register("shared"));
            }
            table.awaitAllEnded();

            var all = new ArrayList<Mail>(POST.mails());
            all.addAll(ofOther.mails());
            Map<String, Long> times = all.stream().collect(groupingBy(Mail::to, counting()));
            for (TestUser each : people) {
                assertEquals(1, times.get(each.email()));
                assertEquals(1, table.told(each.id()).size());
            }
            assertFalse(ofOther.mails().isEmpty());
            assertFalse(POST.mails().isEmpty());
        }
    }

    @Test
    void what_a_node_began_and_did_not_end_another_one_sends() throws Exception {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var ofOther = new TestPost();
        ofOther.taking(
                _ -> {
                    begun.countDown();
                    hangOn(never);
                });
        POST.opening(
                _ -> {
                    throw new MailFault.Unreachable("Not from here.", null);
                });
        TestUser dora;
        try (TestServer other = server.againMailing(new MailWay(PACE, ofOther::transport))) {
            dora = other.register("dora");
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            POST.opening(_ -> {});
            // Whoever lives goes on: nobody takes it away.
            assertEquals(0, POST.mailsTo(dora.email()).size());
        }
        POST.awaitMailsTo(dora.email(), 1);
        assertEquals(1, told(dora).size());
    }

    @Test
    void nothing_goes_to_who_is_erased_and_no_word_of_a_mail_server_about_them_stays()
            throws Exception {
        var erased = new CountDownLatch(1);
        POST.taking(
                mail -> {
                    if (mail != null && mail.to().startsWith("gwen")) {
                        hangOn(erased);
                        throw new MailFault.Refused("550", "Gwendolyn has moved.", null);
                    }
                });
        TestUser gone = server.register("gwen");
        table.await(ofRecipient(gone, "claimed_until is not null"), found -> found.size() == 1);
        table.update(
                "update mail.outbox set problem = 'Gwendolyn is busy.' where recipient = "
                        + gone.id());
        String forgotten = "{\"email\": \"%s\"}".formatted(gone.email());
        for (int i = 0; i < 6; i++) {
            gone.post("/api/v1/users/me/forget-password", forgotten);
        }
        table.await(ofRecipient(gone, "true"), found -> found.size() == 7);

        assertEquals(200, gone.delete("/api/v1/users/me", null).status());
        table.await(
                ofRecipient(gone, "state = 'waiting' and claimed_until is null"), List::isEmpty);
        assertEquals(List.of(), table.texts(ofRecipient(gone, "problem is not null")));
        erased.countDown();
        List<String> told = told(gone);

        assertEquals(List.of(), table.texts(ofRecipient(gone, "problem is not null")));
        assertEquals(0, POST.mailsTo(gone.email()).size());
        assertEquals(7, told.size(), told::toString);
        long dropped =
                Long.parseLong(table.texts(ofRecipient(gone, "reason = 'no-recipient'")).getLast());
        assertEquals(200, admin.post("/api/v1/mail/%d/retry".formatted(dropped), "{}").status());
        assertEquals(9, told(gone).size(), "retried, and dropped again");
        assertEquals(0, POST.mailsTo(gone.email()).size());
    }

    private static String ofRecipient(TestUser user, String condition) {
        return "select id from mail.outbox where recipient = %d and %s order by id"
                .formatted(user.id(), condition);
    }

    private static void hangOn(CountDownLatch latch) throws MailFault {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new MailFault.Deferred("Interrupted.", e);
        }
    }

    @Test
    void read_models_that_are_built_anew_send_nothing() throws Exception {
        table.awaitAllEnded();
        int before = POST.mails().size();
        assertEquals(6, table.update("delete from queries.checkpoint"));
        TestUser latest = server.register("latest");
        table.await("select 1 from queries.checkpoint", found -> found.size() == 6);
        POST.awaitMailsTo(latest.email(), 1);
        table.awaitAllEnded();
        assertEquals(before + 1, POST.mails().size());
    }
}
