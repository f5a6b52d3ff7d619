package minutebook.web;

import io.github.bucket4j.TimeMeter;
import io.helidon.webserver.http.HttpRouting;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import minutebook.events.vault.ServerKeys;
import minutebook.events.vault.StreamTickets;
import minutebook.queries.Following;
import minutebook.web.access.Access;
import minutebook.web.access.Commands;
import minutebook.web.access.Passwords;
import minutebook.web.access.Queries;
import minutebook.web.access.TokenKeys;
import minutebook.web.access.Tokens;
import minutebook.web.database.Database;
import minutebook.web.docs.DocsRoutes;
import minutebook.web.door.ClientAddress;
import minutebook.web.door.Door;
import minutebook.web.door.DoorLimits;
import minutebook.web.door.Origins;
import minutebook.web.http.Answers;
import minutebook.web.http.Problems;
import minutebook.web.http.Routes;
import minutebook.web.live.LiveSessions;
import minutebook.web.live.chat.Chat;
import minutebook.web.live.chat.MessageItems;
import minutebook.web.live.chat.Rooms;
import minutebook.web.live.engine.Limits;
import minutebook.web.live.socketio.SocketIo;
import minutebook.web.live.stream.Pace;
import minutebook.web.live.stream.StreamRoutes;
import minutebook.web.messages.FileRoutes;
import minutebook.web.messages.MessageRoutes;
import minutebook.web.notifications.NotificationRoutes;
import minutebook.web.pages.Pages;
import minutebook.web.projects.ProjectAnswers;
import minutebook.web.projects.ProjectRoutes;
import minutebook.web.projects.ProjectTags;
import minutebook.web.start.Lifetime;
import minutebook.web.throttle.Throttle;
import minutebook.web.users.Accounts;
import minutebook.web.users.AdminRoutes;
import minutebook.web.users.AuthRoutes;
import minutebook.web.users.ForgottenPasswords;
import minutebook.web.users.ForgottenRoutes;
import minutebook.web.users.Links;
import minutebook.web.users.Logins;
import minutebook.web.users.MailRoutes;
import minutebook.web.users.UserRoutes;

