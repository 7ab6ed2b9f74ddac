package earshot;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import earshot.detect.Detectors;
import earshot.dissect.Dissectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The house stays in order: which package may know which.
class ArchitectureTest {
    private static JavaClasses all;

    @BeforeAll
    static void read() {
        all = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("earshot");
    }

    @Test
    void protocolsDoNotKnowEachOther() {
        slices().matching("earshot.dissect.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(all);
    }

    @Test
    void protocolsDoNotKnowTheEngine() {
        noClasses()
                .that()
                .resideInAPackage("earshot.dissect..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("earshot.engine..")
                .check(all);
    }

    @Test
    void eventsDependOnNothingButTheNamesOfFlows() {
        classes()
                .that()
                .resideInAPackage("earshot.event")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "earshot.event", "earshot.flow", "earshot.capture")
                .check(all);
    }

    @Test
    void captureKnowsNothingOfProtocols() {
        noClasses()
                .that()
                .resideInAnyPackage("earshot.capture..", "earshot.net..", "earshot.flow..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("earshot.bytes..", "earshot.event..", "earshot.dissect..", "earshot.engine..")
                .check(all);
    }

    @Test
    void detectorsKnowEventsOnly() {
        noClasses()
                .that()
                .resideInAPackage("earshot.detect..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("earshot.dissect..", "earshot.engine..", "earshot.net..")
                .check(all);
    }

    /// But for the list of all protocols, which must know them and whose package they build on.
    @Test
    void packagesHaveNoCycles() {
        slices().matching("earshot.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(belongTo(equivalentTo(Dissectors.class)), alwaysTrue())
                .ignoreDependency(belongTo(equivalentTo(Detectors.class)), alwaysTrue())
                .check(all);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(all);
    }

    @Test
    void replayNeedsNoNativeLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("earshot.live..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.pcap4j..", "com.sun.jna..")
                .check(all);
    }
}
