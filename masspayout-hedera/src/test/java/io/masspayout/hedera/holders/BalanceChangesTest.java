package io.masspayout.hedera.holders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.masspayout.model.MassPayoutException;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BalanceChangesTest {

    @Test
    void itAddsUpLikeAMap() {
        SplittableRandom random = new SplittableRandom(7);
        TreeMap<Long, Long> expected = new TreeMap<>();
        BalanceChanges changes = new BalanceChanges();
        for (int i = 0; i < 200_000; i++) {
            // Neighbours, multiples of large powers of two, and numbers from anywhere.
            long account = switch (random.nextInt(3)) {
                case 0 -> random.nextLong(1, 20_000);
                case 1 -> random.nextLong(1, 1_000) << 32;
                default -> random.nextLong(1, Long.MAX_VALUE);
            };
            long change = random.nextLong(-1_000, 1_000);
            changes.add(account, change);
            expected.merge(account, change, Long::sum);
        }
        assertThat(changes.accounts())
                .containsExactly(
                        expected.keySet().stream().mapToLong(Long::longValue).toArray());
        expected.forEach((account, change) -> assertThat(changes.of(account)).isEqualTo(change));
        assertThat(changes.of(Long.MAX_VALUE)).isZero();
    }

    @Test
    void nothingChangedIsEmpty() {
        assertThat(new BalanceChanges().accounts()).isEmpty();
        assertThat(new BalanceChanges().of(5)).isZero();
    }

    @Test
    void moreAccountsThanThereIsRoomForAreRefused() {
        BalanceChanges changes = new BalanceChanges(2);
        changes.add(1, 1);
        changes.add(2, 1);
        changes.add(1, 5);
        assertThatExceptionOfType(MassPayoutException.class)
                .isThrownBy(() -> changes.add(3, 1))
                .withMessageContaining("more than 2 accounts")
                .withMessageContaining("record date");
    }

    @Test
    void aChangeBeyondSixtyFourBitsIsNotWrappedAround() {
        BalanceChanges changes = new BalanceChanges();
        changes.add(1, Long.MAX_VALUE);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> changes.add(1, 1));
    }
}
