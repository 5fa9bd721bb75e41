package io.masspayout.jooq.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.jooq.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedTablesTest {

    private static final String PACKAGE_PATH = "io/masspayout/jooq/schema";

    @Test
    void the_committed_tables_are_those_of_the_migrated_database(@TempDir Path directory) throws Exception {
        generateInto(directory);

        Map<String, String> generated = sourcesBelow(directory.resolve(PACKAGE_PATH));
        Map<String, String> committed = sourcesBelow(Path.of("src/main/java", PACKAGE_PATH));
        assertThat(committed).isNotEmpty();
        Set<String> differing = new TreeSet<>(committed.keySet());
        differing.addAll(generated.keySet());
        differing.removeIf(file -> Objects.equals(committed.get(file), generated.get(file)));
        assertThat(differing)
                .as("run ./mvnw -q -B -ntp -pl masspayout-jooq -am -Pgenerate-tables and commit what it wrote")
                .isEmpty();
    }

    /** In a JVM of its own, as the build does it: jOOQ keeps the language it was first used in. */
    private static void generateInto(Path directory) throws IOException, InterruptedException {
        Path log = directory.resolve("generate.log");
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        GenerateTables.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        java.environment().put(TestDatabase.JDBC_URL_VARIABLE, TestDatabase.jdbcUrl());
        int exit = java.start().waitFor();
        assertThat(exit).as(() -> read(log)).isZero();
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
