package minutebook.web.docs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import minutebook.web.pages.Page;
import minutebook.web.pages.Resource;

/** All files of the documents; read when the first of them is asked for, and then kept. */
final class Files {
    static final Description OPENAPI = Description.of(Document.openApi());
    static final Description ASYNCAPI = Description.of(Document.asyncApi());

    static final Page DOCS = own("docs.html");

    /** What {@link #DOCS} loads, by name. */
    static final Map<String, Page> PARTS =
            Map.of(
                    "docs.css", own("docs.css"),
                    "docs.js", own("docs.js"),
                    "live.js", own("live.js"),
                    "swagger-ui.css", swaggerUi("swagger-ui.css"),
                    "swagger-ui-bundle.js", swaggerUi("swagger-ui-bundle.js"));

    private Files() {}

    private static Page own(String file) {
        return Page.of(file, Resource.read(Files.class, file));
    }

    /** From the WebJar, whose version stands in its paths. */
    private static Page swaggerUi(String file) {
        var jar = new Properties();
        try {
            byte[] text =
                    Resource.read(
                            Files.class, "/META-INF/maven/org.webjars/swagger-ui/pom.properties");
            jar.load(new ByteArrayInputStream(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String version = jar.getProperty("version");
        String path = "/META-INF/resources/webjars/swagger-ui/" + version + "/" + file;
        return Page.of(file, Resource.read(Files.class, path));
    }
}
