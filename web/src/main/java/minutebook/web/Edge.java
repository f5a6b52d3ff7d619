package minutebook.web;

import io.github.bucket4j.TimeMeter;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import minutebook.events.book.BookEntries;
import minutebook.events.vault.ServerKeys;
import minutebook.web.access.NotWhileAway;
import minutebook.web.access.Passwords;
import minutebook.web.access.Queries;
import minutebook.web.analytics.AnalyticsRoutes;
import minutebook.web.analytics.FindCharts;
import minutebook.web.audit.AuditNotes;
import minutebook.web.audit.AuditRoutes;
import minutebook.web.audit.replay.ReplayRoutes;
import minutebook.web.database.Database;
import minutebook.web.database.Replicas;
import minutebook.web.docs.DocsRoutes;
import minutebook.web.door.Exchange;
import minutebook.web.http.Problems;
import minutebook.web.http.RequestCounts.Counted;
import minutebook.web.http.Routes;
import minutebook.web.live.Pace;
import minutebook.web.live.chat.MessageItems;
import minutebook.web.live.stream.LiveStreams;
import minutebook.web.live.stream.StreamHost;
import minutebook.web.mail.outbox.MailWay;
import minutebook.web.messages.FileRoutes;
import minutebook.web.messages.MessageRoutes;
import minutebook.web.notifications.NotificationRoutes;
import minutebook.web.pages.PageRoutes;
import minutebook.web.projects.ProjectAnswers;
import minutebook.web.projects.ProjectRoutes;
import minutebook.web.projects.ProjectTags;
import minutebook.web.start.Lifetime;
import minutebook.web.users.Accounts;
import minutebook.web.users.AdminRoutes;
import minutebook.web.users.AuthRoutes;
import minutebook.web.users.ErasureRoutes;
import minutebook.web.users.ForgottenPasswords;
import minutebook.web.users.ForgottenRoutes;
import minutebook.web.users.Links;
import minutebook.web.users.Logins;
import minutebook.web.users.MailRoutes;
import minutebook.web.users.ProjectMemberships;
import minutebook.web.users.RefusedLogins;
import minutebook.web.users.UserRoutes;

/** REST, streams and sockets on one port, over the two sides. Only wiring. */
final class Edge {
    /** Who counts or audits asks for much: better a little later than of the primary. */
    static final Duration REPLICA_PATIENCE = Duration.ofSeconds(1);

    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final Settings settings;
    private final Database database;
    private final WriteSide write;
    private final ReadSide read;
    private final Gate gate;
    private final Routes routes;
    private final Lifetime lifetime;

    private Edge(
            Settings settings,
            Database database,
            WriteSide write,
            ReadSide read,
            Gate gate,
            Routes routes,
            Lifetime lifetime) {
        this.settings = settings;
        this.database = database;
        this.write = write;
        this.read = read;
        this.gate = gate;
        this.routes = routes;
        this.lifetime = lifetime;
    }

    /**
     * Listens; whatever is open when the lifetime ends is told first, and then no one comes in.
     *
     * @param routes an empty index, which is filled
     */
    static HttpServer listen(
            Settings settings,
            Database database,
            WriteSide write,
            ReadSide read,
            Pace pace,
            MailWay mailWay,
            TimeMeter meter,
            Routes routes,
            Lifetime lifetime) {
        Gate gate = Gate.open(settings, database, write, read, meter, lifetime);
        var edge = new Edge(settings, database, write, read, gate, routes, lifetime);
        return edge.listen(pace, mailWay);
    }

    private HttpServer listen(Pace pace, MailWay mailWay) {
        LiveSide live = LiveSide.open(settings, database, write, read, gate, pace, lifetime);
        var links = new Links(ServerKeys.of(database.application(), Links.PURPOSE));

        accounts(links);
        projects(live.items());
        live.streamRoutes(write, read, gate, database, pace).routing(routes);
        var tails = new LiveStreams();
        ProofSide proof = ProofSide.start(settings, database, write, gate, lifetime);
        proof.routing(routes, gate);
        audit(live.host(tails, write, gate, database, pace), proof);
        new PageRoutes().routing(routes);
        new DocsRoutes().routing(routes);
        new AnalyticsRoutes(
                        new Queries(
                                gate.access(),
                                gate.crowd(),
                                read.analytics(),
                                database.replicas(),
                                database::isAway),
                        gate.roles(),
                        new FindCharts(
                                database.replicas()
                                        .inFrontOfOutside(
                                                database.outsidePool(),
                                                read.analytics()::written,
                                                REPLICA_PATIENCE)),
                        gate.clock())
                .routing(routes);
        // Last: a user's number stands where other pages have their names.
        new ErasureRoutes(
                        gate.commands(),
                        write.erasureCommands(
                                new ProjectMemberships(
                                        write.book(), gate.answers(), read.projects())),
                        gate.roles())
                .routing(routes);

        live.start();
        MailSide mail =
                MailSide.open(settings, database, write, live.presence(), links, mailWay, lifetime);
        mail.routing(routes, database, write, read, gate);
        HttpServer server = lifetime.begin(() -> start(live, tails, mail, proof));
        mail.start(settings.publicUrl(server.port()), write, gate, lifetime);
        lifetime.begin(
                () ->
                        new Farewell(
                                List.of(
                                        server,
                                        live.streams(),
                                        tails,
                                        () -> live.sockets().close(FAREWELL),
                                        mail.office())));
        return server;
    }

