package io.masspayout.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.masspayout.hedera.mirror.MirrorClientBuilder;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What no compiler checks: the direction of the modules, and what the promises forbid in code that ships. */
class ArchitectureTest {

    private static final String JOOQ = "io.masspayout.jooq..";
    private static final String GENERATED = "io.masspayout.jooq.schema";
    private static final String HEDERA = "io.masspayout.hedera..";
    private static final String EXAMPLES = "io.masspayout.[examples|benchmark]..";

    private static final DescribedPredicate<JavaClass> CORE = JavaClass.Predicates.resideInAPackage("io.masspayout..")
            .and(JavaClass.Predicates.resideOutsideOfPackages(JOOQ, HEDERA, EXAMPLES))
            .as("core");

    /** Core, jooq and hedera. The examples are a host application, and may do what hosts do. */
    private static final DescribedPredicate<JavaClass> LIBRARY = JavaClass.Predicates.resideInAPackage(
                    "io.masspayout..")
            .and(JavaClass.Predicates.resideOutsideOfPackages(EXAMPLES))
            .as("the library");

    private static final DescribedPredicate<JavaClass> HAND_WRITTEN_LIBRARY = LIBRARY.and(
                    JavaClass.Predicates.resideOutsideOfPackage(GENERATED + ".."))
            .as("the hand-written library");

    /**
     * The classes of the Hedera gateway that wait: for the next look at a receipt, for their turn, for a signer, and for many requests at
     * once. That nothing is started before the first call is a test of that module.
     */
    private static final Set<String> THREADS_DURING_CALLS = Set.of(
            "io.masspayout.hedera.Sender",
            "io.masspayout.hedera.consensus.Pacing",
            "io.masspayout.hedera.custody.CheckedSignatures",
            "io.masspayout.hedera.mirror.Workers",
            // A tool for tests: its workers are threads while a search is under way.
            "io.masspayout.testing.simulation.ScheduleSearch");

    private static final DescribedPredicate<JavaClass> WAITING_ON_A_NETWORK =
            DescribedPredicate.describe("wait on a network", type -> THREADS_DURING_CALLS.contains(type.getName()));

    private static JavaClasses production;

    @BeforeAll
    static void importMainClassesOfAllModules() {
        production = Production.classes();
    }

