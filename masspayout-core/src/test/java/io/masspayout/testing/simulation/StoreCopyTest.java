package io.masspayout.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.model.IdSource;
import io.masspayout.store.AuditEvent;
import io.masspayout.testing.InMemoryPaymentStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A copy of a store in memory holds what the store held, field by field, and goes on holding it whatever the store does afterwards. */
class StoreCopyTest {

    private static final int SEEDS = 40;

    private int copies;

    @SuppressWarnings("UnnecessaryMethodReference")
    @Test
    void aCopyIsEqualAndIndependent() {
        ExecutorService threads = Executors.newCachedThreadPool();
        for (long seed = 1; seed <= SEEDS; seed++) {
            Simulation.of(seed)
                    .threads(threads)
                    // A method reference, so that the source of ids, which all copies share, is no part of what is
                    // summed up.
                    .database((clock, ids) -> new ComparedCopies(clock, ids::next), 1)
                    .run();
        }
        threads.shutdownNow();
        assertThat(copies).as("copies compared").isGreaterThan(SEEDS);
    }

    private static long digest(InMemoryPaymentStore store) {
        StateDigest digest = new StateDigest();
        Structure.add(digest, store);
        return digest.value();
    }

    private final class ComparedCopies extends InMemoryDatabase {

        private final List<Long> digests = new ArrayList<>();
        private final List<List<AuditEvent>> trails = new ArrayList<>();

        ComparedCopies(InstantSource databaseClock, IdSource ids) {
            super(databaseClock, ids);
        }

        @Override
        public void take() {
            super.take();
            digests.add(digest(store()));
            trails.add(store().auditTrail());
            compare(count() - 1);
        }

        private void compare(int backup) {
            assertThat(digest(backup(backup))).isEqualTo(digests.get(backup));
            assertThat(backup(backup).auditTrail()).isEqualTo(trails.get(backup));
            copies++;
        }

        @Override
        public void close() {
            for (int backup = 0; backup < count(); backup++) {
                compare(backup);
            }
            super.close();
        }
    }
}