    private void audit(StreamHost tails, ProofSide proof) {
        DataSource near =
                database.replicas()
                        .inFrontOf(
                                database.application(),
                                Replicas.allOf(write.book()),
                                REPLICA_PATIENCE);
        var entries = new BookEntries(near, write.subjectKeys());
        var notes = new AuditNotes(write.book());
        new AuditRoutes(
                        gate.queries(),
                        gate.access(),
                        gate.roles(),
                        gate.throttle(),
                        gate.clock(),
                        write.book(),
                        entries,
                        notes,
                        tails,
                        proof.key())
                .routing(routes);
        new ReplayRoutes(
                        gate.queries(), gate.roles(), gate.throttle(), gate.clock(), entries, notes)
                .routing(routes);
    }

    private HttpServer start(LiveSide live, LiveStreams tails, MailSide mail, ProofSide proof) {
        var routing = HttpRouting.builder();
        Problems.install(routing);
        gate.door().routing(routing);
        routing.addFilter(new NotWhileAway(database::isAway));
        Counted polls = gate.requests().ofWaiting("other", "/socket.io/");
        routing.any(
                polls.route(),
                (_, response) -> {
                    Exchange.serves(polls);
                    response.next();
                });
        live.sockets().routing(routing);
        routes.install(
                routing,
                route -> {
                    Counted counted = gate.requests().of(route.method(), route.path());
                    return () -> Exchange.serves(counted);
                });
        WatchSide watch =
                WatchSide.start(
                        database, write, read, live, tails, mail, proof, gate, settings, lifetime);
        return HttpServer.start(
                settings,
                routing,
                Optional.of(gate.door()),
                port -> gate.door().configure(port, live.sockets().upgrader()),
                watch.pages(settings, gate));
    }

    private void projects(MessageItems items) {
        var projects = new ProjectAnswers(read.projects(), write.projects(), write.users());
        new ProjectRoutes(
                        gate.kept(),
                        gate.commands(),
                        write.projectCommands(),
                        projects,
                        new ProjectTags(write.projects(), read.projects(), gate.answers()),
                        write.users(),
                        write.numbers(),
                        read.projects())
                .routing(routes);
        new MessageRoutes(
                        gate.kept(),
                        projects,
                        read.messages(),
                        items,
                        gate.throttle(),
                        write.book())
                .routing(routes);
        new FileRoutes(gate.queries(), read.messages(), write.files()).routing(routes);
        new NotificationRoutes(
                        gate.queries(),
                        gate.commands(),
                        write.inboxCommands(),
                        read.notifications(),
                        write.book())
                .routing(routes);
    }

    private void accounts(Links links) {
        var passwords = new Passwords(settings.hashCost());
        var logins = new Logins(write.sessionCommands(), gate.tokens(), gate.answers());
        var accounts =
                new Accounts(
                        write.book(),
                        write.claims(),
                        write.numbers(),
                        write.subjectKeys(),
                        write.credentials(),
                        passwords,
                        write.users(),
                        write.userCommands());
        RefusedLogins refused = lifetime.begin(() -> RefusedLogins.start(write.book()));
        new AuthRoutes(
                        gate.access(),
                        accounts,
                        logins,
                        write.sessionCommands(),
                        refused,
                        gate.addresses(),
                        gate.throttle(),
                        gate.answers())
                .routing(routes);
        new UserRoutes(
                        gate.queries(),
                        gate.kept(),
                        gate.commands(),
                        accounts,
                        logins,
                        write.users(),
                        write.userCommands(),
                        read.users(),
                        gate.throttle(),
                        gate.answers())
                .routing(routes);
        new AdminRoutes(gate.commands(), write.userCommands(), gate.roles()).routing(routes);
        mailed(passwords, links);
    }

    /** What is behind the links that are mailed. */
    private void mailed(Passwords passwords, Links links) {
        var forgotten =
                new ForgottenPasswords(
                        write.book(),
                        write.claims(),
                        write.credentials(),
                        passwords,
                        write.users(),
                        write.userCommands(),
                        links,
                        gate.clock());
        new ForgottenRoutes(forgotten, gate.throttle(), gate.answers()).routing(routes);
        new MailRoutes(gate.commands(), write.userCommands(), links, gate.answers())
                .routing(routes);
    }
}
