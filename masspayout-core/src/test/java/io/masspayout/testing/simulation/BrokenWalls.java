package io.masspayout.testing.simulation;

import io.masspayout.model.Failure;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.Settlement;
import java.util.Collection;
import java.util.stream.Stream;

/** Workers in which one thing that breaks breaks others. */
final class BrokenWalls {

    /** How the gate for texts writes a NUL: without the gate, the NUL itself would reach the database. */
    private static final String NUL_AS_TEXT = "\\u0000";

    private BrokenWalls() {}

    /** What fails ends the whole round. */
    static final class NoBulkheads implements Sabotage {

        @Override
        public boolean hasBulkheads() {
            return false;
        }
    }

    /** A store that takes texts as they come from outside: the database refuses each statement with one that it cannot store. */
    static final class NoTextGate implements Sabotage {

        @Override
        public PaymentStore store(PaymentStore real) {
            return Tampered.with(PaymentStore.class, real, "settle", call -> {
                for (Object settlement : (Collection<?>) call.arguments().get(1)) {
                    if (failures((Settlement) settlement)
                            .anyMatch(failure -> failure.detail().contains(NUL_AS_TEXT))) {
                        throw new IllegalArgumentException("invalid byte sequence for encoding \"UTF8\": 0x00");
                    }
                }
                return call.proceed();
            });
        }

        private static Stream<Failure> failures(Settlement settlement) {
            return Stream.concat(Stream.ofNullable(settlement.reason()), settlement.failed().values().stream());
        }
    }
}
