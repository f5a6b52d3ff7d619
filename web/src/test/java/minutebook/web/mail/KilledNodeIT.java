package minutebook.web.mail;

import static minutebook.web.mail.transport.ScriptedSmtp.GREETING;
import static minutebook.web.mail.transport.ScriptedSmtp.beSilent;
import static minutebook.web.mail.transport.ScriptedSmtp.both;
import static minutebook.web.mail.transport.ScriptedSmtp.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import minutebook.web.MailNode;
import minutebook.web.ServerProcess;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.cluster.Signals;
import minutebook.web.mail.transport.ScriptedSmtp;
import minutebook.web.mail.transport.ScriptedSmtp.Act;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A node is killed before, while and after it hands a mail over. */
class KilledNodeIT {
    private static final long PATIENCE_MINUTES = 3;

    @Test
    void the_mail_is_sent_again_only_if_the_server_took_it_and_nobody_noted_that()
            throws Exception {
        PGSimpleDataSource database = TestServer.newDatabase();
        var table = new MailTable(database);
        try (var smtp = new ScriptedSmtp()) {
            String[] address = address(database, smtp);

            smtp.on(GREETING, beSilent());
            ServerProcess node = ServerProcess.start(MailNode.class, address);
            TestUser ben = TestUser.register(URI.create(node.url()), "ben");
            table.await(
                    "select 1 from mail.outbox where claimed_until > now()",
                    found -> !found.isEmpty());
            node.kill();

            smtp.on(GREETING, say("220 scripted.example ready"));
            killWhen(smtp, address, ".", beSilent(), false);
            assertEquals(List.of("waiting"), table.states(ben.id()));

            killWhen(smtp, address, ".", say("250 2.0.0 queued"), true);
            assertEquals(List.of("waiting"), table.states(ben.id()));

            smtp.on(".", say("250 2.0.0 queued once more"));
            try (var last = ServerProcess.start(MailNode.class, address)) {
                assertTrue(last.isAlive());
                table.awaitAllEnded();
                assertEquals(List.of("sent"), table.states(ben.id()));
                assertEquals(1, table.told(ben.id()).size());
                assertTrue(last.isAlive());
            }
            List<String> ids =
                    smtp.lines().stream().filter(it -> it.startsWith("Message-ID:")).toList();
            assertEquals(3, ids.size(), ids::toString);
            assertEquals(1, ids.stream().distinct().count(), ids::toString);
        }
    }

    /** Starts a node that is killed when it comes to a stage, before or after the answer. */
    private static void killWhen(
            ScriptedSmtp smtp, String[] address, String stage, Act answer, boolean answered)
            throws Exception {
        var arrived = new CountDownLatch(1);
        var killed = new CountDownLatch(1);
        var held = new CompletableFuture<ServerProcess>();
        Act arrive =
                _ -> {
                    if (answered) {
                        // What is said to it from here on, it hears too late.
                        Signals.send(Signals.STOP, held.join().handle());
                    }
                    arrived.countDown();
                };
        Act wait =
                _ -> {
                    killed.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
                };
        smtp.on(stage, answered ? both(arrive, both(answer, wait)) : both(arrive, answer));
        ServerProcess node = ServerProcess.start(MailNode.class, address);
        held.complete(node);
        assertTrue(arrived.await(PATIENCE_MINUTES, TimeUnit.MINUTES));
        node.kill();
        killed.countDown();
    }

    private static String[] address(PGSimpleDataSource database, ScriptedSmtp smtp) {
        return new String[] {
            String.valueOf(database.getURL()),
            String.valueOf(database.getUser()),
            String.valueOf(database.getPassword()),
            "smtp://127.0.0.1:%d".formatted(smtp.port())
        };
    }
}
