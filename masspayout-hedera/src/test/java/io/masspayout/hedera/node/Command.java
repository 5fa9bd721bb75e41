package io.masspayout.hedera.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the machine that runs to its end, its output in a file. */
final class Command {

    /** For a first download over a slow line. */
    private static final int MOST_MINUTES = 15;

    private static final int LAST_LINES = 5;

    private final List<String> words = new ArrayList<>();
    private final Path output;

    Command(Path output) {
        this.output = output;
    }

    Command with(String... more) {
        Collections.addAll(words, more);
        return this;
    }

    /** @throws IllegalStateException when it fails */
    void run() {
        if (!succeeds()) {
            throw new IllegalStateException(words + " failed: " + lastWords());
        }
    }

    boolean succeeds() {
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + words, e);
        } finally {
            process.destroyForcibly();
        }
    }

    String lastWords() {
        return lastLines(output);
    }

    static String lastLines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
            return file + " ends with:\n" + String.join("\n", last);
        } catch (IOException e) {
            return file + " cannot be read: " + e;
        }
    }
}
