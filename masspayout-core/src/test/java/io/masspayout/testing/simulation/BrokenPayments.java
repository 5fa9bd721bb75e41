package io.masspayout.testing.simulation;

import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Payment;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.PaymentStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Workers that pay the wrong people, or the wrong amounts. */
final class BrokenPayments {

    private BrokenPayments() {}

    private static PaymentStore claiming(PaymentStore real, UnaryOperator<ClaimedBatch> mistake) {
        return Tampered.with(
                PaymentStore.class,
                real,
                "claim",
                call -> ((List<?>) call.proceed())
                        .stream()
                                .map(claimed -> mistake.apply((ClaimedBatch) claimed))
                                .toList());
    }

    private static ClaimedBatch paying(ClaimedBatch batch, List<Payment> payments) {
        return new ClaimedBatch(batch.id(), batch.distributionId(), payments, batch.allocated(), batch.retryDepth());
    }

    /** Who is tried again is put together with whoever was in a batch before, paid or not. */
    static final class RetryForgetsWhoWasPaid implements Sabotage {

        private final Map<DistributionId, Map<AccountId, Payment>> planned = new HashMap<>();
        private int largest = 1;

        @Override
        public PaymentStore store(PaymentStore real) {
            return claiming(real, batch -> {
                Map<AccountId, Payment> everybody =
                        planned.computeIfAbsent(batch.distributionId(), id -> new TreeMap<>());
                batch.payments().forEach(payment -> everybody.put(payment.account(), payment));
                largest = Math.max(largest, batch.payments().size());
                boolean again = batch.retryDepth() > 0 && batch.allocated().isEmpty();
                return again
                        ? paying(
                                batch,
                                everybody.values().stream().limit(largest).toList())
                        : batch;
            });
        }
    }

    /** Of a batch that was split off another one, the last holder is forgotten. */
    static final class SplitDropsAHolder implements Sabotage {
        @Override
        public PaymentStore store(PaymentStore real) {
            Map<BatchId, List<Payment>> kept = new HashMap<>();
            return claiming(real, batch -> {
                boolean split = batch.retryDepth() > 0 && batch.payments().size() > 1;
                return split
                        ? paying(
                                batch,
                                kept.computeIfAbsent(
                                        batch.id(),
                                        id -> batch.payments()
                                                .subList(0, batch.payments().size() - 1)))
                        : batch;
            });
        }
    }

    /** Each holder's share is rounded to full units, as if the sum did not matter. */
    static final class EachShareRounded implements Sabotage {

        private static final long UNIT = 100;

        @Override
        public PaymentStore store(PaymentStore real) {
            return claiming(real, batch -> {
                List<Payment> rounded = new ArrayList<>();
                for (Payment payment : batch.payments()) {
                    long units = Math.max(1, (payment.amount() + UNIT / 2) / UNIT);
                    rounded.add(new Payment(payment.account(), units * UNIT));
                }
                return paying(batch, rounded);
            });
        }
    }
}
