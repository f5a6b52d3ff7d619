package minutebook.events.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The keys of persons, one each (AES-256), that their texts in the book are encrypted with. Those
 * used of late are kept in memory. Thread-safe; every method may block on the database.
 */
public final class SubjectKeys {
    private static final int CACHED_MAX = 50_000;

    private final DataSource database;
    private final Map<UserId, SecretKey> cache = new LeastRecentlyUsed();
    private final Set<UserId> erased = new HashSet<>();

    public SubjectKeys(DataSource database) {
        this.database = database;
    }

    /** Makes the key of a person who is about to be registered; durable on return. */
    public void create(UserId person) {
        byte[] key = Secrets.random(32);
        Sql.update(
                database,
                "insert into vault.subject_key (user_id, key) values (?, ?)",
                statement -> {
                    statement.setLong(1, person.value());
                    statement.setBytes(2, key);
                });
        remember(person, key);
    }

    /** The person's key; empty: there never was one, or the person was erased. */
    public Optional<SecretKey> find(UserId person) {
        SecretKey known = cached(person);
        if (known == null) {
            fetch(new Long[] {person.value()});
            known = cached(person);
        }
        return Optional.ofNullable(known);
    }

    /** Brings the keys of many persons into memory by one query, ahead of {@link #find}. */
    public void prefetch(Collection<UserId> persons) {
        var missing =
                persons.stream()
                        .filter(person -> cached(person) == null)
                        .map(UserId::value)
                        .distinct()
                        .toArray(Long[]::new);
        if (missing.length > 0) {
            fetch(missing);
        }
    }

    /**
     * The person was erased: their key is forgotten, and not remembered again, though it may be on
     * its way here or still be in the table. Does not block.
     */
    public void forget(UserId person) {
        synchronized (cache) {
            erased.add(person);
            cache.remove(person);
        }
    }

    private void fetch(Long[] persons) {
        try (Connection connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "select user_id, key from vault.subject_key where user_id = any"
                                        + " (?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", persons));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    remember(new UserId(rows.getLong(1)), rows.getBytes(2));
                }
            }
        } catch (SQLException e) {
            throw new VaultUnavailable(e);
        }
    }

    private @Nullable SecretKey cached(UserId person) {
        synchronized (cache) {
            return cache.get(person);
        }
    }

    private void remember(UserId person, byte[] key) {
        synchronized (cache) {
            if (!erased.contains(person)) {
                cache.put(person, new SecretKeySpec(key, "AES"));
            }
        }
    }

    private static final class LeastRecentlyUsed extends LinkedHashMap<UserId, SecretKey> {
        LeastRecentlyUsed() {
            super(1024, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<UserId, SecretKey> eldest) {
            return size() > CACHED_MAX;
        }
    }
}
