package minutebook.web.door;

import org.jspecify.annotations.Nullable;

/**
 * The head of a request, as it was understood.
 *
 * @param text the head, written anew: what Helidon reads is what the door has read, in one form
 * @param body how its body is framed
 * @param expectsContinue the client waits to be told before it sends the body
 * @param last the client asked for no other request on this connection
 * @param origin of the page that it comes from, if it names one
 */
record Head(
        byte[] text, Framing body, boolean expectsContinue, boolean last, @Nullable String origin) {

    /** Where a body ends. */
    sealed interface Framing {
        /** No body. */
        record None() implements Framing {}

        /** So many bytes, at least one. */
        record Length(long bytes) implements Framing {}

        /** In chunks. */
        record Chunked() implements Framing {}
    }
}
