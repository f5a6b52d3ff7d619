package minutebook.web.docs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;

/**
 * HTTP as tests speak it: whatever the server answers is held against its own document, {@code
 * /openapi}; of a stream, each event against {@code /asyncapi}, as it comes. What the document does
 * not say fails the test that asked, or reads. Thread-safe.
 */
public final class CheckedHttp {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AnswerCheck CHECK = new AnswerCheck(Document.openApi().json());

    /** What Helidon and Socket.IO answer themselves, which other documents tell of. */
    private static final List<String> NOT_OURS = List.of("/observe/", "/socket.io/");

    private CheckedHttp() {}

    /** As {@link HttpClient#send}. */
    public static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return send(CLIENT, request, handler);
    }

    /** A client that comes from {@code address}. */
    public static HttpClient at(String address) throws IOException {
        return HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build();
    }

    /** By a client that was made {@link #at} an address. */
    public static <T> HttpResponse<T> send(
            HttpClient client, HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        var body = new AtomicReference<>(new byte[0]);
        HttpResponse<T> response = client.send(request, info -> keep(info, handler, body));
        if (isDocumented(request)) {
            CHECK.check(
                    new Answer(
                            request.method(),
                            request.uri().getRawPath(),
                            response.statusCode(),
                            response.headers().map(),
                            body.get()));
        }
        return response;
    }

    private static boolean isDocumented(HttpRequest request) {
        // What a browser asks before it asks is answered by the door, whatever the route.
        boolean preflight =
                request.headers().firstValue("Access-Control-Request-Method").isPresent();
        return !preflight && NOT_OURS.stream().noneMatch(request.uri().getPath()::startsWith);
    }

    /** Notes the body, and gives it to {@code handler} then; a stream goes straight to it. */
    private static <T> BodySubscriber<T> keep(
            ResponseInfo info, BodyHandler<T> handler, AtomicReference<byte[]> body) {
        String type = info.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("text/event-stream")) {
            return new CheckedStream<>(handler.apply(info));
        }
        return BodySubscribers.mapping(
                BodySubscribers.ofByteArray(),
                bytes -> {
                    body.set(bytes);
                    return give(bytes, handler.apply(info));
                });
    }

    private static <T> T give(byte[] bytes, BodySubscriber<T> subscriber) {
        subscriber.onSubscribe(
                new Subscription() {
                    @Override
                    public void request(long count) {}

                    @Override
                    public void cancel() {}
                });
        if (bytes.length > 0) {
            subscriber.onNext(List.of(ByteBuffer.wrap(bytes)));
        }
        subscriber.onComplete();
        return subscriber.getBody().toCompletableFuture().join();
    }
}
