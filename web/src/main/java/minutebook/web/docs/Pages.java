package minutebook.web.docs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/** All pages of the documents; read when the first of them is asked for, and then kept. */
final class Pages {
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    static final Page OPENAPI_YAML;
    static final Page OPENAPI_JSON;

    static {
        OpenApi document = OpenApi.read();
        OPENAPI_YAML = new Page("application/yaml", document.asYaml());
        OPENAPI_JSON = new Page("application/json; charset=utf-8", document.asJson());
    }

    static final Page DOCS = new Page("text/html; charset=utf-8", Resource.read("docs.html"));

    /** What {@link #DOCS} loads, by name. */
    static final Map<String, Page> PARTS =
            Map.of(
                    "docs.css", new Page(STYLE, Resource.read("docs.css")),
                    "docs.js", new Page(SCRIPT, Resource.read("docs.js")),
                    "swagger-ui.css", new Page(STYLE, swaggerUi("swagger-ui.css")),
                    "swagger-ui-bundle.js", new Page(SCRIPT, swaggerUi("swagger-ui-bundle.js")));

    private Pages() {}

    /** From the WebJar, whose version stands in its paths. */
    private static byte[] swaggerUi(String file) {
        var jar = new Properties();
        try {
            byte[] text = Resource.read("/META-INF/maven/org.webjars/swagger-ui/pom.properties");
            jar.load(new ByteArrayInputStream(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String version = jar.getProperty("version");
        return Resource.read("/META-INF/resources/webjars/swagger-ui/" + version + "/" + file);
    }
}
