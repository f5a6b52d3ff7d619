package minutebook.commands.messages;

import minutebook.commands.Refusal;

/** Why something is not said (contract 4.3). */
public enum MessageRefusal implements Refusal {
    RECEIVER_NOT_A_MEMBER("receiver", "A receiver must be a project's member."),
    ONLY_OWNER_OR_COACH_IN_PRIVATE("sender", "A sender must be a project's owner or coach.");

    private final String field;
    private final String text;

    MessageRefusal(String field, String text) {
        this.field = field;
        this.text = text;
    }

    @Override
    public Kind kind() {
        return Kind.INVALID;
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public String text() {
        return text;
    }
}
