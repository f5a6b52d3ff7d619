package minutebook.web.live.engine;

/** What is served over the sessions of an {@link EngineServer}. */
public interface Application {

    /**
     * Begins a conversation. Nothing is known of the visitor yet but what they claim.
     *
     * @param session the session, usable at once and from any thread
     * @param visitor who opened it
     */
    Conversation open(Session session, Visitor visitor);
}
