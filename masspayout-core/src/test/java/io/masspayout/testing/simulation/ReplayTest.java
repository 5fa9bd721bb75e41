package io.masspayout.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A seed goes the same way each time, in another JVM too, where sets that nobody ordered are iterated in another order. */
class ReplayTest {

    private static final int SEEDS = 60;

    @Test
    void aSeedGoesTheSameWayAgain() {
        assertThat(digests()).isEqualTo(digests()).doesNotHaveDuplicates().hasSize(SEEDS);
    }

    @Test
    void andInAnotherJvm() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        OtherJvm.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).isZero();
        assertThat(printed.lines().map(Long::valueOf).toList()).isEqualTo(digests());
    }

    @Test
    void aFailureReplaysWordForWord() {
        ExecutorService threads = Executors.newCachedThreadPool();
        SimulationFailure first = null;
        long seed = 0;
        while (first == null) {
            first = failure(++seed, threads);
        }
        SimulationFailure again = failure(seed, threads);
        threads.shutdownNow();
        assertThat(again).isNotNull();
        assertThat(again.getMessage()).isEqualTo(first.getMessage()).startsWith("seed " + seed + ": ");
        assertThat(again.violations()).isEqualTo(first.violations()).isNotEmpty();
        assertThat(again.seed()).isEqualTo(seed);
    }

    private static SimulationFailure failure(long seed, ExecutorService threads) {
        return catchThrowableOfType(
                SimulationFailure.class,
                () -> Simulation.of(seed)
                        .threads(threads)
                        .sabotage(BrokenOutcomes.NotFoundTakenAsNever::new)
                        .run());
    }

    static List<Long> digests() {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Long> digests = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            digests.add(Simulation.of(seed).threads(threads).run().digest());
        }
        threads.shutdownNow();
        return digests;
    }

    /** Prints the digests. */
    static final class OtherJvm {

        private OtherJvm() {}

        public static void main(String[] args) {
            digests().forEach(System.out::println);
        }
    }
}
