package minutebook.web;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Connection;

/** Who may know whom, and who may do what. Each ban names its remedy. */
@AnalyzeClasses(packages = "minutebook", importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {

    /** Our tests come as classes of this module, and as a jar of another one. */
    static final class NoTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule EVENTS_KNOW_NOBODY =
            noClasses()
                    .that()
                    .resideInAPackage("minutebook.events..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "minutebook.commands..", "minutebook.queries..", "minutebook.web..")
                    .as("Events know neither commands, queries nor web")
                    .because("all of them read the book: move what is shared into events");

    @ArchTest
    static final ArchRule COMMANDS_KNOW_EVENTS_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage("minutebook.commands..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("minutebook.queries..", "minutebook.web..")
                    .as("Commands know neither queries nor web")
                    .because(
                            "a decision on a read model is a decision on the past: let the decider"
                                    + " remember what it needs, or hand it in with the command");

    @ArchTest
    static final ArchRule QUERIES_KNOW_EVENTS_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage("minutebook.queries..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("minutebook.commands..", "minutebook.web..")
                    .as("Queries know neither commands nor web")
                    .because(
                            "read models are built from the book alone, or they could not be"
                                    + " rebuilt: put what is missing into an event");

    @ArchTest
    static final ArchRule RULES_ARE_PURE =
            noClasses()
                    .that()
                    .resideInAPackage("minutebook.commands..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "javax.sql..", "io.helidon..")
                    .as("Commands know neither SQL nor HTTP")
                    .because("the book is all they write to: ask it, or add to events.vault");

    @ArchTest
    static final ArchRule ONLY_TRANSACTIONS_COMMIT =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("minutebook.events.sql.Transactions")
                    .and()
                    .doNotHaveFullyQualifiedName("minutebook.queries.Transaction")
                    .should()
                    .callMethodWhere(
                            target(owner(assignableTo(Connection.class)))
                                    .and(target(nameMatching("commit|rollback|setAutoCommit"))))
                    .as(
                            "Nobody but Transactions, and Transaction for read models, commits or rolls back")
                    .because("a transaction is lent: do the work in Transactions.run");

    @ArchTest
    static final ArchRule ONE_WAY_TO_LOG =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("minutebook.web.LogFormat")
                    .and()
                    .resideOutsideOfPackage("minutebook.web.log")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.util.logging..", "org.slf4j..")
                    .as("Nobody logs but by System.Logger")
                    .because(
                            "it needs no library and goes where LOG_FORMAT says: take"
                                    + " System.getLogger(TheClass.class.getName())");

    @ArchTest
    static final ArchRule ONLY_MAIN_PRINTS =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("minutebook.web.Main")
                    .should(ACCESS_STANDARD_STREAMS)
                    .as("Nobody but Main prints")
                    .because("what is printed has neither time nor level: log it by System.Logger");
}
