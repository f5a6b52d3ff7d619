package minutebook.web.docs;

import java.util.Map;
import minutebook.web.pages.Page;
import minutebook.web.pages.Resource;
import minutebook.web.pages.WebJar;

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

    private static Page swaggerUi(String file) {
        return new WebJar("org.webjars", "swagger-ui").page(file);
    }
}
