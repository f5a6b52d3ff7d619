package minutebook.web.pages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Somebody else's files for browsers, from Maven; their version stands in their paths. */
public record WebJar(String group, String artifact) {

    /** One of its files, by its path in the package: {@code dist/chart.umd.js}. */
    public Page page(String path) {
        return Page.of(
                path,
                Resource.read(
                        WebJar.class,
                        "/META-INF/resources/webjars/%s/%s/%s"
                                .formatted(artifact, version(), path)));
    }

    private String version() {
        var jar = new Properties();
        try {
            String path = "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
            jar.load(new ByteArrayInputStream(Resource.read(WebJar.class, path)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return jar.getProperty("version");
    }
}
