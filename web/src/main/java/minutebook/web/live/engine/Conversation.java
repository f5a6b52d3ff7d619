package minutebook.web.live.engine;

import java.nio.ByteBuffer;

/**
 * One session as the application sees it. Its methods are called on virtual threads and may block;
 * never two at once; and nothing after {@link #gone}.
 */
public interface Conversation {

    /**
     * A message came.
     *
     * @param packet the whole Engine.IO packet, its type (`4`) included: UTF-8, backed by an array,
     *     and the application's own only until it returns
     */
    void received(ByteBuffer packet);

    /** The session has ended: called once. */
    void gone(Ending why);
}
