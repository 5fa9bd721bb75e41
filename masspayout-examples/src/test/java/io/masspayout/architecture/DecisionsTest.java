package io.masspayout.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.masspayout.ledger.LedgerOutcome;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No case that is added to a type falls through where money is decided on. */
class DecisionsTest {

    private static final Path CORE = Path.of("../masspayout-core/src/main/java/io/masspayout");
    private static final String ADDED = "ADDED_LATER";

    private static final Pattern COMPARISON =
            Pattern.compile("\\w+\\S* [=!]=\\s+(DistributionStatus|BatchStatus|HolderStatus)\\.[A-Z_]+");

    private static final JavaClasses PRODUCTION = Production.classes();

    static Stream<Class<?>> families() {
        return PRODUCTION.stream()
                .filter(JavaClass::isInterface)
                .<Class<?>>map(JavaClass::reflect)
                .filter(Class::isSealed);
    }

    @Test
    void the_sealed_types_are_found() {
        assertThat(families().map(Class::getSimpleName))
                .contains("LedgerOutcome", "Submission", "Resolution", "ReserveResult", "Answer", "NodeAnswer");
    }

    /** A case that is added either has a decision of its own to be made by all callers, or fails here. */
    @ParameterizedTest
    @MethodSource("families")
    void every_case_of_a_sealed_type_is_decided_on_by_itself(Class<?> family) {
        List<Class<?>> decided = Arrays.stream(family.getDeclaredMethods())
                .filter(method -> method.getName().startsWith("match"))
                .flatMap(DecisionsTest::cases)
                .toList();

        assertThat(decided).containsExactlyInAnyOrder(family.getPermittedSubclasses());
    }

    private static Stream<Class<?>> cases(Method match) {
        return Arrays.stream(match.getGenericParameterTypes()).map(parameter -> {
            Type first = ((ParameterizedType) parameter).getActualTypeArguments()[0];
            return (Class<?>) first;
        });
    }

    @Test
    void no_class_asks_a_sealed_type_what_it_is() {
        rule().check(PRODUCTION);
    }

    @Test
    void the_rule_finds_a_question_that_is_put_back() {
        JavaClasses bad = new ClassFileImporter().importClasses(PutBack.class, LedgerOutcome.class);

        assertThatThrownBy(() -> rule().check(bad)).hasMessageContaining("PutBack.isEverybodyPaid");
    }

