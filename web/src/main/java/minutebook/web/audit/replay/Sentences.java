package minutebook.web.audit.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import minutebook.events.Event;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.messages.MessageEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.CoachWithdrawn;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectHandedOver;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.queries.users.UserItem;
import org.jspecify.annotations.Nullable;

/** What happened to a project in plain words, one sentence an event. Pure. */
final class Sentences {
    private static final int NAMED_MAX = 20;

    private final Function<UserId, String> names;
    private final @Nullable UserId actor;
    private final @Nullable ProjectThen before;

    private Sentences(
            Function<UserId, String> names, @Nullable UserId actor, @Nullable ProjectThen before) {
        this.names = names;
        this.actor = actor;
        this.before = before;
    }

    /**
     * The sentence; empty: the event is none of a project's.
     *
     * @param before the project just before; null: it was not there
     * @param names what people were called then
     */
    static Optional<String> of(
            RecordedEvent recorded,
            @Nullable ProjectThen before,
            Function<UserId, UserItem> names) {
        Function<UserId, String> plain = user -> Plain.person(names.apply(user));
        return new Sentences(plain, recorded.actor(), before).tell(recorded.event());
    }

    /** Whom the sentence names. */
    static Set<UserId> named(RecordedEvent recorded, @Nullable ProjectThen before) {
        var named = new LinkedHashSet<UserId>();
        Function<UserId, String> noting =
                user -> {
                    named.add(user);
                    return "";
                };
        var _ = new Sentences(noting, recorded.actor(), before).tell(recorded.event());
        return named;
    }

    private Optional<String> tell(Event event) {
        return switch (event) {
            case ProjectEvent it -> Optional.of("%s %s.".formatted(actor(), deed(it)));
            case MessageEvent it -> Optional.of("%s %s.".formatted(actor(), deed(it)));
            default -> Optional.empty();
        };
    }

    private String actor() {
        return actor == null ? "The operator" : name(actor);
    }

    private String name(UserId user) {
        return names.apply(user);
    }

    private String deed(ProjectEvent event) {
        return switch (event) {
            case ProjectCreated it -> created(it);
            case ProjectRenamed it ->
                    "renamed the project%s to %s"
                            .formatted(
                                    before == null ? "" : " from " + Plain.quoted(before.title()),
                                    Plain.quoted(it.title()));
            case ProjectHandedOver it -> handedOver(it);
            case ParticipantInvited it -> "invited %s".formatted(name(it.participant()));
            case MemberLeft it when it.member().equals(actor) -> "left the project";
            case MemberLeft it -> "took %s out of the project".formatted(name(it.member()));
            case CoachDesignated it -> "designated %s as a coach".formatted(name(it.coach()));
            case CoachWithdrawn it when it.coach().equals(actor) ->
                    "withdrew from coach, and went on as a participant";
            case CoachWithdrawn it ->
                    "withdrew %s from coach, who went on as a participant"
                            .formatted(name(it.coach()));
            case ParticipantRemoved it ->
                    "removed %s from the project".formatted(name(it.participant()));
            case ProjectDeleted _ ->
                    "deleted the project%s"
                            .formatted(before == null ? "" : " " + Plain.quoted(before.title()));
        };
    }

    private String created(ProjectCreated event) {
        var parts = new ArrayList<String>();
        if (!event.owner().equals(actor)) {
            parts.add(name(event.owner()) + " as its owner");
        }
        if (!event.coaches().isEmpty()) {
            parts.add(all(event.coaches()) + " to coach");
        }
        if (!event.participants().isEmpty()) {
            parts.add(all(event.participants()) + " to take part");
        }
        String title = "created the project " + Plain.quoted(event.title());
        return parts.isEmpty() ? title : title + ", with " + String.join(", and with ", parts);
    }

    private String handedOver(ProjectHandedOver event) {
        if (before == null) {
            return "handed the project over to " + name(event.owner());
        }
        return before.owner().equals(actor)
                ? "handed the project over to %s, and went on as a coach"
                        .formatted(name(event.owner()))
                : "handed the project of %s, who went on as a coach, over to %s"
                        .formatted(name(before.owner()), name(event.owner()));
    }

    private String deed(MessageEvent event) {
        return switch (event) {
            case MessageSent it ->
                    "sent %s to %s"
                            .formatted(
                                    sent(it),
                                    it.receiver() == null
                                            ? "everybody"
                                            : name(it.receiver()) + " alone");
        };
    }

    private static String sent(MessageSent event) {
        StoredFile file = event.file();
        if (file == null) {
            return "a message";
        }
        String named =
                "the file %s (%s)"
                        .formatted(
                                Plain.quoted(String.valueOf(event.fileName())), size(file.size()));
        return event.content() == null ? named : "a message with " + named;
    }

    private static String size(long bytes) {
        return bytes == 1 ? "1 byte" : String.format(Locale.ROOT, "%,d bytes", bytes);
    }

    private String all(List<UserId> users) {
        int shown = users.size() <= NAMED_MAX ? users.size() : NAMED_MAX - 1;
        var some = new ArrayList<>(users.subList(0, shown).stream().map(this::name).toList());
        if (shown < users.size()) {
            some.add("%d others".formatted(users.size() - shown));
        }
        String last = some.removeLast();
        return some.isEmpty() ? last : String.join(", ", some) + " and " + last;
    }
}
