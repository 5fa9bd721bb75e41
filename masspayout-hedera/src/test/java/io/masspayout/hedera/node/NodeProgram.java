package io.masspayout.hedera.node;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The node's program, put together once and kept in {@code target/real-node}: its jars from Maven Central, and compiled
 * beside them the few classes that the jars lack. The sources of those are test resources, as they need a newer Java.
 */
final class NodeProgram {

    private static final List<String> SOURCES =
            List.of("StandIns.java", "LibSecp256k1.java", "LeashedNode.java", "ApiPermissions.java");

    // Complete when they have their final name: they are built beside it and then renamed.
    private final Path jars;
    private final Path classes;
    private final Path permissions;
    private final Path home;
    private final NodeJdk jdk;

    private NodeProgram(Path home, NodeJdk jdk) {
        this.home = home;
        this.jdk = jdk;
        jars = home.resolve("lib");
        classes = home.resolve("classes");
        permissions = classes.resolve("api-permission.properties");
    }

    /** Builds what is not built yet: a minute or two the first time. Skips the test where it cannot be had. */
    static NodeProgram builtOrSkip(Path home) {
        NodeProgram program = new NodeProgram(home, NodeJdk.findOrSkip());
        try {
            Files.createDirectories(home);
            program.fetchJars();
            program.compile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return program;
    }

    NodeJdk jdk() {
        return jdk;
    }

    String classPath() {
        return jars.resolve("*") + File.pathSeparator + classes;
    }

    /** Opens every operation to everybody. */
    Path permissions() {
        return permissions;
    }

    private void fetchJars() throws IOException {
        Path pom = resource("pom.xml");
        if (Files.isDirectory(jars) && sameAsLastTime(pom)) {
            return;
        }
        Path fetched = home.resolve("lib.new");
        delete(fetched);
        delete(jars);
        Command maven = new Command(home.resolve("maven.log"))
                .with(mavenWrapper().toString(), "-B", "-ntp", "-f", pom.toString())
                .with("dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=" + fetched);
        if (!maven.succeeds()) {
            Assumptions.abort("The jars of the real node are not to be had from Maven Central: " + maven.lastWords());
        }
        Files.move(fetched, jars);
        remember(pom);
    }

    private void compile() throws IOException {
        boolean asLastTime = Files.isDirectory(classes);
        for (String source : SOURCES) {
            asLastTime &= sameAsLastTime(resource(source));
        }
        if (asLastTime) {
            return;
        }
        Path compiled = home.resolve("classes.new");
        delete(compiled);
        delete(classes);
        Path log = home.resolve("compile.log");
        new Command(log)
                .with(jdk.tool("java"), resource("StandIns.java").toString(), jars.toString(), compiled.toString())
                .run();
        Command javac = new Command(log).with(jdk.tool("javac"), "-nowarn", "-d", compiled.toString());
        javac.with("-cp", jars.resolve("*").toString());
        SOURCES.stream().skip(1).map(source -> home.resolve(source).toString()).forEach(javac::with);
        javac.run();
        new Command(compiled.resolve(permissions.getFileName()))
                .with(jdk.tool("java"), "-cp", jars.resolve("*") + File.pathSeparator + compiled, "ApiPermissions")
                .run();
        Files.move(compiled, classes);
        for (String source : SOURCES) {
            remember(home.resolve(source));
        }
    }

    private boolean sameAsLastTime(Path source) throws IOException {
        Path last = lastTime(source);
        return Files.exists(last) && Files.mismatch(source, last) == -1;
    }

    private static void remember(Path source) throws IOException {
        Files.copy(source, lastTime(source), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path lastTime(Path source) {
        return source.resolveSibling(source.getFileName() + ".built");
    }

    private Path resource(String name) throws IOException {
        Path file = home.resolve(name);
        Files.writeString(file, text(name));
        return file;
    }

    /** A test resource of the node as text. */
    static String text(String name) {
        try (InputStream in = NodeProgram.class.getResourceAsStream("/real-node/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no test resource real-node/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Works from the root of the project and from the module, in Maven and in an IDE. */
    private static Path mavenWrapper() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(folder -> folder.resolve("mvnw"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> Assumptions.abort(
                        "The real node is fetched by ./mvnw, which is not above the" + " working directory"));
    }

    static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(file);
                }
            }
        }
    }
}
