package minutebook.web.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import minutebook.web.cluster.Direction;
import minutebook.web.cluster.Fault.CutAfter;
import minutebook.web.cluster.Fault.Delay;
import minutebook.web.cluster.Fault.Drop;
import minutebook.web.cluster.Fault.Stall;
import minutebook.web.cluster.Fault.Throttle;
import minutebook.web.cluster.Side;

/** What can go wrong: each begins at once, and goes on until all is healed. */
@SuppressWarnings("ImmutableEnumChecker") // What each does has no state.
enum FaultKind {
    SERVER_KILLED((_, at) -> at.kill()),
    SERVER_PAUSED((_, at) -> at.node().pause()),
    SERVER_STOPPED((_, at) -> at.terminate()),
    SERVERS_KILLED((all, _) -> all.places().forEach(Place::kill)),
    POSTGRES_KILLED((all, _) -> all.postgres().kill()),
    SERVER_AND_POSTGRES_KILLED(
            (all, at) -> {
                all.postgres().kill();
                at.kill();
            }),
    EVERYTHING_KILLED(
            (all, _) -> {
                all.places().forEach(Place::kill);
                all.postgres().kill();
            }),
    POSTGRES_RESTARTED(
            (all, _) -> {
                all.postgres().stop();
                all.postgres().start();
            }),
    POSTGRES_STOPPED_AT_ONCE((all, _) -> all.postgres().stopAtOnce()),
    POSTGRES_PAUSED((all, _) -> all.postgres().pause()),
    CONNECTIONS_TERMINATED((all, _) -> all.postgres().terminateConnections()),
    COMMIT_REPLY_CUT((_, at) -> at.toPostgres().cutReplyTo("message-sent")),
    STATEMENT_CUT(
            (_, at) -> at.toPostgres().set(Direction.TO_SERVER, new CutAfter(Sizes.A_FEW_BYTES))),
    ANSWER_CUT(
            (_, at) -> at.toPostgres().set(Direction.TO_CLIENT, new CutAfter(Sizes.A_FEW_BYTES))),
    POSTGRES_SLOW(
            (all, _) ->
                    all.places().forEach(it -> it.spoilPostgres(new Delay(Sizes.HALF_A_SECOND)))),
    POSTGRES_AWAY((all, _) -> all.places().forEach(it -> it.toPostgres().goAway())),
    POSTGRES_AWAY_FROM_ONE((_, at) -> at.toPostgres().goAway()),
    POSTGRES_STALLED((_, at) -> at.spoilPostgres(new Stall())),
    POSTGRES_DROPPED((_, at) -> at.spoilPostgres(new Drop())),
    POSTGRES_DEAF((_, at) -> at.toPostgres().set(Direction.TO_SERVER, new Drop())),
    POSTGRES_MUTE((_, at) -> at.toPostgres().set(Direction.TO_CLIENT, new Drop())),
    POSTGRES_HALF_OPEN((_, at) -> at.toPostgres().closeUntold(Side.SERVER)),
    SERVER_HALF_OPEN((_, at) -> at.toPostgres().closeUntold(Side.CLIENT)),
    POSTGRES_THROTTLED((_, at) -> at.spoilPostgres(new Throttle(Sizes.A_SLOW_LINE))),
    CLIENTS_MOVED((_, at) -> at.fromClients().goAway()),
    CLIENTS_SLOW((_, at) -> at.spoilClients(new Delay(Sizes.HALF_A_SECOND))),
    CLIENTS_STALLED((_, at) -> at.spoilClients(new Stall())),
    CLIENTS_DROPPED((_, at) -> at.spoilClients(new Drop())),
    CLIENTS_DEAF((_, at) -> at.fromClients().set(Direction.TO_CLIENT, new Drop())),
    CLIENTS_CUT(
            (_, at) -> at.fromClients().set(Direction.TO_CLIENT, new CutAfter(Sizes.A_FEW_BYTES))),
    CLIENTS_HALF_OPEN((_, at) -> at.fromClients().closeUntold(Side.CLIENT)),
    CLIENTS_THROTTLED((_, at) -> at.spoilClients(new Throttle(Sizes.A_SLOW_LINE))),
    MAIL_AWAY((all, _) -> all.places().forEach(it -> it.toMail().goAway())),
    MAIL_STALLED((_, at) -> at.toMail().set(new Stall())),
    MAIL_REPLY_CUT((all, _) -> all.places().forEach(it -> it.toMail().cutReplyTo("\r\n.\r\n")));

    @SuppressWarnings("ImmutableEnumChecker") // Each is a lambda that holds nothing.
    private final Act act;

    FaultKind(Act act) {
        this.act = act;
    }

    /** {@code at}: where it happens, if it happens to one. */
    private interface Act {
        void happen(Machines all, Place at) throws IOException, SQLException;
    }

    void happen(Machines all, Place at) throws IOException, SQLException {
        act.happen(all, at);
    }

    /** As options and reports have it: {@code server-killed}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class Sizes {
        static final Duration HALF_A_SECOND = Duration.ofMillis(500);
        static final int A_SLOW_LINE = 20_000;
        static final long A_FEW_BYTES = 3_000;
    }
}
