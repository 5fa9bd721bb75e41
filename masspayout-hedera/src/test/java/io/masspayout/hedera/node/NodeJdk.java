package io.masspayout.hedera.node;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The JDK that runs the node, which is compiled for a newer Java than this library. */
record NodeJdk(Path home, int version) {

    /** The class files of node 0.76.1 are Java 25's. */
    static final int OLDEST = 25;

    private static final String NAME = "JAVA25_HOME";
    private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");

    /** The JDK that is named, or else the newest that is installed; skips the test where there is none. */
    static NodeJdk findOrSkip() {
        String named = System.getProperty(NAME, System.getenv(NAME));
        Optional<NodeJdk> found = named != null && !named.isEmpty() ? read(Path.of(named)) : newest();
        return found.filter(jdk -> jdk.version >= OLDEST)
                .orElseGet(() -> Assumptions.abort("The real node needs a JDK " + OLDEST
                        + " or newer: install one below " + USUAL_PLACE + " or name its home by " + NAME
                        + " (it is " + named + ")"));
    }

    private static Optional<NodeJdk> newest() {
        if (!Files.isDirectory(USUAL_PLACE)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(USUAL_PLACE)) {
            return StreamSupport.stream(homes.spliterator(), false)
                    .flatMap(home -> read(home).stream())
                    .max(Comparator.comparingInt(NodeJdk::version));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads the file "release" that every JDK has: {@code JAVA_VERSION="25.0.3"}. A mere JRE does not count. */
    private static Optional<NodeJdk> read(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/javac")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties facts = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            facts.load(reader);
        } catch (IOException e) {
            return Optional.empty();
        }
        return majorVersion(facts.getProperty("JAVA_VERSION")).map(version -> new NodeJdk(home, version));
    }

    private static Optional<Integer> majorVersion(@Nullable String quoted) {
        return Stream.ofNullable(quoted)
                .map(text -> text.replace("\"", "").replaceFirst("[^0-9].*", ""))
                .filter(digits -> !digits.isEmpty())
                .map(Integer::valueOf)
                .findFirst();
    }

    String tool(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
