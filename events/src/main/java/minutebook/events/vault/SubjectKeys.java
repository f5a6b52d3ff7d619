package minutebook.events.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import minutebook.events.UserId;

/**
 * The keys of persons, one each (AES-256), that their texts in the book are encrypted with. Those
 * used of late are kept in memory, and so is of whom there is none any more: whoever is asked for
 * stands in the book, where nobody comes without a key, and a key that is gone never comes back.
 * Thread-safe; every method but {@link #forget} may block on the database.
 */
public final class SubjectKeys {
    private static final int CACHED_MAX = 50_000;

    private final DataSource database;

    /** Empty: the key is gone. */
    private final Map<UserId, Optional<SecretKey>> cache = new LeastRecentlyUsed();

    /** Whose key may still be in the table, and counts no more. */
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
        synchronized (cache) {
            cache.put(person, Optional.of(secret(key)));
        }
    }

    /** The key of a person in the book; empty: the person was erased. */
    public Optional<SecretKey> find(UserId person) {
        return findAll(Set.of(person)).getOrDefault(person, Optional.empty());
    }

    /** The same of many, each of whom has an entry, by one query at most. */
    public Map<UserId, Optional<SecretKey>> findAll(Collection<UserId> persons) {
        var found = new HashMap<UserId, Optional<SecretKey>>();
        var unknown = new HashSet<UserId>();
        synchronized (cache) {
            for (UserId person : persons) {
                Optional<SecretKey> known = cache.get(person);
                if (known == null) {
                    unknown.add(person);
                } else {
                    found.put(person, known);
                }
            }
        }
        if (!unknown.isEmpty()) {
            found.putAll(remembered(unknown, fetch(unknown)));
        }
        return found;
    }

    /**
     * The person was erased: their key is forgotten, and not remembered again, though it may be on
     * its way here or still be in the table. Does not block.
     */
    public void forget(UserId person) {
        synchronized (cache) {
            Optional<SecretKey> known = cache.put(person, Optional.empty());
            if (known == null || known.isPresent()) {
                erased.add(person);
            }
        }
    }

    private Map<UserId, SecretKey> fetch(Set<UserId> persons) {
        var fetched = new HashMap<UserId, SecretKey>();
        try (Connection connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "select user_id, key from vault.subject_key where user_id = any"
                                        + " (?)")) {
            Object[] ids = persons.stream().map(UserId::value).toArray();
            statement.setArray(1, connection.createArrayOf("bigint", ids));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    fetched.put(new UserId(rows.getLong(1)), secret(rows.getBytes(2)));
                }
            }
        } catch (SQLException e) {
            throw new VaultUnavailable(e);
        }
        return fetched;
    }

    /** What counts of what was fetched: others may have changed what is known meanwhile. */
    private Map<UserId, Optional<SecretKey>> remembered(
            Set<UserId> asked, Map<UserId, SecretKey> fetched) {
        var counting = new HashMap<UserId, Optional<SecretKey>>();
        synchronized (cache) {
            for (UserId person : asked) {
                Optional<SecretKey> key = Optional.ofNullable(fetched.get(person));
                if (erased.contains(person)) {
                    key = Optional.empty();
                } else {
                    Optional<SecretKey> known = cache.get(person);
                    key = known == null ? key : known;
                }
                cache.put(person, key);
                counting.put(person, key);
            }
        }
        return counting;
    }

    private static SecretKey secret(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }

    private static final class LeastRecentlyUsed
            extends LinkedHashMap<UserId, Optional<SecretKey>> {
        LeastRecentlyUsed() {
            super(1024, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<UserId, Optional<SecretKey>> eldest) {
            return size() > CACHED_MAX;
        }
    }
}
