package io.masspayout.campaign;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that a campaign starts, kills and freezes. It hears commands by its standard input, and ends when that closes, so it never
 * outlives the conductor.
 */
final class ChildJvm {

    private static final Duration DYING = Duration.ofSeconds(10);

    private final Process process;
    private final BufferedWriter commands;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private ChildJvm(Process process) {
        this.process = process;
        this.commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts one.
     *
     * @param log takes what it writes to its standard error, behind what is there
     */
    static ChildJvm start(Class<?> main, Path log, List<String> options, String... args) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                // They live for seconds: the quick compiler, one collecting thread, shared classes.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx256m",
                // What the virtual machine has to say of its archive would be taken for the child's own words.
                "-Xlog:disable",
                "-Dorg.jooq.no-logo=true",
                "-Dorg.jooq.no-tips=true",
                "-Dorg.slf4j.simpleLogger.log.org.jooq=error",
                "-Dorg.slf4j.simpleLogger.log.com.zaxxer.hikari=error",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS"));
        command.addAll(options);
        command.addAll(List.of("-cp", ChildClassPath.text(), main.getName()));
        command.addAll(List.of(args));
        try {
            ChildJvm child = new ChildJvm(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
            Thread reader = new Thread(child::read, "lines of " + main.getSimpleName());
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // The process was killed while it wrote; nobody needs the rest.
            return;
        }
    }

    /** The rest of the next line that begins with a word, if one comes in time; lines before it are dropped. */
    Optional<String> line(String word, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); left > 0 && isAliveOrTalking(); left = deadline - System.nanoTime()) {
            String line = lines.poll(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)), TimeUnit.NANOSECONDS);
            if (line != null && line.startsWith(word)) {
                return Optional.of(line.substring(word.length()).strip());
            }
        }
        return Optional.empty();
    }

    private boolean isAliveOrTalking() {
        return process.isAlive() || !lines.isEmpty();
    }

    /** Says something to it; one that has died does not hear. Several may speak, one after the other. */
    synchronized void say(String command) {
        try {
            commands.write(command);
            commands.newLine();
            commands.flush();
        } catch (IOException e) {
            // Its end of the pipe is closed a moment before the system says that it is dead.
            if (!Await.atMost(DYING, () -> !process.isAlive())) {
                throw new UncheckedIOException(e);
            }
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** For a person to read. */
    @Override
    public String toString() {
        return "process " + process.pid() + (process.isAlive() ? " lives" : " ended with code " + process.exitValue())
                + ", last said " + lines;
    }

    /** {@code kill -9}; returns when it is dead. */
    void kill() {
        process.destroyForcibly();
        Await.until("process " + process.pid() + " is dead", DYING, () -> !process.isAlive());
    }

    /** It stands still, as in a long collection of garbage or a virtual machine that is moved. */
    void freeze() {
        signal("-STOP");
    }

    void thaw() {
        signal("-CONT");
    }

    /** It says what its threads are doing, for {@link #toString}. */
    void dumpThreads() {
        signal("-QUIT");
        Await.atMost(Duration.ofSeconds(2), () -> !process.isAlive());
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
