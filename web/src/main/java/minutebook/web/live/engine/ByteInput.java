package minutebook.web.live.engine;

/**
 * Bytes as they come from a peer. Reading blocks; at the end of the stream, or if it fails, it
 * throws.
 */
interface ByteInput {

    /** The next byte, 0..255. */
    int read();

    /** Fills this part of the array. */
    void read(byte[] into, int from, int length);
}
