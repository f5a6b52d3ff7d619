package minutebook.web.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import minutebook.web.cluster.Fault.CutAfter;
import minutebook.web.cluster.Fault.Delay;
import minutebook.web.cluster.Fault.Drop;
import minutebook.web.cluster.Fault.None;
import minutebook.web.cluster.Fault.Stall;
import minutebook.web.cluster.Fault.Throttle;

/**
 * Moves the bytes of one connection in one direction, by two threads: one that reads and notes when
 * each piece came, one that passes it on when its time has come. So a delay is none for what comes
 * meanwhile.
 */
final class Pump {
    private static final int PIECE_BYTES_MAX = 16 * 1024;

    /** A slow receiver is to slow down the sender, not to fill our memory. */
    private static final int PIECES_MAX = 256;

    private static final long FOR_EVER_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int SLICES_PER_SECOND = 20;

    /** {@code bytes}: none at the end. */
    private record Piece(byte[] bytes, long cameNanos) {}

    private final Link link;
    private final Direction direction;
    private final Socket from;
    private final Socket to;
    private final Course course;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>(PIECES_MAX);
    private volatile boolean lost;
    private volatile boolean ended;

    Pump(Link link, Direction direction, Socket from, Socket to, Course course) {
        this.link = link;
        this.direction = direction;
        this.from = from;
        this.to = to;
        this.course = course;
    }

    void start() {
        Thread.startVirtualThread(this::read);
        Thread.startVirtualThread(this::write);
    }

    /** The sockets are closed: whoever waits here, is to look. */
    void end() {
        ended = true;
        pieces.clear();
        pieces.offer(new Piece(new byte[0], 0));
    }

    boolean hasLost() {
        return lost;
    }

    private void read() {
        try {
            var in = from.getInputStream();
            while (true) {
                byte[] buffer = new byte[PIECE_BYTES_MAX];
                int count = in.read(buffer);
                pieces.put(new Piece(Arrays.copyOf(buffer, Math.max(0, count)), System.nanoTime()));
                if (count < 0) {
                    return;
                }
            }
        } catch (IOException reset) {
            if (!link.isHalfOpen()) {
                link.cut();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            OutputStream out = to.getOutputStream();
            Piece piece = pieces.take();
            while (piece.bytes().length > 0 && !ended) {
                pass(piece, out);
                piece = pieces.take();
            }
            if (!ended && !lost && !link.isHalfOpen()) {
                to.shutdownOutput();
            }
            link.ended();
        } catch (IOException reset) {
            if (!link.isHalfOpen()) {
                link.cut();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Piece piece, OutputStream out) throws IOException, InterruptedException {
        Fault fault = course.fault();
        while (fault instanceof Stall && !ended) {
            course.awaitChange(fault, System.nanoTime() + FOR_EVER_NANOS);
            fault = course.fault();
        }
        byte[] bytes = piece.bytes();
        if (lost || fault instanceof Drop || link.isHalfOpen()) {
            lost = true;
            return;
        }
        if (!link.mayPass(direction, bytes)) {
            return;
        }
        switch (fault) {
            case None _ -> write(out, bytes, 0, bytes.length);
            case Delay(var by) -> {
                course.awaitChange(fault, piece.cameNanos() + by.toNanos());
                write(out, bytes, 0, bytes.length);
            }
            case Throttle throttle -> trickle(out, bytes, throttle);
            case CutAfter cut -> cutAfter(out, bytes, cut);
            case Stall _, Drop _ -> write(out, bytes, 0, bytes.length);
        }
    }

    /** A slice every so often, until that is over. */
    private void trickle(OutputStream out, byte[] bytes, Throttle throttle)
            throws IOException, InterruptedException {
        int slice = Math.max(1, throttle.bytesPerSecond() / SLICES_PER_SECOND);
        int at = 0;
        while (at < bytes.length && course.fault().equals(throttle) && !ended) {
            int count = Math.min(slice, bytes.length - at);
            write(out, bytes, at, count);
            at += count;
            long pause = TimeUnit.SECONDS.toNanos(count) / throttle.bytesPerSecond();
            course.awaitChange(throttle, System.nanoTime() + pause);
        }
        write(out, bytes, at, bytes.length - at);
    }

    private void cutAfter(OutputStream out, byte[] bytes, CutAfter cut) throws IOException {
        long left = cut.left().getAndAdd(-bytes.length);
        if (left > bytes.length || left <= 0) {
            write(out, bytes, 0, bytes.length);
            return;
        }
        write(out, bytes, 0, (int) left);
        course.set(Fault.NONE);
        link.cut();
    }

    private void write(OutputStream out, byte[] bytes, int at, int count) throws IOException {
        // Whoever has got them finds them counted.
        course.passed().addAndGet(count);
        out.write(bytes, at, count);
    }
}
