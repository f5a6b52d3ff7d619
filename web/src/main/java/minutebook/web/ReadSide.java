package minutebook.web;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import minutebook.events.book.Book;
import minutebook.queries.Following;
import minutebook.queries.Projector;
import minutebook.queries.ProjectorRunner;
import minutebook.queries.ReadModels;
import minutebook.queries.analytics.AnalyticsProjector;
import minutebook.queries.erasures.ErasureProjector;
import minutebook.queries.messages.FindMessages;
import minutebook.queries.messages.MessageProjector;
import minutebook.queries.notifications.FindNotifications;
import minutebook.queries.notifications.NotificationFeed;
import minutebook.queries.notifications.NotificationListener;
import minutebook.queries.notifications.NotificationProjector;
import minutebook.queries.projects.FindProjects;
import minutebook.queries.projects.ProjectProjector;
import minutebook.queries.rebuild.Leftovers;
import minutebook.queries.sessions.SessionProjector;
import minutebook.queries.sessions.SessionRegistry;
import minutebook.queries.users.FindUsers;
import minutebook.queries.users.UserProjector;
import minutebook.web.database.Database;
import minutebook.web.database.Replicas;
import minutebook.web.start.Lifetime;

/** What is read from the book, and the queries on it. Only wiring. */
record ReadSide(
        ReadModels models,
        ReadModels analytics,
        SessionRegistry sessions,
        NotificationFeed feed,
        FindUsers users,
        FindProjects projects,
        FindMessages messages,
        FindNotifications notifications) {

    private static final System.Logger LOG = System.getLogger(ReadSide.class.getName());

    /** What the clocks of nodes may differ by: so much longer a dead token is remembered. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Longer than a replica is behind that is well; the primary would answer sooner than that. */
    private static final Duration REPLICA_PATIENCE = Duration.ofMillis(20);

    private static final Set<Following.State> ENDED =
            EnumSet.of(Following.State.STOPPED, Following.State.CLOSED);

    static ReadSide start(Database database, Book book, Duration tokenLife, Lifetime lifetime) {
        dropLeftovers(database);
        DataSource pool = database.application();
        Replicas replicas = database.replicas();
        // What streams are told belongs to what they were told before: always from the primary.
        var feed = new NotificationFeed(new FindNotifications(pool));
        var sessions = new SessionRegistry(book, pool, tokenLife.plus(SKEW));
        var followings = new ArrayList<Following>(List.of(sessions));
        followings.addAll(ProjectorRunner.of(awaited(feed), book, database.outsidePool()));
        // So that the answer to who erases somebody waits for it, too.
        followings.add(
                new ProjectorRunner(
                        new ErasureProjector(),
                        book,
                        database.outsidePool(),
                        ErasureProjector.SCHEMA));
        ReadModels models = lifetime.begin(() -> ReadModels.start(followings));
        // No answer waits for what is only counted, and a failure of it holds up nobody.
        ReadModels analytics =
                lifetime.begin(
                        () ->
                                ReadModels.start(
                                        ProjectorRunner.of(
                                                List.of(new AnalyticsProjector()),
                                                book,
                                                database.outsidePool())));
        replicas.watch(book);
        DataSource near = replicas.inFrontOf(pool, models::written, REPLICA_PATIENCE);
        return new ReadSide(
                models,
                analytics,
                sessions,
                feed,
                new FindUsers(near),
                new FindProjects(near),
                new FindMessages(near),
                new FindNotifications(near));
    }

    /**
     * Of copies that somebody was killed over. If it cannot be done now, it is done another time.
     */
    private static void dropLeftovers(Database database) {
        try (Connection connection = database.outsidePool().getConnection()) {
            Leftovers.drop(connection);
        } catch (SQLException away) {
            LOG.log(System.Logger.Level.WARNING, "What a rebuild left was not dropped", away);
        }
    }

    /** All that write read models, and tell nobody. */
    static List<Projector> projectors() {
        var all = new ArrayList<>(awaited(NotificationListener.NOBODY));
        all.add(new AnalyticsProjector());
        return List.copyOf(all);
    }

    /** Those that the answers to commands wait for. */
    private static List<Projector> awaited(NotificationListener told) {
        return List.of(
                new UserProjector(),
                new ProjectProjector(),
                new MessageProjector(),
                new SessionProjector(),
                new NotificationProjector(told));
    }

    /** Whether all have reached a position, after at most this long a wait for either kind. */
    boolean reaches(long position, Duration patience) throws InterruptedException {
        return models.await(position, patience) && analytics.await(position, patience);
    }

    /** Where the slowest of those is that go on. */
    long slowest() {
        return statuses().stream()
                .filter(it -> !ENDED.contains(it.state()))
                .mapToLong(Following.Status::position)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** How each read model is, those too that no answer waits for. */
    List<Following.Status> statuses() {
        return Stream.concat(models.statuses().stream(), analytics.statuses().stream()).toList();
    }
}
