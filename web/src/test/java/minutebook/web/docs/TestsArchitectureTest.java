package minutebook.web.docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URL;
import java.net.http.HttpClient;

/** No test gets anything that is not held against the documents. */
@AnalyzeClasses(packages = "minutebook.web", importOptions = OnlyIncludeTests.class)
class TestsArchitectureTest {

    @ArchTest
    static final ArchRule ALL_HTTP_IS_CHECKED =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(CheckedHttp.class.getName())
                    // What stands before the nodes answers in words of its own.
                    .and()
                    .haveNameNotMatching("minutebook\\.web\\.nodes\\.FrontIT.*")
                    .should()
                    .callMethod(HttpClient.class, "newHttpClient")
                    .orShould()
                    .callMethod(HttpClient.class, "newBuilder")
                    .orShould()
                    .callMethod(URL.class, "openConnection")
                    .as("No test makes an HTTP client of its own")
                    .because(
                            "each answer is held against /openapi: send by CheckedHttp, or TestUser");

    @ArchTest
    static final ArchRule ALL_SOCKETS_ARE_CHECKED =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(CheckedSocket.class.getName())
                    // Its sockets speak with an application of its own.
                    .and()
                    .resideOutsideOfPackage("minutebook.web.live.socketio")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.socket..")
                    .as("No test makes a Socket.IO client of its own")
                    .because(
                            "all that it hears is held against /asyncapi: take CheckedSocket, or"
                                    + " ChatClient");
}
