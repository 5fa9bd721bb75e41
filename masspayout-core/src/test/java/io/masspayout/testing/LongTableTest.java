package io.masspayout.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LongTableTest {

    @Test
    void behavesAsAMap() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            LongTable table = new LongTable();
            Map<Long, Long> model = new TreeMap<>();
            for (int i = 0; i < 5_000; i++) {
                long key = random.nextBoolean() ? random.nextLong(3_000) : random.nextLong() & Long.MAX_VALUE;
                table.put(key, i);
                model.put(key, (long) i);
                long asked = random.nextLong(4_000);
                assertThat(table.get(asked, -1)).isEqualTo(model.getOrDefault(asked, -1L));
                assertThat(table.contains(asked)).isEqualTo(model.containsKey(asked));
            }
            assertThat(table.size()).isEqualTo(model.size());
            assertThat(table.sortedKeys())
                    .containsExactly(
                            model.keySet().stream().mapToLong(Long::longValue).toArray());
        }
    }

    @Test
    void takesTheLargestAndTheSmallestKey() {
        LongTable table = new LongTable();
        table.put(Long.MAX_VALUE, 1);
        table.put(0, 2);
        assertThat(table.get(Long.MAX_VALUE, -1)).isEqualTo(1);
        assertThat(table.get(0, -1)).isEqualTo(2);
        assertThat(table.sortedKeys()).containsExactly(0, Long.MAX_VALUE);
    }

    @Test
    void refusesNegativeKeys() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LongTable().put(-1, 0));
    }
}
