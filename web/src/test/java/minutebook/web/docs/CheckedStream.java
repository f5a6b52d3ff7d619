package minutebook.web.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * Server-sent events on their way to who reads them: each block is held against {@code /asyncapi}
 * when it has come whole, before it is read. At the first that is not documented the stream fails:
 * reading it throws an exception whose cause says why.
 */
final class CheckedStream<T> implements BodySubscriber<T> {
    private final BodySubscriber<T> reader;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Map<String, String> block = new LinkedHashMap<>();
    private boolean failed;

    CheckedStream(BodySubscriber<T> reader) {
        this.reader = reader;
    }

    @Override
    public CompletionStage<T> getBody() {
        return reader.getBody();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        reader.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        if (failed) {
            return;
        }
        try {
            bytes.forEach(it -> take(it.duplicate()));
            reader.onNext(bytes);
        } catch (AssertionError undocumented) {
            failed = true;
            reader.onError(undocumented);
        }
    }

    private void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                take(line.toString(UTF_8));
                line.reset();
            } else {
                line.write(next);
            }
        }
    }

    private void take(String whole) {
        if (whole.isEmpty()) {
            EventCheck.OURS.block(block);
            block.clear();
            return;
        }
        String[] field = whole.split(": ", 2);
        if (field.length < 2 || block.put(field[0], field[1]) != null) {
            throw new AssertionError("The stream told '" + whole + "' after " + block);
        }
    }

    @Override
    public void onError(Throwable broken) {
        if (!failed) {
            reader.onError(broken);
        }
    }

    @Override
    public void onComplete() {
        if (!failed) {
            reader.onComplete();
        }
    }
}
