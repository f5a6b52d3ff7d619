package minutebook.web;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import minutebook.events.vault.ServerKeys;
import minutebook.queries.changes.LastChanges;
import minutebook.web.access.Access;
import minutebook.web.access.Commands;
import minutebook.web.access.Crowd;
import minutebook.web.access.KeptAnswers;
import minutebook.web.access.Queries;
import minutebook.web.access.Roles;
import minutebook.web.access.TokenKeys;
import minutebook.web.access.Tokens;
import minutebook.web.database.Database;
import minutebook.web.door.ClientAddress;
import minutebook.web.door.Door;
import minutebook.web.door.DoorLimits;
import minutebook.web.door.Origins;
import minutebook.web.door.RequestLog;
import minutebook.web.http.Answers;
import minutebook.web.http.RequestCounts;
import minutebook.web.start.Lifetime;
import minutebook.web.throttle.Throttle;

/** What every request passes: who may come in, how often, and how it is answered. Only wiring. */
record Gate(
        Clock clock,
        ClientAddress addresses,
        RequestCounts requests,
        Door door,
        Origins origins,
        Throttle throttle,
        Tokens tokens,
        Access access,
        Crowd crowd,
        Answers answers,
        Queries queries,
        KeptAnswers kept,
        Commands commands,
        Roles roles) {

    static Gate open(
            Settings settings,
            Database database,
            WriteSide write,
            ReadSide read,
            TimeMeter meter,
            Lifetime lifetime) {
        Clock clock = Clock.systemUTC();
        Origins origins = origins(settings);
        var addresses = new ClientAddress(settings.trustedProxies());
        var requests = new RequestCounts();
        Door door = door(settings, addresses, origins, requests);
        var throttle =
                new Throttle(
                        settings.rateLimits(),
                        addresses,
                        write.claims(),
                        ServerKeys.of(database.application(), "devices"),
                        isHttps(settings),
                        meter,
                        clock);

        TokenKeys keys = lifetime.begin(() -> keys(settings, database).follow());
        var tokens = new Tokens(keys, settings.tokenLife(), clock);
        var access = new Access(tokens, read.sessions());
        var crowd = new Crowd();
        var answers = new Answers(read.models());
        var queries =
                new Queries(access, crowd, read.models(), database.replicas(), database::isAway);
        return new Gate(
                clock,
                addresses,
                requests,
                door,
                origins,
                throttle,
                tokens,
                access,
                crowd,
                answers,
                queries,
                new KeptAnswers(queries, new LastChanges(write.book(), read.models())),
                new Commands(
                        access,
                        crowd,
                        ServerKeys.of(database.application(), "idempotency").getFirst().key(),
                        throttle::command,
                        write.repeats(),
                        answers),
                new Roles(write.users()));
    }

    static Origins origins(Settings settings) {
        return Origins.ownAnd(settings.allowedOrigins()).foundAt(settings.publicUrl());
    }

    /** A door, which counts what it lets in. */
    static Door door(
            Settings settings, ClientAddress addresses, Origins origins, RequestCounts requests) {
        var limits = DoorLimits.defaults();
        return new Door(
                settings.rateLimits() ? limits : limits.forAnyAddress(),
                addresses,
                origins,
                new RequestLog(requests, settings.logRequests()),
                isHttps(settings));
    }

    private static boolean isHttps(Settings settings) {
        return settings.publicUrl().filter(url -> "https".equals(url.getScheme())).isPresent();
    }

    private static TokenKeys keys(Settings settings, Database database) {
        return new TokenKeys(
                () -> ServerKeys.of(database.application(), TokenKeys.PURPOSE),
                settings.tokenLife());
    }
}
