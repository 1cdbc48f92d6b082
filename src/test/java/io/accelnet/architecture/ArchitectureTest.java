package io.accelnet.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.PoolFleet;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The packages depend on each other in one direction: gather, decide, apply. The deciding ones use no Kubernetes, clock or random number. */
@AnalyzeClasses(packages = "io.accelnet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule decidingNeedsTheJdkOnly = classes()
            .that()
            .resideInAPackage("io.accelnet.plan..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.accelnet.plan..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule decidingDoesNoInputOrOutput = noClasses()
            .that()
            .resideInAPackage("io.accelnet.plan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..", "java.nio..", "java.net..", "java.util.concurrent..", "java.lang.reflect..");

    @ArchTest
    static final ArchRule decidingKnowsNoClock = noClasses()
            .that()
            .resideInAPackage("io.accelnet.plan..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule theReserveKnowsNothingOfThePlan = classes()
            .that()
            .resideInAPackage("io.accelnet.plan.reserve..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.accelnet.plan.reserve..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule nobodyElseUsesMoreThanTheFirstRoomOfTheReserve = noClasses()
            .that()
            .resideOutsideOfPackage("io.accelnet.plan.reserve..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.accelnet.plan.reserve.*..");

    /** The fleet uses all rooms, each room those before it in the list, and the values beside the fleet none. */
    @ArchTest
    static void theRoomsOfTheReserveUseEachOtherInOneDirection(JavaClasses all) {
        DescribedPredicate<JavaClass> fleet = belongToAnyOf(Fleet.class, PoolFleet.class);
        Architectures.LayeredArchitecture rooms = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("values")
                .definedBy(resideInAPackage("io.accelnet.plan.reserve").and(not(fleet)));
        List<String> order =
                List.of("model", "certificate", "conditions", "placement", "decision", "explanation", "pools");
        for (String room : order) {
            rooms = rooms.layer(room).definedBy("io.accelnet.plan.reserve." + room);
        }
        rooms = rooms.layer("fleet").definedBy(fleet).whereLayer("fleet").mayNotBeAccessedByAnyLayer();
        for (int room = 0; room < order.size(); room++) {
            List<String> above = new ArrayList<>(order.subList(room + 1, order.size()));
            above.add("fleet");
            rooms = rooms.whereLayer(order.get(room)).mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
        }
        rooms.check(all);
    }

    @ArchTest
    static final ArchRule theApiHasNoLogic = noClasses()
            .that()
            .resideInAPackage("io.accelnet.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.accelnet.plan..", "io.accelnet.operator..");

    @ArchTest
    static final ArchRule gatheringDoesNotApply = noClasses()
            .that()
            .resideInAPackage("io.accelnet.operator.gather..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.accelnet.operator.apply..", "io.accelnet.operator.runtime..");

    @ArchTest
    static final ArchRule theCommandRunsNoOperator = noClasses()
            .that()
            .resideInAPackage("io.accelnet.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.accelnet.operator", "io.accelnet.operator.runtime..");

    @ArchTest
    static final ArchRule nothingNeedsTheCommand = noClasses()
            .that()
            .resideOutsideOfPackages("io.accelnet.cli..", "io.accelnet.console..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.accelnet.cli..");

    /** It shows the verbs' views and does their changes; the verbs themselves it doesn't know. */
    @ArchTest
    static final ArchRule theConsoleUsesTheCommandsRoomsOnly = noClasses()
            .that()
            .resideInAPackage("io.accelnet.console..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.accelnet.cli", "io.accelnet.cli.verb..", "io.accelnet.cli.live..", "io.accelnet.cli.terminal..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "io.accelnet.operator", "io.accelnet.operator.runtime..");

    /** The command line makes the verbs: none of them, and nothing that they use, knows it. */
    @ArchTest
    static final ArchRule nobodyUsesTheWayIn = noClasses()
            .that()
            .resideOutsideOfPackage("io.accelnet.cli")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.accelnet.cli");

    /** What only the console needs is loaded only by it: no other verb, and not the operator, starts later for it. */
    @ArchTest
    static final ArchRule onlyOneCommandKnowsTheConsole = noClasses()
            .that()
            .resideOutsideOfPackage("io.accelnet.console..")
            .and()
            .doNotHaveFullyQualifiedName("io.accelnet.cli.ConsoleRun")
            .and()
            .doNotHaveFullyQualifiedName("io.accelnet.cli.ConsoleActions")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.accelnet.console..", "io.javalin..", "gg.jte..", "org.eclipse.jetty..");

    /** They are functions of what is known: no request, no client, no clock. */
    @ArchTest
    static final ArchRule theConsolesModelsArePure = noClasses()
            .that()
            .resideInAPackage("io.accelnet.console.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.javalin..",
                    "gg.jte..",
                    "io.accelnet.console.page..",
                    "io.accelnet.console.tab..",
                    "io.fabric8.kubernetes.client.dsl..",
                    "java.net..",
                    "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule theConsolesRoomsFormNoCircle =
            slices().matching("io.accelnet.(console.*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule aSchemaKnowsNoPlan = classes()
            .that()
            .resideInAPackage("io.accelnet.cli.schema..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.accelnet.cli.schema..",
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    "com.google.re2j..",
                    "dev.cel..");

    @ArchTest
    static final ArchRule theCommandsRoomsFormNoCircle =
            slices().matching("io.accelnet.(cli.*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule kindsOfVerbsKnowNothingOfEachOther =
            slices().matching("io.accelnet.cli.verb.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule roomsFormNoCircle =
            slices().matching("io.accelnet.(operator.*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyMetricsKnowTheirLibraries = noClasses()
            .that()
            .resideOutsideOfPackage("io.accelnet.operator.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..", "org.bouncycastle..");

    @ArchTest
    static final ArchRule nothingStaticChanges = fields().that()
            .areStatic()
            .and()
            .doNotHaveName("$assertionsDisabled")
            .should(beFinal());

    @ArchTest
    static final ArchRule noGrabBags =
            noClasses().should().haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("Helper");
}
