package minutebook.web.door;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of IP addresses, as {@code 10.0.0.0/8}, or a single one. Never asks a name server. */
public final class Network {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * Reads {@code address} or {@code address/bits}.
     *
     * @throws IllegalArgumentException if it is neither, or has bits set behind its prefix
     */
    public static Network parse(String text) {
        String[] parts = text.split("/", 2);
        byte[] prefix =
                address(parts[0])
                        .orElseThrow(() -> new IllegalArgumentException("No IP address: " + text))
                        .getAddress();
        int bits = prefix.length * Byte.SIZE;
        if (parts.length == 2) {
            if (!BITS.matcher(parts[1]).matches() || Integer.parseInt(parts[1]) > bits) {
                throw new IllegalArgumentException("No length of a prefix: " + text);
            }
            bits = Integer.parseInt(parts[1]);
        }
        if (!Arrays.equals(prefix, masked(prefix, bits))) {
            throw new IllegalArgumentException("Bits behind the prefix: " + text);
        }
        return new Network(prefix, bits);
    }

    /** An address from its text; empty if it is none. IPv4 in the form of IPv6 becomes IPv4. */
    static Optional<InetAddress> address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Whether the address lies in it. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == prefix.length && Arrays.equals(prefix, masked(bytes, bits));
    }

    /** The address with all but its first bits cleared. */
    static byte[] masked(byte[] address, int bits) {
        byte[] masked = new byte[address.length];
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(bits - i * Byte.SIZE, 0, Byte.SIZE);
            masked[i] = (byte) (address[i] & (0xFF << (Byte.SIZE - kept)));
        }
        return masked;
    }
}
