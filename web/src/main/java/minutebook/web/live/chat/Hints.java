package minutebook.web.live.chat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minutebook.commands.projects.Project.Open;
import minutebook.commands.projects.Projects;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.Users;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.AppendFailure.BookUnavailable;
import minutebook.events.book.RecordedEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.web.http.Json;
import minutebook.web.live.presence.Place;
import minutebook.web.live.presence.Presence;
import minutebook.web.live.stream.LiveStreams;

/**
 * Tells members who are not in a room, but have a stream open, that something was said in it: the
 * {@code action_message} of the contract, 4.1. Each node tells its own streams.
 */
public final class Hints {
    private static final String NEW_MESSAGE = "new_message";

    private final Users users;
    private final Projects projects;
    private final Presence presence;
    private final LiveStreams streams;
    private final Lane lane = new Lane();

    public Hints(Users users, Projects projects, Presence presence, LiveStreams streams) {
        this.users = users;
        this.projects = projects;
        this.presence = presence;
        this.streams = streams;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record Data(String projectTitle) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Payload(
            String type,
            String message,
            Data data,
            ProjectId projectId,
            String projectTitle,
            String createdAt) {}

    /** Does not block: who was said to be a member may have to be read. */
    void said(RecordedEvent recorded, MessageSent said) {
        if (!streams.isEmpty()) {
            lane.add(() -> tell(recorded, said));
        }
    }

    private void tell(RecordedEvent recorded, MessageSent said) {
        try {
            Optional<Open> project = projects.find(said.project());
            Optional<Registered> sender = users.find(said.sender());
            if (project.isPresent() && sender.isPresent()) {
                tell(recorded, said, project.get(), sender.get());
            }
        } catch (BookUnavailable away) {
            // The message is not lost, and a hint that comes late is none.
        }
    }

    private void tell(RecordedEvent recorded, MessageSent said, Open project, Registered sender) {
        List<UserId> absent =
                hearers(said, project)
                        .filter(user -> !user.equals(said.sender()) && streams.has(user))
                        .filter(user -> !presence.isAt(new Place.Room(said.project()), user))
                        .toList();
        if (!absent.isEmpty()) {
            String payload =
                    payload(
                            said,
                            project.title(),
                            sender.profile().username(),
                            recorded.recordedAt());
            absent.forEach(user -> streams.hint(user, payload));
        }
    }

    private static Stream<UserId> hearers(MessageSent said, Open project) {
        UserId receiver = said.receiver();
        return receiver == null
                ? project.everybody()
                : Stream.of(receiver).filter(project::hasMember);
    }

    private static String payload(MessageSent said, String title, String username, Instant at) {
        String what =
                said.receiver() == null ? "sent a new message." : "sent you a new private message.";
        var payload =
                new Payload(
                        NEW_MESSAGE,
                        "'@" + username + "' " + what,
                        new Data(title),
                        said.project(),
                        title,
                        at.toString());
        return new String(Json.write(payload), StandardCharsets.UTF_8);
    }
}
