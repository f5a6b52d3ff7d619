package minutebook.web.mail.transport;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A socket that ends a conversation in which the other side never stops talking. What reads a line
 * of a mail server's has no limit of its own.
 */
final class MailSocket extends Socket {
    private static final int ANSWER_BYTES_MAX = 256 * 1024;

    private volatile int answered;

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                count(1);
                return read;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                count(read);
                return read;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(int oneByte) throws IOException {
                answered = 0;
                out.write(oneByte);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                answered = 0;
                out.write(bytes, offset, length);
            }
        };
    }

    /** One thread at a time reads or writes: it is a dialogue. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void count(int bytes) throws IOException {
        answered += Math.max(bytes, 0);
        if (answered > ANSWER_BYTES_MAX) {
            close();
            throw new IOException("it never stopped talking");
        }
    }
}
