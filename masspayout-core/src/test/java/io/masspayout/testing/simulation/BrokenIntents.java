package io.masspayout.testing.simulation;

import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.model.BatchId;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import io.masspayout.store.PaymentStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Workers that send what they may not send. */
final class BrokenIntents {

    private BrokenIntents() {}

    /** The intent is written when the bytes have left, not before. */
    static final class WrittenAfterSending implements Sabotage {

        private final Map<BatchId, Lease> owed = new HashMap<>();
        private @Nullable PaymentStore real;

        @Override
        public PaymentStore store(PaymentStore store) {
            real = store;
            return Tampered.with(PaymentStore.class, store, "intend", call -> {
                Map<BatchId, IntentResult> granted = new LinkedHashMap<>();
                for (Object signed : (Collection<?>) call.arguments().get(1)) {
                    owed.put(((Signed) signed).batchId(), (Lease)
                            call.arguments().get(0));
                    granted.put(((Signed) signed).batchId(), IntentResult.GRANTED);
                }
                return granted;
            });
        }

        @Override
        public BlockchainGateway ledger(BlockchainGateway ledger) {
            return Tampered.with(BlockchainGateway.class, ledger, "submit", call -> {
                Signed signed = (Signed) call.arguments().get(0);
                @SuppressWarnings("unchecked")
                CompletionStage<Submission> sent = (CompletionStage<Submission>) call.proceed();
                Lease lease = owed.remove(signed.batchId());
                return lease == null
                        ? sent
                        : sent.whenComplete((answer, problem) -> real.intend(lease, List.of(signed)));
            });
        }
    }

    /** An intent that is refused for this reason is sent all the same. */
    record SentThough(IntentResult refusal) implements Sabotage {

        @Override
        public PaymentStore store(PaymentStore store) {
            return Tampered.with(PaymentStore.class, store, "intend", call -> {
                Map<BatchId, IntentResult> answers = new LinkedHashMap<>();
                ((Map<?, ?>) call.proceed())
                        .forEach((batch, answer) -> answers.put(
                                (BatchId) batch, answer == refusal ? IntentResult.GRANTED : (IntentResult) answer));
                return answers;
            });
        }
    }
}
