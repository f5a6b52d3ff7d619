package minutebook.web;

import java.util.ArrayList;
import java.util.List;
import minutebook.queries.Following.Status;
import minutebook.web.database.Database;
import minutebook.web.database.Replicas;
import minutebook.web.live.stream.LiveStreams;
import minutebook.web.mail.MailHealth;
import minutebook.web.start.Lifetime;
import minutebook.web.watch.BookHealth;
import minutebook.web.watch.FollowerHealth;
import minutebook.web.watch.Health;
import minutebook.web.watch.Lags;
import minutebook.web.watch.Meters;
import minutebook.web.watch.MetricsText;
import minutebook.web.watch.ObservePages;
import minutebook.web.watch.Observers;
import minutebook.web.watch.Part;
import minutebook.web.watch.measures.BookMeasures;
import minutebook.web.watch.measures.FollowerMeasures;
import minutebook.web.watch.measures.LiveMeasures;
import minutebook.web.watch.measures.MailMeasures;
import minutebook.web.watch.measures.RequestMeasures;

/** What those see who watch the server. Only wiring. */
record WatchSide(Meters meters, Health health) {

    /** Begins to look. */
    static WatchSide start(
            Database database,
            WriteSide write,
            ReadSide read,
            LiveSide live,
            LiveStreams tails,
            MailSide mail,
            ProofSide proof,
            Gate gate,
            Settings settings,
            Lifetime lifetime) {
        Lags lags =
                lifetime.begin(() -> Lags.look(() -> followers(read, mail), write.book()::head));
        var meters = new Meters();
        BookMeasures.show(meters, write.book());
        FollowerMeasures.show(meters, lags);
        LiveMeasures.show(meters, live.streams(), tails, live.sockets());
        RequestMeasures.show(meters, gate.door(), gate.requests(), gate.kept(), database);
        MailMeasures.show(meters, mail.office());
        var health = health(database, write, read, mail, proof, lags);
        if (!settings.replicas().isEmpty()) {
            health.tells("replicas", () -> replicas(database.replicas()));
        }
        return new WatchSide(meters, health);
    }

    /** All that follow the book with a position of their own. */
    private static List<Status> followers(ReadSide read, MailSide mail) {
        var all = new ArrayList<>(read.statuses());
        all.add(mail.outbox().status());
        return all;
    }

    private static Health health(
            Database database,
            WriteSide write,
            ReadSide read,
            MailSide mail,
            ProofSide proof,
            Lags lags) {
        var health = new Health();
        health.decides("database", () -> database(database));
        health.decides("book", () -> BookHealth.of(write.book()));
        // Without it, nobody's token can be judged.
        String sessions = read.sessions().status().name();
        for (Status each : read.statuses()) {
            if (each.name().equals(sessions)) {
                health.decides(each.name(), () -> FollowerHealth.of(each.name(), lags));
            } else {
                health.tells(each.name(), () -> FollowerHealth.of(each.name(), lags));
            }
        }
        health.tells("checkpoints", proof::health);
        health.tells("mail", () -> MailHealth.of(mail.office(), mail.outbox().status()));
        return health;
    }

    /** What they do not, the primary does. */
    private static Part replicas(Replicas replicas) {
        String how = String.join("; ", replicas.sentences());
        return Part.up().with(replicas.areAllWell() ? "state" : "warning", how);
    }

    private static Part database(Database database) {
        return database.isReady()
                ? Part.up()
                : Part.down("The database does not answer, or no connection of the pool is free.");
    }

    ObservePages pages(Settings settings, Gate gate) {
        return new ObservePages(
                health,
                new MetricsText(meters),
                new Observers(gate.addresses(), settings.observers()),
                gate.requests());
    }
}
