package minutebook.events.book;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import minutebook.events.Event;
import minutebook.events.OfPerson;
import minutebook.events.Personal;
import minutebook.events.UserId;
import minutebook.events.book.AppendFailure.PersonErased;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.events.vault.SubjectKeys;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON text and back, their personal texts sealed with the person's key. Thread-safe; may
 * block for a key that is not in memory.
 */
final class EventCodec {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    // An older node may read what a newer one wrote with one more optional field.
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private final SubjectKeys keys;

    EventCodec(SubjectKeys keys) {
        this.keys = keys;
    }

    /** An event ready for the book: its stored name and exact text. */
    record Encoded(Event event, String type, String data) {}

    Encoded encode(Event event, UUID commandId) {
        Event stored = event;
        if (event instanceof OfPerson personal) {
            var key =
                    keys.find(personal.person())
                            .orElseThrow(() -> new PersonErased(personal.person()));
            var seal = new Seal(key, event.stream(), commandId);
            stored = PersonalTexts.of(personal).map(personal, seal::close);
        }
        return new Encoded(event, EventTypes.nameOf(event), write(stored));
    }

    /** The exact text of an event whose personal texts are sealed. */
    static String write(Event sealed) {
        try {
            return JSON.writeValueAsString(sealed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + sealed.getClass().getSimpleName(), e);
        }
    }

    /** Reads many events, with one question at most for the keys that are not in memory. */
    List<RecordedEvent> decode(List<StoredEvent> stored) {
        List<Event> sealed = stored.stream().map(EventCodec::parse).toList();
        sealed.forEach(this::heard);
        var found = keys.findAll(persons(sealed.stream()));
        Cipher cipher = Seal.newCipher();
        var events = new ArrayList<RecordedEvent>(stored.size());
        for (int i = 0; i < stored.size(); i++) {
            StoredEvent it = stored.get(i);
            events.add(it.as(open(sealed.get(i), it.commandId(), found, cipher)));
        }
        return events;
    }

    private static Set<UserId> persons(Stream<Event> sealed) {
        return sealed.filter(OfPerson.class::isInstance)
                .map(event -> ((OfPerson) event).person())
                .collect(toSet());
    }

    /** Whoever reads here that a person was erased, has no use for the key any more. */
    void heard(Event event) {
        if (event instanceof UserErased it) {
            keys.forget(it.user());
        }
    }

    static Event parse(StoredEvent stored) {
        try {
            return JSON.readValue(stored.data(), EventTypes.typeOf(stored.type()));
        } catch (JsonProcessingException e) {
            // Without the cause's message, which quotes the event.
            throw new IllegalStateException(
                    "The event at position %d cannot be read as %s"
                            .formatted(stored.position(), stored.type()));
        }
    }

    /**
     * The exact texts of events with their personal texts opened, for people to read. Null: it
     * cannot be read, because it was changed, or because a newer version wrote it.
     */
    List<@Nullable String> opened(List<StoredEvent> stored) {
        List<Optional<Event>> sealed = stored.stream().map(EventCodec::parseIfPossible).toList();
        var found = keys.findAll(persons(sealed.stream().flatMap(Optional::stream)));
        Cipher cipher = Seal.newCipher();
        var texts = new ArrayList<@Nullable String>(stored.size());
        for (int i = 0; i < stored.size(); i++) {
            UUID commandId = stored.get(i).commandId();
            texts.add(
                    sealed.get(i)
                            .flatMap(it -> openIfPossible(it, commandId, found, cipher))
                            .map(EventCodec::write)
                            .orElse(null));
        }
        return texts;
    }

    static Optional<Event> parseIfPossible(StoredEvent stored) {
        try {
            return Optional.of(parse(stored));
        } catch (IllegalStateException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Event> openIfPossible(
            Event event, UUID commandId, Map<UserId, Optional<SecretKey>> found, Cipher cipher) {
        try {
            return Optional.of(open(event, commandId, found, cipher));
        } catch (IllegalStateException changed) {
            return Optional.empty();
        }
    }

    private static Event open(
            Event event, UUID commandId, Map<UserId, Optional<SecretKey>> found, Cipher cipher) {
        if (!(event instanceof OfPerson personal)) {
            return event;
        }
        var texts = PersonalTexts.of(personal);
        return found.getOrDefault(personal.person(), Optional.empty())
                .map(key -> new Seal(key, event.stream(), commandId))
                .map(seal -> texts.map(personal, (field, text) -> seal.open(cipher, field, text)))
                .orElseGet(() -> texts.map(personal, (_, _) -> Personal.ERASED));
    }
}
