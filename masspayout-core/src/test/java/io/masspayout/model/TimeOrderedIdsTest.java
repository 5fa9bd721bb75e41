package io.masspayout.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private final AtomicLong millis = new AtomicLong(1_774_958_400_123L);
    private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());

    @Test
    void areVersionSevenOfTheStandard() {
        IdSource ids = new TimeOrderedIds(clock, new Random(1));
        for (int i = 0; i < 1_000; i++) {
            UUID id = ids.next();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis.get());
        }
    }

    @Test
    void sortByTheirMillisecond() {
        IdSource ids = new TimeOrderedIds(clock, new Random(2));
        BatchId last = new BatchId(new UUID(0, 0));
        for (int i = 0; i < 1_000; i++) {
            millis.incrementAndGet();
            BatchId next = new BatchId(ids.next());
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    void differWithinAMillisecond() {
        IdSource ids = new TimeOrderedIds(clock, new Random(3));
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.add(ids.next())).isTrue();
        }
    }

    @Test
    void useAllRandomBits() {
        long everSetHigh = 0;
        long everSetLow = 0;
        long alwaysSetHigh = -1;
        long alwaysSetLow = -1;
        IdSource ids = new TimeOrderedIds(clock, new Random(4));
        for (int i = 0; i < 1_000; i++) {
            UUID id = ids.next();
            everSetHigh |= id.getMostSignificantBits();
            everSetLow |= id.getLeastSignificantBits();
            alwaysSetHigh &= id.getMostSignificantBits();
            alwaysSetLow &= id.getLeastSignificantBits();
        }
        assertThat(everSetHigh & 0xFFFFL).isEqualTo(0x7FFFL);
        assertThat(alwaysSetHigh & 0xFFFFL).isEqualTo(0x7000L);
        assertThat(everSetLow).isEqualTo(0xBFFF_FFFF_FFFF_FFFFL);
        assertThat(alwaysSetLow).isEqualTo(0x8000_0000_0000_0000L);
    }

    @Test
    void areRepeatableFromASeed() {
        assertThat(new TimeOrderedIds(clock, new Random(5)).next())
                .isEqualTo(new TimeOrderedIds(clock, new Random(5)).next());
    }
}
