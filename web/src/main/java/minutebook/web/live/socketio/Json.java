package minutebook.web.live.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The JSON that is spoken here: bounded in depth and in the length of numbers, each key once,
 * nothing after the end.
 */
final class Json {

    private static final int DEPTH_MAX = 32;
    private static final int NUMBER_CHARS_MAX = 30;

    static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    // Jackson's own pool is per thread: 16 kB kept for every
                                    // connection.
                                    .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .maxNumberLength(NUMBER_CHARS_MAX)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}
}
