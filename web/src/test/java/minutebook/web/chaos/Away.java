package minutebook.web.chaos;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import minutebook.web.TestUser;
import minutebook.web.cluster.MailSink;
import minutebook.web.soak.Population;

/**
 * Some of the people never have a stream or a socket: they hear of their projects by mail.
 *
 * @param present the others
 */
record Away(List<TestUser> away, List<TestUser> present) {
    private static final Pattern LINK = Pattern.compile("/verify-email#(\\S+)");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** The last so many. */
    static Away of(Population people, int count) {
        List<TestUser> all = people.users();
        int present = all.size() - count;
        return new Away(all.subList(present, all.size()), all.subList(0, present));
    }

    Set<Long> ids() {
        return away.stream().map(TestUser::id).collect(Collectors.toSet());
    }

    /** They follow the links that they were mailed. */
    void verify(MailSink mail) {
        for (TestUser it : away) {
            String body = "{\"token\": \"%s\"}".formatted(token(mail, it.email()));
            int status = TestUser.nobody(it.server()).put("/api/v1/users/verify", body).status();
            if (status != 200) {
                throw new IllegalStateException("A link is answered by " + status);
            }
        }
    }

    private static String token(MailSink mail, String address) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        Optional<String> token = find(mail, address);
        while (token.isEmpty()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("No mail came to " + address);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            token = find(mail, address);
        }
        return token.get();
    }

    private static Optional<String> find(MailSink mail, String address) {
        return mail.taken().stream()
                .filter(it -> it.to().equals(address))
                .map(it -> LINK.matcher(plain(it.text())))
                .filter(Matcher::find)
                .map(it -> it.group(1))
                .findFirst();
    }

    /** The text of its first part, as a person reads it. */
    private static String plain(String mail) {
        try {
            var message =
                    new MimeMessage(
                            Session.getInstance(new Properties()),
                            new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
            return message.getContent() instanceof Multipart parts
                    ? parts.getBodyPart(0).getContent().toString()
                    : message.getContent().toString();
        } catch (MessagingException | IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
