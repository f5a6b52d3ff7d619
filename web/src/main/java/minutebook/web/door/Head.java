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
 * @param requestId what a trusted proxy calls it
 * @param forwarded whether it says that it comes by way of a proxy
 */
record Head(
        byte[] text,
        Framing body,
        boolean expectsContinue,
        boolean last,
        @Nullable String origin,
        @Nullable String requestId,
        boolean forwarded) {

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
