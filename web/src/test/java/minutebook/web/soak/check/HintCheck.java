package minutebook.web.soak.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.StreamHistory.Block;
import minutebook.web.soak.check.Talk.Said;

/**
 * Judges {@code action_message}, the live hint of the contract, 4.1: it is no notification and may
 * be missing, but what comes is true, and only for those who may hear what was said.
 */
final class HintCheck {
    private HintCheck() {}

    /** Empty: it is as it must be. */
    static Optional<Kind> of(Expectations expectations, long user, Block block) {
        JsonNode payload = Frames.read(block.data());
        long project = payload.path("project_id").asLong();
        String time = payload.path("created_at").asText();
        List<Said> said = expectations.talk().saidAt(project, time);
        if (!block.event().equals("action_message") || said.isEmpty()) {
            return Optional.of(Kind.INVENTED);
        }
        List<Said> heard =
                said.stream()
                        .filter(it -> it.sender() != user && it.isFor(user))
                        .filter(
                                it ->
                                        expectations
                                                .memberships()
                                                .mayHave(
                                                        project,
                                                        user,
                                                        it.event().position(),
                                                        block.at()))
                        .toList();
        if (heard.isEmpty()) {
            return Optional.of(Kind.UNAUTHORISED);
        }
        boolean same = heard.stream().anyMatch(it -> same(expectations, it, payload));
        return same ? Optional.empty() : Optional.of(Kind.ALTERED);
    }

    private static boolean same(Expectations expectations, Said said, JsonNode payload) {
        JsonNode sender = Objects.requireNonNull(expectations.person(said.sender()));
        String text =
                said.receiver() == 0
                        ? "'@%s' sent a new message."
                        : "'@%s' sent you a new private message.";
        String title = payload.path("project_title").asText();
        return payload.path("type").asText().equals("new_message")
                && payload.path("message")
                        .asText()
                        .equals(text.formatted(sender.path("username").asText()))
                && payload.at("/data/project_title").asText().equals(title)
                && expectations.isTitle(said.project(), title);
    }
}
