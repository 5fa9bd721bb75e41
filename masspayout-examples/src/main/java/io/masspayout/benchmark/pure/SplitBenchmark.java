package io.masspayout.benchmark.pure;

import io.masspayout.model.RemainderPolicy;
import io.masspayout.money.Allocation;
import java.math.BigInteger;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** By largest remainder, and by a loop that rounds every share down and keeps what is left. Public for JMH, which runs it from another package. */
@State(Scope.Benchmark)
public class SplitBenchmark {

    static final int HOLDERS = 10_000;

    /** A million in smallest units of a token with six decimals. */
    static final long TOTAL = 1_000_000_000_000L;

    private static final long LARGEST_BALANCE = 1_000_000_000L;

    private final long[] balances =
            new Random(1).longs(HOLDERS, 1, LARGEST_BALANCE).toArray();

    @Benchmark
    public long[] library() {
        return Allocation.split(TOTAL, balances, RemainderPolicy.DISTRIBUTE);
    }

    @Benchmark
    public long[] baseline() {
        BigInteger all = BigInteger.ZERO;
        for (long balance : balances) {
            all = all.add(BigInteger.valueOf(balance));
        }
        BigInteger total = BigInteger.valueOf(TOTAL);
        long[] shares = new long[HOLDERS];
        for (int i = 0; i < HOLDERS; i++) {
            shares[i] =
                    total.multiply(BigInteger.valueOf(balances[i])).divide(all).longValueExact();
        }
        return shares;
    }
}
