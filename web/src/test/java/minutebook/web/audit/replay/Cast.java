package minutebook.web.audit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.messages.Speaker;

/** People who do anything that they may, by chance, and what each of them then sees. */
final class Cast implements AutoCloseable {
    private final Random chance;
    private final List<TestUser> people;
    private final List<Speaker> speakers;
    private final List<Long> projects = new ArrayList<>();
    private final List<Long> messages = new ArrayList<>();
    private int titles;

    Cast(TestServer server, long seed) {
        this.chance = new Random(seed);
        this.people =
                List.of("anna", "ben", "cleo", "dora").stream().map(server::register).toList();
        this.speakers = people.stream().map(Speaker::new).toList();
        create();
        create();
    }

    /**
     * What was seen by those who may see it, when the book was at {@code position}.
     *
     * @param users each user_item, by the user's number
     * @param projects each project_item, by its number; of those that are there
     * @param memberships the numbers of each user's projects
     * @param messages the ids of the messages that each user sees, by {@code user/project}
     * @param rooms the messages of each project as its owner sees them, newest first
     */
    record Seen(
            long position,
            Map<Long, JsonNode> users,
            Map<Long, JsonNode> projects,
            Map<Long, List<Long>> memberships,
            Map<String, List<Long>> messages,
            Map<Long, JsonNode> rooms) {}

    List<TestUser> people() {
        return people;
    }

    List<Long> projects() {
        return projects;
    }

    List<Long> messages() {
        return messages;
    }

    /** Tries something until it is allowed; the position that the book is at then. */
    long act() {
        if (projects.size() < 4 && chance.nextInt(6) == 0) {
            return create();
        }
        OptionalLong done = attempt();
        while (done.isEmpty()) {
            done = attempt();
        }
        return done.getAsLong();
    }

    private OptionalLong attempt() {
        int actor = chance.nextInt(people.size());
        TestUser other = people.get(chance.nextInt(people.size()));
        long project = projects.get(chance.nextInt(projects.size()));
        return switch (chance.nextInt(12)) {
            case 0 -> say(speakers.get(actor), project, Map.of());
            case 1 -> say(speakers.get(actor), project, Map.of("receiver_id", other.id()));
            default -> position(command(people.get(actor), other, "/api/v1/projects/" + project));
        };
    }

    private Reply command(TestUser actor, TestUser other, String project) {
        return switch (chance.nextInt(9)) {
            case 0 -> actor.put(project, "{\"title\": \"Title %d\"}".formatted(++titles));
            case 1, 2 -> actor.post(project + "/invite", naming("participant", other));
            case 3 -> actor.delete(project + "/leave", null);
            case 4 -> actor.post(project + "/designate-coach", naming("coach", other));
            case 5 -> actor.delete(project + "/designate-coach", naming("coach", other));
            case 6 -> actor.delete(project + "/remove-participant", naming("participant", other));
            case 7 -> actor.put(project + "/owner", naming("owner", other));
            default ->
                    actor.put(
                            "/api/v1/users/me",
                            """
                            {"username": "%s", "first_name": "Name %d", "last_name": "Test"}
                            """
                                    .formatted(actor.name(), ++titles));
        };
    }

    private static String naming(String field, TestUser user) {
        return "{\"%s\": %d}".formatted(field, user.id());
    }

    /** Where a command that was done has ended. */
    private static OptionalLong position(Reply reply) {
        String position = reply.header("Event-Position");
        return position == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(position));
    }

    /** Deletes the first project, whoever owns it; the position that the book is at then. */
    long delete() {
        return people.stream()
                .map(it -> it.delete("/api/v1/projects/" + projects.getFirst(), null))
                .flatMapToLong(it -> position(it).stream())
                .findFirst()
                .orElseThrow();
    }

    private long create() {
        TestUser owner = people.get(chance.nextInt(people.size()));
        Reply reply =
                owner.post(
                        "/api/v1/projects",
                        """
                        {"title": "Title %d", "coaches": [%d], "participants": [%d]}
                        """
                                .formatted(
                                        ++titles,
                                        people.get(chance.nextInt(people.size())).id(),
                                        people.get(chance.nextInt(people.size())).id()));
        projects.add(reply.at("/id").asLong());
        return position(reply).orElseThrow();
    }

    /** Its position, which is its id; empty: it was refused. */
    private OptionalLong say(Speaker speaker, long project, Map<String, Object> more) {
        Map<String, Object> fields = new TreeMap<>(more);
        fields.put("project_id", project);
        fields.put("content", "Said " + ++titles);
        long id = speaker.send(fields).path("id").asLong();
        if (id == 0) {
            return OptionalLong.empty();
        }
        messages.add(id);
        return OptionalLong.of(id);
    }

    /** What all of them see now, when the book was brought to {@code position} last. */
    Seen look(long position) {
        var seen =
                new Seen(
                        position,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeMap<>());
        for (JsonNode each :
                at(people.getFirst(), "/api/v1/users?per_page=100", position).at("/data")) {
            seen.users().put(each.path("id").asLong(), each);
        }
        for (TestUser user : people) {
            lookAs(user, seen);
        }
        return seen;
    }

    private void lookAs(TestUser user, Seen seen) {
        List<Long> mine = new ArrayList<>();
        for (JsonNode each :
                at(user, "/api/v1/projects?per_page=100", seen.position()).at("/data")) {
            long id = each.path("id").asLong();
            mine.add(id);
            seen.projects().put(id, each);
            String messages = "/api/v1/messages/%d?per_page=100".formatted(id);
            JsonNode said = at(user, messages, seen.position()).at("/data");
            seen.messages().put(user.id() + "/" + id, ids(said));
            if (each.at("/owner/id").asLong() == user.id()) {
                seen.rooms().put(id, said);
            }
        }
        seen.memberships().put(user.id(), mine.stream().sorted().toList());
    }

    private static List<Long> ids(JsonNode messages) {
        return StreamSupport.stream(messages.spliterator(), false)
                .map(it -> it.path("id").asLong())
                .toList();
    }

    private static Reply at(TestUser user, String path, long position) {
        Reply reply = user.send("GET", path, null, Map.of("Min-Position", Long.toString(position)));
        if (reply.status() != 200) {
            throw new IllegalStateException(path + ": " + reply.json());
        }
        return reply;
    }

    @Override
    public void close() {
        speakers.forEach(Speaker::close);
    }
}
