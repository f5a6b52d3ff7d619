package minutebook.web.live.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import minutebook.events.users.Role;
import minutebook.web.TestServer;
import minutebook.web.live.Pace;

/** Two nodes on one database, and the people who are there in each history. */
final class Town implements AutoCloseable {
    /** So often streams tell their positions, which is how a history's end is noticed. */
    private static final Duration BEAT = Duration.ofMillis(50);

    private final TestServer here =
            new TestServer(
                    Duration.ofMinutes(60),
                    Pace.defaults().withStreams(BEAT, Duration.ofSeconds(10)));
    private final TestServer there = here.again();
    private final AtomicInteger numbers = new AtomicInteger();

    final Person anna = new Person(here.register("anna"));
    final Person ben = new Person(here.register("ben"));
    final Person cleo = new Person(here.register("cleo"));
    final Person emil = new Person(here.register("emil"));

    /** Is an admin, and stays one. */
    final Person dora = new Person(here.register("dora"));

    Town() {
        here.grant(dora.user(), Role.ADMIN);
    }

    List<Person> people() {
        return List.of(anna, ben, cleo, emil, dora);
    }

    Person newcomer() {
        return new Person(here.register("frieda"));
    }

    /**
     * Mostly the first: the other one hears of what is to be read only a tenth of a second later.
     */
    URI node(int number) {
        return number % 3 == 1 ? there.url() : here.url();
    }

    /** For names that nobody had before. */
    int newNumber() {
        return numbers.incrementAndGet();
    }

    /** Whatever the history before has left, nobody is archived, and there are no projects. */
    void tidyUp(List<Person> people) {
        for (Person it : people) {
            it.closeTabs();
            if (it.isArchived()) {
                unarchive(it);
            }
            if (it != dora) {
                String admin = "/api/v1/users/admin/" + it.id();
                assertEquals(200, dora.user().delete(admin, null).status());
            }
        }
        for (Person it : people) {
            JsonNode projects = it.user().get("/api/v1/projects?per_page=100").at("/data");
            for (JsonNode project : projects) {
                if (project.path("owner").path("id").asLong() == it.id()) {
                    String path = "/api/v1/projects/" + project.path("id").asLong();
                    assertEquals(200, it.user().delete(path, null).status());
                }
            }
        }
    }

    /** Where in the book that stands. */
    long unarchive(Person person) {
        var reply = dora.user().delete("/api/v1/users/archive/" + person.id(), null);
        assertEquals(200, reply.status());
        person.logIn();
        return History.position(reply);
    }

    long head() throws SQLException {
        try (Connection connection = here.database().getConnection();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(position) from book.event")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Which types of events stand in the book after {@code position}. */
    Set<String> typesAfter(long position) throws SQLException {
        try (Connection connection = here.database().getConnection();
                PreparedStatement types =
                        connection.prepareStatement(
                                "select distinct type from book.event where position > ?")) {
            types.setLong(1, position);
            Set<String> found = new TreeSet<>();
            try (ResultSet rows = types.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    /** What anybody was told of what happened after {@code position}, as it is kept. */
    List<String> toldAfter(long position) throws SQLException {
        try (Connection connection = here.database().getConnection();
                PreparedStatement payloads =
                        connection.prepareStatement(
                                "select payload from queries.notification_payload"
                                        + " where position > ?")) {
            payloads.setLong(1, position);
            List<String> found = new ArrayList<>();
            try (ResultSet rows = payloads.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    @Override
    public void close() {
        people().forEach(Person::closeTabs);
        Stream.of(there, here).forEach(TestServer::close);
    }
}