/** REST, streams and sockets on one port, over the two sides. Only wiring. */
final class Edge {
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private Edge() {}

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
            TimeMeter meter,
            Routes routes,
            Lifetime lifetime) {
        Clock clock = Clock.systemUTC();
        var tokens = new Tokens(keys(settings, database, lifetime), settings.tokenLife(), clock);
        var throttle =
                new Throttle(
                        settings.rateLimits(),
                        new ClientAddress(settings.trustedProxies()),
                        write.claims(),
                        ServerKeys.of(database.application(), "devices"),
                        isFoundByHttps(settings),
                        meter,
                        clock);
        var access = new Access(tokens, read.sessions());
        var answers = new Answers(read.models());
        var queries = new Queries(access, read.models());
        var commands =
                new Commands(
                        access,
                        ServerKeys.of(database.application(), "idempotency").getFirst().key(),
                        throttle::command,
                        write.repeats(),
                        answers);
        var links = new Links(ServerKeys.of(database.application(), Links.PURPOSE));
        var items = new MessageItems(write.book(), write.users(), write.files());
        var projects = new ProjectAnswers(read.projects(), write.projects(), write.users());
        var live =
                lifetime.begin(
                        () -> new LiveSessions(read.sessions(), clock, settings.tokenLife()));
        var rooms = lifetime.begin(() -> new Rooms(write.book(), items));
        var chat = new Chat(rooms, write.projects(), write.messageCommands(), items, live, answers);
        var origins = Origins.ownAnd(settings.allowedOrigins()).foundAt(settings.publicUrl());
        var tickets = new StreamTickets(database.application());
        var streams =
                new StreamRoutes(
                        access,
                        origins,
                        clock,
                        tickets,
                        write.book(),
                        read.feed(),
                        live,
                        throttle,
                        pace);
        var sockets = new SocketIo(Chat.login(access), Limits.defaults(), origins);
        Door door = door(settings, origins);

        var passwords = new Passwords();
        accounts(
                write, read, access, queries, commands, tokens, passwords, throttle, answers,
                routes);
        mailed(write, commands, links, passwords, throttle, clock, answers, routes);
        new AdminRoutes(commands, write.userCommands(), write.users()).routing(routes);
        new Pages().routing(routes);
        new ProjectRoutes(
                        queries,
                        commands,
                        write.projectCommands(),
                        projects,
                        new ProjectTags(write.projects(), read.projects(), answers),
                        write.users(),
                        write.numbers(),
                        read.projects())
                .routing(routes);
        new MessageRoutes(queries, projects, read.messages(), items, throttle, write.book())
                .routing(routes);
        new NotificationRoutes(
                        queries,
                        commands,
                        write.inboxCommands(),
                        read.notifications(),
                        write.book())
                .routing(routes);
        new FileRoutes(queries, read.messages(), write.files()).routing(routes);
        streams.routing(routes);
        new DocsRoutes().routing(routes);

        var routing = HttpRouting.builder();
        Problems.install(routing);
        door.routing(routing);
        sockets.routing(routing);
        routes.install(routing);

        live.start();
        rooms.start();
        chat.listen(sockets.namespace());
        sockets.start();
        HttpServer server =
                lifetime.begin(
                        () ->
                                HttpServer.start(
                                        settings,
                                        routing,
                                        port -> door.configure(port, sockets.upgrader()),
                                        checks(database, read)));
        lifetime.begin(() -> () -> sockets.close(FAREWELL));
        lifetime.begin(() -> streams);
        return server;
    }

    private static TokenKeys keys(Settings settings, Database database, Lifetime lifetime) {
        return lifetime.begin(
                () ->
                        new TokenKeys(
                                        () ->
                                                ServerKeys.of(
                                                        database.application(), TokenKeys.PURPOSE),
                                        settings.tokenLife())
                                .follow());
    }

    private static Door door(Settings settings, Origins origins) {
        var limits = DoorLimits.defaults();
        return new Door(
                settings.rateLimits() ? limits : limits.forAnyAddress(),
                new ClientAddress(settings.trustedProxies()),
                origins,
                isFoundByHttps(settings));
    }

    private static boolean isFoundByHttps(Settings settings) {
        return settings.publicUrl().filter(url -> "https".equals(url.getScheme())).isPresent();
    }

    private static Map<String, BooleanSupplier> checks(Database database, ReadSide read) {
        var checks = new LinkedHashMap<String, BooleanSupplier>();
        checks.put("database", database::isReady);
        for (Following.Status model : read.models().statuses()) {
            checks.put(model.name(), () -> read.isGoing(model.name()));
        }
        return checks;
    }

    /** What is behind the links that are mailed. */
    private static void mailed(
            WriteSide write,
            Commands commands,
            Links links,
            Passwords passwords,
            Throttle throttle,
            Clock clock,
            Answers answers,
            Routes routes) {
        var forgotten =
                new ForgottenPasswords(
                        write.book(),
                        write.claims(),
                        write.credentials(),
                        passwords,
                        write.users(),
                        write.userCommands(),
                        links,
                        clock);
        new ForgottenRoutes(forgotten, write.book(), throttle, answers).routing(routes);
        new MailRoutes(commands, write.userCommands(), links, answers).routing(routes);
    }

    private static void accounts(
            WriteSide write,
            ReadSide read,
            Access access,
            Queries queries,
            Commands commands,
            Tokens tokens,
            Passwords passwords,
            Throttle throttle,
            Answers answers,
            Routes routes) {
        var logins = new Logins(write.sessionCommands(), tokens, answers);
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
        new AuthRoutes(access, accounts, logins, write.sessionCommands(), throttle, answers)
                .routing(routes);
        new UserRoutes(
                        queries,
                        commands,
                        accounts,
                        logins,
                        write.users(),
                        write.userCommands(),
                        read.users(),
                        throttle,
                        answers)
                .routing(routes);
    }
}
