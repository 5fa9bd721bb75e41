package io.masspayout.jooq.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedTablesTest {

    private static final String PACKAGE_PATH = "io/masspayout/jooq/schema";

    @Test
    void the_committed_tables_are_those_of_the_migrated_database(@TempDir Path directory) throws Exception {
        GenerateTables.generate(directory);

        assertThat(sourcesBelow(Path.of("src/main/java", PACKAGE_PATH)))
                .as("run ./mvnw -q -B -ntp -pl masspayout-jooq -am -Pgenerate-tables and commit what it wrote")
                .isNotEmpty()
                .isEqualTo(sourcesBelow(directory.resolve(PACKAGE_PATH)));
    }

    private static Map<String, String> sourcesBelow(Path root) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> sources.put(root.relativize(file).toString(), read(file)));
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
