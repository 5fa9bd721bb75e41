package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.jooq.internal.StoredText;
import io.masspayout.jooq.schema.DefaultSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.Field;
import org.junit.jupiter.api.Test;

/** There is one gate for text on its way into a statement, and nothing passes beside it; the rules of the architecture say the rest. */
class TextGateTest {

    /** What is written into a statement's text itself can only be the name of a constant, or a number. */
    private static final Pattern INLINE = Pattern.compile("DSL\\.inline\\(\\s*([^)]*\\)?)");

    private static final Pattern HARMLESS =
            Pattern.compile("[\\w.]+\\.name\\(\\)|\\d+L?\\)|true\\)|false\\)|BigDecimal\\.(ONE|ZERO)\\)");

    @Test
    void everyColumnOfTextHasTheGate() {
        List<Field<?>> texts = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .<Field<?>>flatMap(table -> Stream.of(table.fields()))
                .filter(field -> field.getType() == String.class)
                .toList();

        assertThat(texts).hasSizeGreaterThan(60);
        assertThat(texts)
                .as("run ./mvnw -q -B -ntp -pl masspayout-jooq -am -Pgenerate-tables")
                .allSatisfy(
                        field -> assertThat(field.getDataType().getBinding()).isInstanceOf(StoredText.class));
    }

    @Test
    void whatIsWrittenIntoAStatementItselfIsTheNameOfAConstantOrANumber() throws IOException {
        int found = 0;
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/masspayout/jooq"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                for (MatchResult match :
                        INLINE.matcher(Files.readString(source)).results().toList()) {
                    assertThat(match.group(1)).as("%s", source).matches(HARMLESS);
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(20);
    }
}
