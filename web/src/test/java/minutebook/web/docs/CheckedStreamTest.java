package minutebook.web.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream that is looked at reaches its reader unchanged, until something in it is wrong. */
class CheckedStreamTest {
    private static final String GOOD =
            """
            retry: 3000
            id: e-1

            id: e-2
            event: resync
            data: {"message":"Grüß 🌉"}

            """;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void what_is_documented_comes_through_however_it_is_cut(int size) {
        byte[] bytes = GOOD.getBytes(UTF_8);
        CheckedStream<String> stream = stream(BodySubscribers.ofString(UTF_8));
        for (int i = 0; i < bytes.length; i += size) {
            byte[] part = Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + size));
            stream.onNext(List.of(ByteBuffer.wrap(part)));
        }
        stream.onComplete();

        assertEquals(GOOD, stream.getBody().toCompletableFuture().join());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event: new_event\ndata: {}\n\n",
                "id: e-2\nevent: resync\ndata: {}\n\n",
                "id: e-2\nid: e-3\n",
                ": a comment\n"
            })
    void what_is_not_documented_fails_whoever_reads(String wrong) throws Exception {
        CheckedStream<InputStream> stream = stream(BodySubscribers.ofInputStream());
        stream.onNext(List.of(ByteBuffer.wrap(GOOD.getBytes(UTF_8))));
        stream.onNext(List.of(ByteBuffer.wrap(wrong.getBytes(UTF_8))));
        stream.onNext(List.of(ByteBuffer.wrap("id: e-4\n\n".getBytes(UTF_8))));
        stream.onComplete();

        try (InputStream in = stream.getBody().toCompletableFuture().join()) {
            var failure = assertThrows(IOException.class, in::readAllBytes);
            assertInstanceOf(AssertionError.class, failure.getCause());
        }
    }

    private static <T> CheckedStream<T> stream(BodySubscriber<T> reader) {
        var stream = new CheckedStream<>(reader);
        stream.onSubscribe(
                new Subscription() {
                    @Override
                    public void request(long count) {}

                    @Override
                    public void cancel() {}
                });
        return stream;
    }
}
