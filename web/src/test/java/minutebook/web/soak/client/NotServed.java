package minutebook.web.soak.client;

import java.io.IOException;

/** The server answered, but not with what was asked for. */
final class NotServed extends IOException {
    private static final long serialVersionUID = 1;

    NotServed(String answer) {
        super(answer);
    }
}