    private static ArchRule rule() {
        return noClasses()
                .should(new ArchCondition<JavaClass>("ask what a sealed type is, or cast to one of its cases") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getInstanceofChecks().stream()
                                .filter(check -> isCase(check.getRawType()))
                                .forEach(check -> events.add(new SimpleConditionEvent(
                                        type,
                                        true,
                                        check.getOwner().getFullName() + " asks for " + check.getRawType())));
                        type.getCodeUnits().stream()
                                .map(JavaCodeUnit::getReferencedClassObjects)
                                .flatMap(Set::stream)
                                .filter(named -> isCase(named.getRawType()))
                                .forEach(named -> events.add(new SimpleConditionEvent(
                                        type, true, named.getOwner().getFullName() + " names " + named.getRawType())));
                    }
                })
                .because("a case that is added would fall through; match makes each caller decide");
    }

    private static boolean isCase(JavaClass type) {
        return type.getRawInterfaces().stream()
                .map(JavaClass::getName)
                .anyMatch(name -> families().map(Class::getName).anyMatch(name::equals));
    }

    /**
     * A switch expression without a default has to name every constant, or does not compile. A switch statement need not in Java 17, so it is none.
     */
    @Test
    void no_switch_over_an_enum_of_ours_has_a_default_or_may_leave_a_constant_out() throws IOException {
        List<String> found = new ArrayList<>();
        for (String module : List.of("core", "jooq", "hedera", "examples")) {
            found.addAll(
                    Switches.leavingConstantsOut(Path.of("../masspayout-" + module + "/src/main/java"), constants()));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void the_rule_finds_a_default_and_a_statement(@TempDir Path sources) throws IOException {
        Files.writeString(sources.resolve("Bad.java"), """
                class Bad {
                    boolean isPaid(HolderStatus status) {
                        return switch (status) {
                            case PAID -> true;
                            default -> false;
                        };
                    }

                    void pay(HolderStatus status) {
                        switch (status) {
                            case PENDING -> pay();
                            case FAILED, CANCELLED -> fail();
                        }
                    }

                    int length(String text) {
                        return switch (text) {
                            case "PAID" -> 1;
                            default -> 2;
                        };
                    }
                }
                """);

        assertThat(Switches.leavingConstantsOut(sources, constants()))
                .containsExactly("Bad.java:3 has a default", "Bad.java:10 is a statement");
    }

    /** A status that is added later is then no other than all those that are compared with: the enum itself says what it means. */
    @Test
    void no_status_is_compared_with_one_constant() throws IOException {
        List<String> found = new ArrayList<>();
        for (String module : List.of("core", "jooq", "hedera")) {
            found.addAll(comparisons(Path.of("../masspayout-" + module + "/src/main/java")));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void the_rule_finds_a_comparison(@TempDir Path sources) throws IOException {
        Files.writeString(sources.resolve("Bad.java"), """
                class Bad {
                    boolean isPaid(HolderStatus status) {
                        return status == HolderStatus.PAID;
                    }
                }
                """);

        assertThat(comparisons(sources)).containsExactly("Bad.java: status == HolderStatus.PAID");
    }

    private static List<String> comparisons(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            List<String> found = new ArrayList<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher comparison = COMPARISON.matcher(Files.readString(file));
                while (comparison.find()) {
                    found.add(file.getFileName() + ": " + comparison.group());
                }
            }
            return found;
        }
    }

    private static Set<String> constants() {
        return PRODUCTION.stream()
                .filter(JavaClass::isEnum)
                .<Class<?>>map(JavaClass::reflect)
                // A constant with a body is a class of its own, and has no constants.
                .filter(Class::isEnum)
                .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.toSet());
    }

    /** What the rule is there to find. */
    static final class PutBack {

        private PutBack() {}

        static boolean isEverybodyPaid(LedgerOutcome outcome) {
            return outcome instanceof LedgerOutcome.EverybodyPaid;
        }
    }

    /** Where an enum decides by itself, its own source is enough; else one of those that decide on it is compiled with it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            model/FailureScope       | ADDED_LATER, | -
            model/FailureCode        | ADDED_LATER(Actor.NOBODY, FailureScope.BATCH), | -
            model/Actor              | ADDED_LATER, | model/FailureCode
            model/PayoutType         | ADDED_LATER, | -
            model/RemainderPolicy    | ADDED_LATER, | -
            model/HolderSource       | ADDED_LATER, | -
            model/AmountBasis        | ADDED_LATER("later"), | -
            model/DistributionStatus | ADDED_LATER, | engine/PayoutEngine
            schedule/MissedOccurrences | ADDED_LATER, | -
            store/IntentResult       | ADDED_LATER, | engine/Refusals
            store/SettleResult       | ADDED_LATER, | engine/PayoutRun
            store/Obstacle           | ADDED_LATER(IntentResult.NOT_FUNDED, Step.SEND), | -
            store/Settlement         | ADDED_LATER, | -
            """)
    void a_constant_that_is_added_does_not_compile_before_it_is_decided_on(
            String source, String constant, String decider, @TempDir Path out) throws IOException {
        String enumName = source.equals("store/Settlement") ? "Ending" : source.substring(source.indexOf('/') + 1);
        String changed = Files.readString(CORE.resolve(source + ".java"))
                .replaceFirst("(enum " + enumName + "[^{]*\\{)", "$1\n" + constant);
        assertThat(changed).contains(ADDED);
        Stream<JavaFileObject> files = Stream.of(new Source(source, changed));
        if (decider != null) {
            files = Stream.concat(
                    files, Stream.of(new Source(decider, Files.readString(CORE.resolve(decider + ".java")))));
        }

        assertThat(errors(files.toList(), out)).isNotEmpty().allMatch(error -> error.contains("does not cover"));
    }

    private static List<String> errors(List<JavaFileObject> sources, Path out) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        List<String> options =
                List.of("-proc:none", "-d", out.toString(), "-classpath", System.getProperty("java.class.path"));
        compiler.getTask(null, null, said, options, null, sources).call();
        return said.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///io/masspayout/" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
