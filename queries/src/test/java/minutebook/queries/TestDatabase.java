package minutebook.queries;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import minutebook.events.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own for each test, with the book and the read models, all empty. */
public final class TestDatabase implements BeforeEachCallback {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private String name = "";

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        name = "queries_" + COUNT.incrementAndGet();
        String template = Template.DATABASE.owner().getDatabaseName();
        update(to("postgres", ""), "create database " + name + " template " + template);
    }

    /** Of new connections as the server has them, each closed by who asked for it. */
    public DataSource source() {
        return to(name, "-c role=minutebook_app");
    }

    public Connection connect() throws SQLException {
        Connection connection = source().getConnection();
        connection.setSchema("queries");
        return connection;
    }

    /** As the owner of the database. */
    public void update(String sql) throws SQLException {
        update(to(name, ""), sql);
    }

    /** Each row as its text, in the order of the texts. */
    public List<String> rows(String table) throws SQLException {
        try (Connection connection = connect()) {
            return Sql.list(
                    connection,
                    "select cast(t as text) from " + table + " t order by 1",
                    row -> row.getString(1));
        }
    }

    /** Empties all read models. */
    public void empty() throws SQLException {
        for (Projector projector : Tables.projectors()) {
            update("truncate queries." + String.join(", queries.", projector.tables()));
        }
    }

    /** Makes what is missing in the schema of the read models. */
    public void migrate() {
        migrate(to(name, ""));
    }

    private static void migrate(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .defaultSchema("queries")
                .locations("classpath:db/migration/queries")
                .load()
                .migrate();
    }

    private static void update(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Sql.update(connection, sql);
        }
    }

    private static DataSource to(String database, String options) {
        PGSimpleDataSource template = Template.DATABASE.owner();
        var source = new PGSimpleDataSource();
        source.setPortNumbers(template.getPortNumbers());
        source.setUser(template.getUser());
        source.setDatabaseName(database);
        source.setOptions(options);
        return source;
    }

    private static final class Template {
        static final TestPostgres.Database DATABASE = migrated();

        private static TestPostgres.Database migrated() {
            TestPostgres.Database database = TestPostgres.fresh();
            migrate(database.owner());
            return database;
        }
    }
}
