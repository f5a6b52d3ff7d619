package minutebook.web.live.engine;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import minutebook.web.door.ClientAddress;
import minutebook.web.door.GuardedConnections;
import org.jspecify.annotations.Nullable;

/** Engine.IO over plain HTTP: GET waits for packets, POST brings some. */
final class Polling implements Handler {

    private static final int PIECE_BYTES = 64 * 1024;
    private static final byte SEPARATOR = 0x1E;
    private static final byte[] OK = {'o', 'k'};

    private final Sessions sessions;
    private final WayIn wayIn;
    private final MemoryBudget memory;
    private final ClientAddress addresses;

    Polling(Sessions sessions, WayIn wayIn, MemoryBudget memory, ClientAddress addresses) {
        this.sessions = sessions;
        this.wayIn = wayIn;
        this.memory = memory;
        this.addresses = addresses;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        if (!WayIn.isHere(request.prologue())) {
            response.next();
            return;
        }
        try {
            switch (wayIn.polling(request.prologue(), request.headers(), addresses.of(request))) {
                case Call.Open(Visitor visitor) -> open(visitor, response);
                case Call.Poll(String id) -> poll(find(id), response);
                case Call.Post(String id, int bytes) -> post(find(id), bytes, request, response);
                case Call.Socket _ -> throw new Refused(Refusal.BAD_REQUEST);
            }
        } catch (Refused e) {
            refuse(e.refusal(), response);
        }
    }

    private Session find(String id) {
        Session session = sessions.find(id);
        if (session == null) {
            throw new Refused(Refusal.UNKNOWN_SESSION);
        }
        return session;
    }

    private void open(Visitor visitor, ServerResponse response) {
        send(response, "text/plain; charset=UTF-8", OpenPacket.of(sessions.open(visitor), true));
    }

    private static void poll(Session session, ServerResponse response) {
        switch (session.outlet().poll()) {
            case Poll.Overlap() -> {
                session.end(Ending.OVERLAP);
                throw new Refused(Refusal.BAD_REQUEST);
            }
            // The post that was at fault says so too, but this is heard first.
            case Poll.Over(Ending why) -> throw new Refused(Refusal.of(why));
            case Poll.Upgraded() -> throw new Refused(Refusal.BAD_REQUEST);
            case Poll.Packets(List<byte[]> packets, boolean last) -> {
                answer(session, packets, response);
                if (last) {
                    session.end(Ending.LEFT);
                }
            }
        }
    }

    private static void answer(Session session, List<byte[]> packets, ServerResponse response) {
        boolean written = false;
        try {
            write(packets, session.outlet().writing(), response);
            written = true;
        } catch (IOException | UncheckedIOException e) {
            GuardedConnections.endAfterThisRequest();
        } finally {
            session.outlet().writing().stop();
            session.outlet().polled();
            if (!written) {
                // Its packets are lost. Better an end that the client sees than a hole that it does
                // not.
                session.end(Ending.LOST);
            }
        }
    }

    private static void write(List<byte[]> packets, Stopwatch writing, ServerResponse response)
            throws IOException {
        int length = packets.stream().mapToInt(packet -> packet.length + 1).sum() - 1;
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8");
        response.contentLength(length);
        writing.start();
        try (OutputStream out = new BufferedOutputStream(response.outputStream())) {
            for (int i = 0; i < packets.size(); i++) {
                if (i > 0) {
                    out.write(SEPARATOR);
                }
                byte[] packet = packets.get(i);
                for (int at = 0; at < packet.length; at += PIECE_BYTES) {
                    writing.start();
                    // A copy, since Helidon 4.1.7 writes a part wrongly unless it begins at 0.
                    out.write(
                            Arrays.copyOfRange(
                                    packet, at, Math.min(at + PIECE_BYTES, packet.length)));
                }
            }
        }
    }

    private void post(Session session, int bytes, ServerRequest request, ServerResponse response) {
        if (!session.beginPost()) {
            session.end(Ending.OVERLAP);
            throw new Refused(Refusal.BAD_REQUEST);
        }
        Ending fault;
        Thread reader = Thread.currentThread();
        // An interrupt is the one way to stop a read: it closes the connection.
        Runnable giveWay =
                () -> {
                    session.end(Ending.BUSY);
                    reader.interrupt();
                };
        try (MemoryBudget.Claim claim = memory.claim(giveWay)) {
            fault = receive(session, bytes, request, claim);
        } catch (BrokenFrame e) {
            fault = e.ending();
        } finally {
            session.endPost();
        }
        if (fault != null) {
            session.end(fault);
            throw new Refused(Refusal.of(fault));
        }
        send(response, "text/html; charset=UTF-8", OK);
    }

    private static @Nullable Ending receive(
            Session session, int bytes, ServerRequest request, MemoryBudget.Claim claim) {
        if (bytes > session.packetBytesMax()) {
            return Ending.TOO_LARGE;
        }
        claim.growTo(bytes);
        byte[] body = new byte[bytes];
        if (!read(session, request, body, claim)) {
            return Ending.LOST;
        }
        claim.whole();
        if (!Utf8.isValid(body, 0, bytes)) {
            return Ending.NOT_UTF8;
        }
        int from = 0;
        for (int at = 0; at <= bytes; at++) {
            if (at == bytes || body[at] == SEPARATOR) {
                session.receive(ByteBuffer.wrap(body, from, at - from).slice());
                from = at + 1;
            }
        }
        Ending ending = session.ending();
        return ending == null || ending.isFriendly() ? null : ending;
    }

    /** Whether the body came whole. */
    private static boolean read(
            Session session, ServerRequest request, byte[] body, MemoryBudget.Claim claim) {
        session.reading().start();
        try (InputStream in = request.content().inputStream()) {
            int size = 0;
            while (size < body.length) {
                int some = in.read(body, size, Math.min(PIECE_BYTES, body.length - size));
                if (some < 0) {
                    return false;
                }
                size += some;
                claim.brought(some);
                session.heard();
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            session.reading().stop();
        }
    }

    private static void refuse(Refusal refusal, ServerResponse response) {
        response.status(Status.create(refusal.status()));
        response.header(HeaderNames.CONNECTION, "close");
        if (refusal == Refusal.WRONG_METHOD) {
            response.header(HeaderNames.ALLOW, "GET, POST");
        }
        if (refusal.passes()) {
            response.header(HeaderNames.RETRY_AFTER, Refusal.RETRY_AFTER_SECONDS);
        }
        send(response, "application/json; charset=UTF-8", refusal.json());
        GuardedConnections.endAfterThisRequest();
    }

    private static void send(ServerResponse response, String type, byte[] body) {
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.send(body);
    }
}
