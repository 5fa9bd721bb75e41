package io.masspayout.benchmark.pure;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Runs all of this package, in about a minute. How the library compares is told, not judged. */
public final class PureBenchmarks {

    private static final List<Pair> PAIRS = List.of(
            new Pair("Split among 10,000 holders", SplitBenchmark.class),
            new Pair("Transfer to 9 holders, for 3 nodes", BodyBenchmark.class),
            new Pair("Its 3 bodies signed, Ed25519", SigningBenchmark.class),
            new Pair("Its 3 signatures put into its bytes", SignedBytesBenchmark.class));

    private PureBenchmarks() {}

    public static void main(String... args) throws RunnerException {
        for (Pair pair : PAIRS) {
            System.out.println(pair.measure());
        }
    }

    /** What {@link #main} prints, for a caller that prints it in another way. */
    public static List<Comparison> run() throws RunnerException {
        List<Comparison> comparisons = new ArrayList<>();
        for (Pair pair : PAIRS) {
            comparisons.add(pair.measure());
        }
        return comparisons;
    }
}
