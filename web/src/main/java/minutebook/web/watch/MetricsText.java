package minutebook.web.watch;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.metrics.api.MeterRegistryFormatter;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.MetricsConfig;
import io.helidon.metrics.spi.MeterRegistryFormatterProvider;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * All measures as Prometheus reads them: ours, and what Helidon knows of the JVM. Ours are not in
 * its registry, which is one for the whole process, holds on only weakly to what it is to ask, and
 * takes a tenth of a microsecond for each value of a histogram (a whole one, unless told to forget
 * quantiles), where thousands of sockets are told of an event.
 */
public final class MetricsText {
    private final Meters meters;

    public MetricsText(Meters meters) {
        this.meters = meters;
    }

    /** As they are at this moment. */
    String now() {
        return meters.text() + jvm();
    }

    private static String jvm() {
        return ServiceLoader.load(MeterRegistryFormatterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(provider -> formatter(provider).stream())
                .flatMap(formatter -> formatter.format().stream())
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }

    private static Optional<MeterRegistryFormatter> formatter(
            MeterRegistryFormatterProvider provider) {
        return provider.formatter(
                MediaTypes.TEXT_PLAIN,
                MetricsConfig.create(),
                Metrics.globalRegistry(),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