    /** Guards the other rules: a module that is missing from the class path breaks none of them. */
    @Test
    void allFourModulesAreExamined() {
        for (var module : List.of(CORE, in(JOOQ), in(HEDERA), in(EXAMPLES))) {
            assertThat(production.that(module)).as(module.getDescription()).isNotEmpty();
        }
        assertThat(production.stream().map(JavaClass::getSimpleName)).noneMatch(name -> name.endsWith("Test"));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().assignedFrom(everyPackage()).should().beFreeOfCycles());
    }

    @Test
    void coreKnowsNoOtherModuleAndNoDatabaseOrLedgerLibrary() {
        check(noClasses()
                .that(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        JOOQ,
                        HEDERA,
                        EXAMPLES,
                        "org.jooq..",
                        "org.flywaydb..",
                        "org.postgresql..",
                        "com.zaxxer.hikari..",
                        "com.hedera..",
                        "io.grpc.."));
    }

    @Test
    void storeAndGatewayDoNotKnowEachOther() {
        check(noClasses()
                .that()
                .resideInAPackage(JOOQ)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HEDERA, EXAMPLES));
        check(noClasses()
                .that()
                .resideInAPackage(HEDERA)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JOOQ, EXAMPLES));
    }

    @Test
    void jooqTypesStayInTheStore() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(JOOQ)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jooq.."));
    }

    @Test
    void hederaAndGrpcTypesStayInTheGateway() {
        check(noClasses()
                .that(LIBRARY.and(JavaClass.Predicates.resideOutsideOfPackage(HEDERA)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.hedera..", "io.grpc.."));
    }

    /**
     * A character that the database cannot keep must not keep an outcome from being recorded: texts reach statements as StoredText, StoredTexts,
     * or a column of the generated tables, which have that gate. What is exempt speaks of the catalogue and the history of versions.
     */
    @Test
    void textReachesAStatementThroughItsGateOnly() {
        check(noClasses()
                .that()
                .resideInAPackage("io.masspayout.jooq")
                .and()
                .haveNameNotMatching(
                        ".*\\.(SchemaHistory|SchemaListing|TableCatalogue|SchemaConnections|MassPayoutSchema)(\\$.*)?")
                .should()
                .accessTargetWhere(codeUnit("makes a parameter of a text", ArchitectureTest::makesAParameterOfText))
                .orShould()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("takes jOOQ's own type of text") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        return access.getTargetOwner().getName().equals("org.jooq.impl.SQLDataType")
                                && access.getName().matches("N?(VAR)?CHAR|N?CLOB");
                    }
                }));
    }

    private static boolean makesAParameterOfText(CodeUnitAccessTarget target) {
        return target.getOwner().getName().equals("org.jooq.impl.DSL")
                && Set.of("val", "value").contains(target.getName())
                && (takes(target, "java.lang.String")
                        || target.getRawParameterTypes().stream()
                                .allMatch(type -> Set.of("java.lang.Object", "[Ljava.lang.Object;")
                                        .contains(type.getName())));
    }

    /** The library is optional: elsewhere, a class that is missing would be met unprepared. */
    @Test
    void cronTypesStayInOneClass() {
        check(noClasses()
                .that(LIBRARY)
                .and()
                .doNotHaveFullyQualifiedName("io.masspayout.schedule.CronExpression")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.cronutils.."));
    }

    @Test
    void nobodyReadsTheSystemClock() {
        check(noClasses()
                .that(LIBRARY)
                .should()
                .accessTargetWhere(codeUnit("reads the system clock", ArchitectureTest::readsTheSystemClock))
                .because("time is an InstantSource that the host hands over"));
    }

    private static boolean readsTheSystemClock(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.time.Clock" -> name.startsWith("system") || name.matches("tick(Millis|Seconds|Minutes)");
            case "java.util.Date" ->
                isConstructor(target) && target.getRawParameterTypes().isEmpty();
            case "java.util.Calendar" -> name.equals("getInstance");
            case "java.util.GregorianCalendar" -> isConstructor(target);
            default -> (owner.startsWith("java.time.") && name.equals("now") && !takes(target, "java.time.Clock"));
        };
    }

    @Test
    void nobodyStartsThreads() {
        check(noClasses()
                .that(LIBRARY.and(DescribedPredicate.not(WAITING_ON_A_NETWORK)))
                .should()
                .accessTargetWhere(codeUnit("starts a thread", ArchitectureTest::startsThreads))
                .because(
                        "nothing runs unless the host calls it: executors are the host's. A client of a network has timers and threads while"
                                + " calls are under way; those of the Hedera gateway start with a call, end without work or at close, and are in the"
                                + " classes named here and nowhere else"));
    }

    @Test
    void whoMayStartThreadsDoes() {
        assertThat(production.that(WAITING_ON_A_NETWORK))
                .hasSameSizeAs(THREADS_DURING_CALLS)
                .allSatisfy(type -> assertThat(type.getAccessesFromSelf())
                        .as("an exemption of %s that nobody needs", type.getName())
                        .anyMatch(access ->
                                access.getTarget() instanceof CodeUnitAccessTarget target && startsThreads(target)));
    }

    private static boolean startsThreads(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        if (owner.isAssignableTo(Thread.class)) {
            return isConstructor(target)
                    || Set.of("start", "ofVirtual", "ofPlatform", "startVirtualThread")
                            .contains(name);
        }
        if (owner.isAssignableTo("java.util.concurrent.CompletionStage")) {
            // Without an executor these run in the common pool; the timeouts start a scheduler thread of their own.
            return (name.endsWith("Async") && !takes(target, "java.util.concurrent.Executor"))
                    || Set.of("orTimeout", "completeOnTimeout", "delayedExecutor")
                            .contains(name);
        }
        return switch (owner.getName()) {
            case "java.util.concurrent.Executors" -> true;
            case "java.util.concurrent.ForkJoinPool" -> isConstructor(target) || name.equals("commonPool");
            case "java.util.concurrent.ThreadPoolExecutor", "java.util.concurrent.ScheduledThreadPoolExecutor" ->
                isConstructor(target);
            case "java.util.Timer" -> true;
            default ->
                Set.of("parallelStream", "parallel").contains(name)
                        && owner.getName().startsWith("java.util.");
        };
    }

    @Test
    void nobodySleeps() {
        check(noClasses()
                .that(LIBRARY.and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(MirrorClientBuilder.class))))
                .should()
                .accessTargetWhere(codeUnit("sleeps", ArchitectureTest::sleeps))
                .because(
                        "waiting is a time in the database, or the host's next call; only the client of a mirror node keeps its rate, and"
                                + " pauses before another try, within a call"));
    }

    private static boolean sleeps(CodeUnitAccessTarget target) {
        return target.getName().equals("sleep")
                && Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit")
                        .contains(target.getOwner().getName());
    }

    @Test
    void moneyIsNeverFloatingPoint() {
        check(classes()
                .that(HAND_WRITTEN_LIBRARY)
                .should(notHave(
                        "a floating point field, parameter or result", ArchitectureTest::floatingPointMembers)));
    }

    private static Stream<String> floatingPointMembers(JavaClass type) {
        Stream<String> fields = type.getFields().stream()
                .filter(field -> isFloatingPoint(field.getRawType()))
                .map(JavaField::getDescription);
        Stream<String> codeUnits = type.getCodeUnits().stream()
                .filter(unit -> isFloatingPoint(unit.getRawReturnType())
                        || unit.getRawParameterTypes().stream().anyMatch(ArchitectureTest::isFloatingPoint))
                .map(JavaCodeUnit::getDescription);
        return Stream.concat(fields, codeUnits);
    }

    private static boolean isFloatingPoint(JavaClass type) {
        return Set.of("float", "double", "java.lang.Float", "java.lang.Double")
                .contains(type.getBaseComponentType().getName());
    }

    @Test
    void thereIsNoMutableStaticState() {
        check(classes()
                .that(LIBRARY)
                .should(notHave(
                        "a static field that is not final",
                        type -> type.getFields().stream()
                                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
                                        && !field.getModifiers().contains(JavaModifier.FINAL))
                                .map(JavaField::getDescription))));
    }

    private static void check(ArchRule rule) {
        // A rule that finds nothing to examine is a typing error in the rule.
        rule.allowEmptyShould(false).check(production);
    }

    private static DescribedPredicate<JavaClass> in(String packages) {
        return JavaClass.Predicates.resideInAPackage(packages);
    }

    /** One slice for each package, the root package too, which the pattern "io.masspayout.(**)" would leave out. */
    private static SliceAssignment everyPackage() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                if (!name.startsWith("io.masspayout")) {
                    return SliceIdentifier.ignore();
                }
                // jOOQ's generated packages use each other by design: together they are one.
                return SliceIdentifier.of(name.startsWith(GENERATED) ? GENERATED : name);
            }

            @Override
            public String getDescription() {
                return "packages of masspayout";
            }
        };
    }

    /** Calls and method references alike. */
    private static DescribedPredicate<JavaAccess<?>> codeUnit(
            String description, Predicate<CodeUnitAccessTarget> predicate) {
        return new DescribedPredicate<>(description) {
            @Override
            public boolean test(JavaAccess<?> access) {
                return access.getTarget() instanceof CodeUnitAccessTarget target && predicate.test(target);
            }
        };
    }

    private static boolean isConstructor(HasName target) {
        return target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME);
    }

    private static boolean takes(CodeUnitAccessTarget target, String parameterType) {
        return target.getRawParameterTypes().stream().anyMatch(type -> type.isAssignableTo(parameterType));
    }

    private static ArchCondition<JavaClass> notHave(String what, Function<JavaClass, Stream<String>> faults) {
        return new ArchCondition<>("not have " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                faults.apply(type).forEach(fault -> events.add(SimpleConditionEvent.violated(type, fault)));
            }
        };
    }
}
