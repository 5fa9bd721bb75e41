package io.masspayout.campaign;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Our own class path, for children that start a thousand times: directories become jars, because a JVM shares what it has loaded before
 * from jars only.
 */
final class ChildClassPath {

    private static final class Made {
        static final String TEXT = make();
    }

    private ChildClassPath() {}

    static String text() {
        return Made.TEXT;
    }

    private static String make() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (entry.isBlank()) {
                // Surefire's class path ends with a separator; the working directory is not meant by it.
                continue;
            }
            if (Files.isDirectory(path)) {
                entries.add(packed(path, entries.size()).toString());
            } else if (Files.exists(path)) {
                entries.add(path.toString());
            }
        }
        return entries.stream().collect(Collectors.joining(File.pathSeparator));
    }

    private static Path packed(Path directory, int number) {
        Path jar = Scene.LOGS.resolve("classes-" + number + ".jar").toAbsolutePath();
        try {
            Files.createDirectories(Scene.LOGS);
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file);
                    Stream<Path> walk = Files.walk(directory)) {
                for (Path one : walk.filter(Files::isRegularFile).sorted().toList()) {
                    out.putNextEntry(
                            new JarEntry(directory.relativize(one).toString().replace(File.separatorChar, '/')));
                    Files.copy(one, out);
                    out.closeEntry();
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
