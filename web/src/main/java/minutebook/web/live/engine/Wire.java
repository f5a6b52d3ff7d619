package minutebook.web.live.engine;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;

/**
 * Helidon's connection, read and written by ourselves after it was upgraded. One thread reads, one
 * at a time writes, any may close. What fails throws {@link ConnectionLost}.
 */
final class Wire implements ByteInput {

    private final ConnectionContext connection;
    private final DataReader reader;
    private final Runnable heard;

    /**
     * @param heard called whenever bytes came: a sign of life
     */
    Wire(ConnectionContext connection, Runnable heard) {
        this.connection = connection;
        this.reader = connection.dataReader();
        this.heard = heard;
    }

    @Override
    public int read() {
        await();
        return reader.read() & 0xFF;
    }

    @Override
    public void read(byte[] into, int from, int length) {
        int done = 0;
        while (done < length) {
            await();
            byte[] some = reader.readBytes(Math.min(length - done, reader.available()));
            System.arraycopy(some, 0, into, from + done, some.length);
            done += some.length;
        }
    }

    /** Reads until the peer closes, or somebody here does, and forgets it all. */
    void discardAll() {
        while (true) {
            await();
            reader.skip(reader.available());
        }
    }

    private void await() {
        while (reader.available() == 0) {
            try {
                reader.ensureAvailable();
                heard.run();
            } catch (ServerConnectionException e) {
                // Helidon gives up a read after 30 s; here the pings decide whether a quiet client
                // is still there.
                if (!isTimeout(e)) {
                    throw new ConnectionLost(e);
                }
            } catch (DataReader.InsufficientDataAvailableException e) {
                throw new ConnectionLost(e);
            }
        }
    }

    private static boolean isTimeout(ServerConnectionException e) {
        return e.getCause() instanceof UncheckedIOException io
                && io.getCause() instanceof SocketTimeoutException;
    }

    /** Writes it all; blocks while the peer does not read. */
    void write(byte[] bytes, int from, int length) {
        try {
            // Read-only, since Helidon 4.1.7 writes the other kind wrongly unless it begins at 0.
            connection.dataWriter().writeNow(BufferData.createReadOnly(bytes, from, length));
        } catch (UncheckedIOException | ServerConnectionException e) {
            throw new ConnectionLost(e);
        }
    }

    /** Closes the connection under whoever reads or writes it. May be called twice. */
    void close() {
        try {
            connection.serverSocket().close();
        } catch (UncheckedIOException e) {
            // It is gone either way.
        }
    }
}
