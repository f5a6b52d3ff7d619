package minutebook.web.watch.measures;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import minutebook.queries.Following.State;
import minutebook.queries.Following.Status;
import minutebook.web.watch.Lags;
import minutebook.web.watch.Meters;

/** How far those are that follow the book: the read models, and the outbox of mail. */
public final class FollowerMeasures {
    private final Meters meters;
    private final Lags lags;

    private FollowerMeasures(Meters meters, Lags lags) {
        this.meters = meters;
        this.lags = lags;
    }

    public static void show(Meters meters, Lags lags) {
        var measures = new FollowerMeasures(meters, lags);
        lags.followers().forEach(it -> measures.show(it.name()));
    }

    private void show(String model) {
        gauge(
                model,
                "minutebook_read_model_position",
                "Up to where of the book it is",
                Status::position);
        gauge(
                model,
                "minutebook_read_model_behind_events",
                "How many events it is behind the book",
                it -> Math.max(0, lags.head() - it.position()));
        gauge(
                model,
                "minutebook_read_model_behind_seconds",
                "For how long it is behind the book, to a tenth",
                it -> lags.late(model).toMillis() / 1e3);
        gauge(
                model,
                "minutebook_read_model_stopped",
                "1: it has stopped; health says why",
                it -> it.state() == State.STOPPED ? 1 : 0);
    }

    private void gauge(
            String model, String name, String meaning, ToDoubleFunction<Status> ofStatus) {
        meters.gauge(
                name,
                meaning,
                Map.of("model", model),
                () ->
                        lags.followers().stream()
                                .filter(it -> it.name().equals(model))
                                .mapToDouble(ofStatus)
                                .findFirst()
                                .orElse(Double.NaN));
    }
}
