package io.accelnet.testing.kubevirt;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import org.junit.jupiter.api.Test;

/** The actor runs as a process of its own, with what the operator needs at run time and no test library. */
class StandsAloneTest {
    @Test
    void theActorNeedsNoTestLibrary() {
        classes()
                .that(resideInAnyPackage("io.accelnet.testing.kubevirt"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "io.fabric8..", "org.slf4j..", "org.jspecify..", "io.accelnet.testing.kubevirt"))
                .check(new ClassFileImporter()
                        .withImportOption(StandsAloneTest::isNoTest)
                        .importPackages("io.accelnet.testing.kubevirt"));
    }

    private static boolean isNoTest(Location location) {
        return !location.contains("IT") && !location.contains("Test.class");
    }
}
