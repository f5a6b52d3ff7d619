package minutebook.web.live.socketio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The form of a Socket.IO packet, judged before anything else looks into it: its kind, its
 * namespace, at most nine digits of an ack's id, and where its JSON begins. Binary kinds and
 * attachments have none.
 *
 * @param namespace `/` for the default one
 * @param bodyAt the offset of the JSON in the packet; the packet's length if there is none
 */
record PacketForm(Kind kind, String namespace, int idDigits, int bodyAt) {

    enum Kind {
        CONNECT,
        DISCONNECT,
        EVENT,
        ACK
    }

    private static final int NAMESPACE_CHARS_MAX = 64;
    private static final int ID_DIGITS_MAX = 9;
    private static final byte SEPARATOR = 0x1E;

    /**
     * Reads the form of an Engine.IO message.
     *
     * @param packet from its `4` on
     * @return null if it has none
     */
    static @Nullable PacketForm of(ByteBuffer packet) {
        ByteBuffer rest = packet.slice();
        Kind kind = rest.remaining() < 2 ? null : kind(rest.get(1));
        if (kind == null || contains(rest, SEPARATOR)) {
            return null;
        }
        rest.position(2);
        String namespace = namespace(rest);
        if (namespace == null) {
            return null;
        }
        int digits = digits(rest);
        var form = new PacketForm(kind, namespace, digits, rest.position());
        return form.isSound(rest) ? form : null;
    }

    /** Whether it is of a binary kind, which has no form here. */
    static boolean isBinary(ByteBuffer packet) {
        byte type = packet.remaining() < 2 ? 0 : packet.get(packet.position() + 1);
        return type == '5' || type == '6';
    }

    private static @Nullable Kind kind(byte type) {
        return switch (type) {
            case '0' -> Kind.CONNECT;
            case '1' -> Kind.DISCONNECT;
            case '2' -> Kind.EVENT;
            case '3' -> Kind.ACK;
            default -> null;
        };
    }

    /** Reads up to and with the comma; null if what stands there is no namespace. */
    private static @Nullable String namespace(ByteBuffer rest) {
        if (!rest.hasRemaining() || rest.get(rest.position()) != '/') {
            return "/";
        }
        var name = new StringBuilder();
        while (rest.hasRemaining()) {
            byte next = rest.get();
            if (next == ',') {
                return name.toString();
            }
            if (next <= ' ' || next == 0x7F || name.length() >= NAMESPACE_CHARS_MAX) {
                return null;
            }
            name.append((char) next);
        }
        return name.toString();
    }

    private static int digits(ByteBuffer rest) {
        int digits = 0;
        while (rest.hasRemaining()
                && Character.isDigit(rest.get(rest.position()))
                && digits <= ID_DIGITS_MAX) {
            rest.get();
            digits++;
        }
        return digits;
    }

    private boolean isSound(ByteBuffer body) {
        return switch (kind) {
            case CONNECT -> idDigits == 0 && (!body.hasRemaining() || isIn(body, '{', '}'));
            case DISCONNECT -> idDigits == 0 && !body.hasRemaining();
            case EVENT -> idDigits <= ID_DIGITS_MAX && isIn(body, '[', ']');
            case ACK -> idDigits >= 1 && idDigits <= ID_DIGITS_MAX && isIn(body, '[', ']');
        };
    }

    private static boolean isIn(ByteBuffer body, char first, char last) {
        return body.remaining() >= 2
                && body.get(body.position()) == first
                && body.get(body.limit() - 1) == last;
    }

    private static boolean contains(ByteBuffer bytes, byte sought) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == sought) {
                return true;
            }
        }
        return false;
    }

    /** The JSON as text; empty if there is none. For small packets. */
    String body(ByteBuffer packet) {
        return StandardCharsets.UTF_8.decode(packet.slice().position(bodyAt)).toString();
    }
}
