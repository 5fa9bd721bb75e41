package io.masspayout.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.masspayout.model.RemainderPolicy;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationTest {

    private static final int LARGEST_TOTAL = 30;

    /** Checks what the Javadoc promises, for one split, in arithmetic that cannot overflow at this size. */
    private static void assertPromises(long total, long[] weights) {
        long sum = LongStream.of(weights).sum();
        long[] distributed = Allocation.split(total, weights, RemainderPolicy.DISTRIBUTE);
        long[] retained = Allocation.split(total, weights, RemainderPolicy.RETAIN);
        long given = 0;
        for (int i = 0; i < weights.length; i++) {
            long floor = sum == 0 ? 0 : total * weights[i] / sum;
            long remainder = sum == 0 ? 0 : total * weights[i] % sum;
            if (retained[i] != floor) {
                throw broken("RETAIN does not round down", total, weights, retained);
            }
            if (distributed[i] < floor || distributed[i] > (remainder == 0 ? floor : floor + 1)) {
                throw broken("a share is not its exact share rounded down or up", total, weights, distributed);
            }
            given += distributed[i];
        }
        if (given != total) {
            throw broken("shares do not sum to the total", total, weights, distributed);
        }
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                boolean up = sum > 0 && distributed[i] > retained[i];
                boolean otherDown = sum > 0 && distributed[j] == retained[j];
                if (up && otherDown) {
                    long mine = total * weights[i] % sum;
                    long other = total * weights[j] % sum;
                    if (mine < other || (mine == other && i > j)) {
                        throw broken("a unit went to " + i + " before " + j, total, weights, distributed);
                    }
                }
            }
        }
    }

    private static AssertionError broken(String what, long total, long[] weights, long[] shares) {
        return new AssertionError(
                what + ": " + total + " by " + Arrays.toString(weights) + " gives " + Arrays.toString(shares));
    }

    @ParameterizedTest
    @CsvSource({"1, 12", "2, 12", "3, 9", "4, 6", "5, 4"})
    void everySmallSplitKeepsItsPromises(int length, int largestWeight) {
        long[] weights = new long[length];
        long splits = 0;
        do {
            boolean somebody = LongStream.of(weights).sum() > 0;
            for (long total = 0; total <= (somebody ? LARGEST_TOTAL : 0); total++) {
                assertPromises(total, weights);
                splits++;
            }
        } while (advance(weights, largestWeight));
        long vectors = BigInteger.valueOf(largestWeight + 1L).pow(length).longValueExact();
        assertThat(splits).isEqualTo((vectors - 1) * (LARGEST_TOTAL + 1) + 1);
    }

    /** The next weights in the order of an odometer; false after the last. */
    private static boolean advance(long[] weights, int largestWeight) {
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] < largestWeight) {
                weights[i]++;
                return true;
            }
            weights[i] = 0;
        }
        return false;
    }

    @Test
    void nobodyGetsNothingOfNothing() {
        assertThat(Allocation.split(0, new long[0], RemainderPolicy.DISTRIBUTE)).isEmpty();
        assertThat(Allocation.split(0, new long[0], RemainderPolicy.RETAIN)).isEmpty();
    }

    @Test
    void tiesGoToTheSmallerIndex() {
        assertThat(Allocation.split(5, new long[] {1, 1, 1}, RemainderPolicy.DISTRIBUTE))
                .containsExactly(2, 2, 1);
        assertThat(Allocation.split(2, new long[] {0, 7, 7, 7}, RemainderPolicy.DISTRIBUTE))
                .containsExactly(0, 1, 1, 0);
    }

    @Test
    void largerRemainderComesFirst() {
        // Exact shares: 0.3, 0.9, 8.8
        assertThat(Allocation.split(10, new long[] {3, 9, 88}, RemainderPolicy.DISTRIBUTE))
                .containsExactly(0, 1, 9);
    }

    @Test
    void productsBeyondLongAreExact() {
        long[] weights = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE};
        assertThat(Allocation.split(Long.MAX_VALUE, weights, RemainderPolicy.DISTRIBUTE))
                .containsExactly(3074457345618258603L, 3074457345618258602L, 3074457345618258602L);
        assertThat(Allocation.split(Long.MAX_VALUE, new long[] {Long.MAX_VALUE}, RemainderPolicy.RETAIN))
                .containsExactly(Long.MAX_VALUE);
    }

    @Test
    void numbersThatADoubleCannotHoldStayExact() {
        assertThat(Allocation.split(9007199254740993L, new long[] {1}, RemainderPolicy.DISTRIBUTE))
                .containsExactly(9007199254740993L);
        assertThat(Allocation.split(9007199254740993L, new long[] {9007199254740993L, 1}, RemainderPolicy.DISTRIBUTE))
                .containsExactly(9007199254740992L, 1);
    }

    @Test
    void manyHoldersOfManyShares() {
        Random random = new Random(4711);
        for (int round = 0; round < 10; round++) {
            long[] weights = random.longs(500, 0, 1_000).toArray();
            assertPromises(random.nextLong(1_000_000_000_000L), weights);
        }
    }

    @Test
    void negativeTotalsAndWeightsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.split(-1, new long[] {1}, RemainderPolicy.RETAIN))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.split(1, new long[] {2, -7}, RemainderPolicy.RETAIN))
                .withMessageContaining("-7");
    }

    @Test
    void moneyForNobodyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.split(1, new long[] {0, 0}, RemainderPolicy.DISTRIBUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> Allocation.split(1, new long[0], RemainderPolicy.RETAIN));
    }
}
