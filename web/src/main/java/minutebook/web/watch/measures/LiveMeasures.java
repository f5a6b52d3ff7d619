package minutebook.web.watch.measures;

import java.util.Locale;
import java.util.Map;
import minutebook.web.live.engine.Ending;
import minutebook.web.live.engine.SocketCounts;
import minutebook.web.live.socketio.SocketIo;
import minutebook.web.live.stream.LiveStreams;
import minutebook.web.live.stream.StreamCounts;
import minutebook.web.watch.Meters;

/** Who listens on this node, how soon they are told, and why they went. */
public final class LiveMeasures {
    private static final String DELIVERY = "minutebook_delivery_seconds";
    private static final String DELIVERY_MEANS =
            "How long after its commit an event was written to who listens";

    private LiveMeasures() {}

    public static void show(
            Meters meters, LiveStreams notifications, LiveStreams audits, SocketIo sockets) {
        streams(meters, "notifications", notifications);
        streams(meters, "audit", audits);
        sockets(meters, sockets);
    }

    private static void streams(Meters meters, String kind, LiveStreams streams) {
        StreamCounts counts = streams.counts();
        Map<String, String> ofKind = Map.of("kind", kind);
        meters.gauge("minutebook_streams_open", "Streams that are open", ofKind, streams::open)
                .counter(
                        "minutebook_stream_events_total",
                        "Events that were written to streams",
                        ofKind,
                        counts::told)
                .times(DELIVERY, DELIVERY_MEANS, Map.of("to", kind), counts.deliveryNanos());
        for (StreamCounts.End end : StreamCounts.End.values()) {
            meters.counter(
                    "minutebook_streams_ended_total",
                    "Streams that ended, by why; those that stalled were cut",
                    Map.of("kind", kind, "reason", label(end)),
                    () -> counts.ended(end));
        }
    }

    private static void sockets(Meters meters, SocketIo sockets) {
        SocketCounts counts = sockets.counts();
        meters.gauge("minutebook_sockets_open", "Sockets, logged in or not", sockets::sessions)
                .gauge(
                        "minutebook_sockets_strangers",
                        "Sockets that have not logged in",
                        sockets::strangers)
                .gauge(
                        "minutebook_sockets_outbound_bytes",
                        "Memory of what waits to be sent to sockets",
                        sockets::outboundBytes)
                .gauge(
                        "minutebook_sockets_inbound_bytes",
                        "Memory of large packets that come from sockets",
                        sockets::inboundBytes)
                .counter(
                        "minutebook_socket_packets_total",
                        "Packets that were written to sockets",
                        counts::packets)
                .times(DELIVERY, DELIVERY_MEANS, Map.of("to", "sockets"), counts.deliveryNanos());
        for (Ending ending : Ending.values()) {
            meters.counter(
                    "minutebook_sockets_ended_total",
                    "Sockets that ended, by why; stalled, queue_full, too_much_waits were cut",
                    Map.of("reason", label(ending)),
                    () -> counts.ended(ending));
        }
    }

    private static String label(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
