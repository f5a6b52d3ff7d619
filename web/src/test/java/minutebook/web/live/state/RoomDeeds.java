package minutebook.web.live.state;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** What people do in rooms; who speaks need not be in one. */
final class RoomDeeds {
    private RoomDeeds() {}

    static void say(History history, Tab tab, Step step) throws Exception {
        say(history, tab, step, "\"content\": \"Said %d\"".formatted(history.newNumber()));
    }

    static void sendFile(History history, Tab tab, Step step) throws Exception {
        byte[] bytes = ("File " + history.newNumber()).getBytes(StandardCharsets.UTF_8);
        say(
                history,
                tab,
                step,
                "\"file_name\": \"%d.txt\", \"file_base64\": \"data:text/plain;base64,%s\""
                        .formatted(history.newNumber(), Base64.getEncoder().encodeToString(bytes)));
    }

    private static void say(History history, Tab tab, Step step, String fields) throws Exception {
        List<Shown> projects = tab.screen().projects();
        if (!projects.isEmpty()) {
            history.say(tab, step.node(), Step.pick(projects, step.which()).id(), fields);
        }
    }

    /** While others come and go. */
    static void talk(History history, Tab tab, Step step) {
        List<Shown> projects = tab.screen().projects();
        if (!projects.isEmpty()) {
            history.talk(tab, step.node(), Step.pick(projects, step.which()).id());
        }
    }

    static void sayToOne(History history, Tab tab, Step step) throws Exception {
        long me = tab.person().id();
        List<Shown> led = projects(tab, it -> it.isLedBy(me));
        if (!led.isEmpty()) {
            Shown project = Step.pick(led, step.which());
            long receiver = Step.pick(project.members().toList(), step.whom());
            history.say(
                    tab,
                    step.node(),
                    project.id(),
                    "\"content\": \"Whispered %d\", \"receiver_id\": %d"
                            .formatted(history.newNumber(), receiver));
        }
    }

    static void enter(History history, Tab tab, Step step) throws Exception {
        List<Shown> others = projects(tab, it -> it.id() != tab.seat().room());
        if (!others.isEmpty()) {
            long project = Step.pick(others, step.which()).id();
            boolean entered =
                    tab.seat().enter(tab.at(history.node(step.node())), tab.screen(), project);
            history.note(tab + (entered ? " is in the room of " : " may not enter ") + project);
        }
    }

    static void goOut(History history, Tab tab, Step step) {
        history.note(tab + " leaves the room of " + tab.seat().room());
        tab.seat().leave(tab.screen());
    }

    private static List<Shown> projects(Tab tab, Predicate<Shown> which) {
        return tab.screen().projects().stream().filter(which).toList();
    }
}
