package minutebook.web.mail.letters;

import java.net.URI;
import java.util.function.Supplier;

/**
 * Where links lead: under {@code PUBLIC_URL} alone, whatever a request said its host was. The pages
 * take a token behind the {@code #}, which no browser sends.
 */
record LinkAddresses(Supplier<URI> publicUrl) {
    /** The front page. */
    String home() {
        return root() + "/";
    }

    String verifyEmail(String token) {
        return root() + "/verify-email#" + token;
    }

    /** Where anybody asks for a link to a new password. */
    String forgotPassword() {
        return root() + "/forgot-password";
    }

    String resetPassword(String token) {
        return root() + "/reset-password#" + token;
    }

    String unsubscribe(String token) {
        return root() + "/unsubscribe#" + token;
    }

    /** For mail programs, which do it on their own (RFC 8058). */
    String unsubscribeOneClick(String token) {
        return root() + "/api/v1/mail/unsubscribe/" + token;
    }

    private String root() {
        return publicUrl.get().toASCIIString();
    }
}
