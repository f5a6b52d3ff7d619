package minutebook.web.mail.letters;

import java.util.UUID;
import minutebook.events.UserId;
import minutebook.web.users.Links;

/** What the links in a letter prove to the pages behind them. */
sealed interface LinkTokens {
    String verify(UserId user);

    String reset(UserId user, UUID request);

    String unsubscribe(UserId user);

    record Real(Links links) implements LinkTokens {
        @Override
        public String verify(UserId user) {
            return links.verify(user);
        }

        @Override
        public String reset(UserId user, UUID request) {
            return links.reset(user, request);
        }

        @Override
        public String unsubscribe(UserId user) {
            return links.unsubscribe(user);
        }
    }

    /** They open nothing. */
    record Sample() implements LinkTokens {
        private static final String TOKEN = "preview";

        @Override
        public String verify(UserId user) {
            return TOKEN;
        }

        @Override
        public String reset(UserId user, UUID request) {
            return TOKEN;
        }

        @Override
        public String unsubscribe(UserId user) {
            return TOKEN;
        }
    }
}
