package minutebook.web;

import java.io.PrintStream;
import minutebook.web.database.AnalystAccess;
import minutebook.web.database.AnalystAccess.Login;
import minutebook.web.database.DatabaseUrl;

/** Logins for analysts by the operator's hand: what became of it on {@code out}. */
final class OperatorAnalysts {
    private final DatabaseUrl url;
    private final AnalystAccess access;
    private final boolean embedded;
    private final PrintStream out;

    OperatorAnalysts(DatabaseUrl url, boolean embedded, PrintStream out) {
        this.url = url;
        this.access = new AnalystAccess(url, embedded);
        this.embedded = embedded;
        this.out = out;
    }

    /** Throws {@link minutebook.web.start.CannotStart} if nothing was done. */
    void run(AnalystWish wish) {
        switch (wish.kind()) {
            case OPEN -> tell(access.open(wish.name()));
            case RENEW -> tell(access.renew(wish.name()));
            case REVOKE -> {
                access.revoke(wish.name());
                out.printf("%s can read nothing any more.%n", wish.name());
            }
        }
    }

    private void tell(Login login) {
        String place = url.jdbc().substring("jdbc:postgresql://".length());
        out.printf(
                """
                %1$s can read the schema analytics, and nothing else.
                password, shown this once: %2$s
                psql: psql "postgres://%1$s@%3$s"
                JDBC: jdbc:postgresql://%3$s%4$suser=%1$s
                """,
                login.name(), login.password(), place, place.contains("?") ? "&" : "?");
        if (embedded) {
            out.println("The port is that of this run of the embedded PostgreSQL.");
        }
        login.notes().forEach(out::println);
    }
}
