package minutebook.commands.users;

import minutebook.events.UserId;

/** What the rules remember of a session. */
public sealed interface Session {

    record Unopened() implements Session {}

    record Live(UserId user) implements Session {}

    record Ended() implements Session {}
}
