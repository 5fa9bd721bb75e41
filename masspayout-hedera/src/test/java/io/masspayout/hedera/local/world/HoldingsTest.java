package io.masspayout.hedera.local.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HoldingsTest {

    private static List<Holding> ascending(Holdings holdings, long from) {
        List<Holding> rows = new ArrayList<>();
        holdings.ascend(from, rows::add);
        return rows;
    }

    private static List<Holding> descending(Holdings holdings, long from) {
        List<Holding> rows = new ArrayList<>();
        holdings.descend(from, rows::add);
        return rows;
    }

    @Test
    void theyBehaveLikeASortedMapAndSnapshotsStayAsTheyWere() {
        SplittableRandom random = new SplittableRandom(7);
        Holdings holdings = new Holdings();
        NavigableMap<Long, Holding> expected = new TreeMap<>();
        Holdings snapshot = holdings.snapshot();
        List<Holding> then = List.of();
        for (int i = 0; i < 20_000; i++) {
            long account = random.nextLong(5000);
            Holding holding = Holding.of(account, random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), i)
                    .withBalance(random.nextLong(1000), i)
                    .withAssociated(random.nextBoolean());
            holdings.put(holding);
            expected.put(account, holding);
            if (i % 2000 == 0) {
                assertThat(ascending(snapshot, 0)).isEqualTo(then);
                snapshot = holdings.snapshot();
                assertThat(holdings.snapshot()).isSameAs(snapshot);
                then = List.copyOf(expected.values());
                long from = random.nextLong(-1, 5001);
                assertThat(ascending(holdings, from))
                        .containsExactlyElementsOf(expected.tailMap(from, true).values());
                assertThat(descending(holdings, from))
                        .containsExactlyElementsOf(
                                expected.headMap(from, true).descendingMap().values());
                assertThat(holdings.find(from)).isEqualTo(expected.get(from));
            }
        }
    }

    @Test
    void copiesAreIndependentOfEachOther() {
        Holdings first = Holdings.generated(10, 2000, i -> i, true, 1);
        Holdings second = first.copy();
        first.put(first.find(500).withBalance(-1, 2));
        second.put(second.find(500).withBalance(-2, 2));
        assertThat(first.find(500).balance()).isEqualTo(-1);
        assertThat(second.find(500).balance()).isEqualTo(-2);
        assertThat(first.find(501)).isEqualTo(second.find(501));
        assertThat(ascending(first, 2005)).hasSize(5);
    }
}
