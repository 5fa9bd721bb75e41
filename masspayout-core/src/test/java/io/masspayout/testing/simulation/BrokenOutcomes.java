package io.masspayout.testing.simulation;

import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.ledger.LedgerOutcome.NobodyPaid;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Payment;
import io.masspayout.store.InDoubtBatch;
import io.masspayout.store.Lease;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.RetryGroup;
import io.masspayout.store.Settlement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Workers that mistake what became of a transaction. */
final class BrokenOutcomes {

    private BrokenOutcomes() {}

    private static BlockchainGateway answering(BlockchainGateway real, Function<Submission, Submission> mistake) {
        return Tampered.with(BlockchainGateway.class, real, "submit", call -> {
            @SuppressWarnings("unchecked")
            CompletionStage<Submission> sent = (CompletionStage<Submission>) call.proceed();
            return sent.thenApply(mistake);
        });
    }

    private static Settled nobodyPaid(Failure why) {
        return new Settled(new NobodyPaid(why, Set.of()), Instant.EPOCH, null);
    }

    /** What the ledger has not seen is taken for what it never will. */
    static final class NotFoundTakenAsNever implements Sabotage {
        @Override
        public BlockchainGateway ledger(BlockchainGateway real) {
            return Tampered.with(
                    BlockchainGateway.class,
                    real,
                    "resolve",
                    call -> call.proceed() instanceof Resolution.Unknown unknown
                            ? new Resolution.Dead(unknown.detail())
                            : call.proceed());
        }
    }

    /** A refused send ends the id, though an earlier send of it may have got through. */
    static final class RefusalTakenAsTheEnd implements Sabotage {
        @Override
        public BlockchainGateway ledger(BlockchainGateway real) {
            return answering(
                    real,
                    answer -> answer instanceof Submission.Refused refused ? nobodyPaid(refused.failure()) : answer);
        }
    }

    /** Holders whose answer was lost are put into a new batch at once. */
    static final class LostAnswerTakenAsFailure implements Sabotage {
        @Override
        public BlockchainGateway ledger(BlockchainGateway real) {
            return answering(
                    real,
                    answer -> answer instanceof Submission.Unknown unknown
                            ? nobodyPaid(Failure.of(FailureCode.LEDGER_UNAVAILABLE, unknown.detail()))
                            : answer);
        }
    }

    /** Whoever finds a batch in doubt gives it up and pays its holders by a new id while the old one is valid. */
    static final class NewIdWhileTheOldIsValid implements Sabotage {
        @Override
        public PaymentStore store(PaymentStore real) {
            return Tampered.with(PaymentStore.class, real, "claimInDoubt", call -> {
                Lease lease = (Lease) call.arguments().get(1);
                Instant now = (Instant) call.arguments().get(2);
                for (Object found : (List<?>) call.proceed()) {
                    InDoubtBatch batch = (InDoubtBatch) found;
                    real.settle(lease, List.of(givenUp(batch, now)), now);
                }
                return List.of();
            });
        }

        private static Settlement givenUp(InDoubtBatch batch, Instant now) {
            return new Settlement(
                    batch.id(),
                    batch.signed().transactionId(),
                    Settlement.Ending.DEAD,
                    now,
                    null,
                    Failure.of(FailureCode.EXPIRED_UNSEEN, "given up"),
                    Map.of(),
                    List.of(new RetryGroup(
                            batch.payments().stream().map(Payment::account).collect(Collectors.toSet()), now)));
        }
    }

    /** Answers are taken in the order in which they come, whatever id they speak of. */
    static final class RecordedWithoutItsId implements Sabotage {

        private final Deque<CompletableFuture<Submission>> waiting = new ArrayDeque<>();

        @Override
        public BlockchainGateway ledger(BlockchainGateway real) {
            return Tampered.with(BlockchainGateway.class, real, "submit", call -> {
                @SuppressWarnings("unchecked")
                CompletionStage<Submission> sent = (CompletionStage<Submission>) call.proceed();
                CompletableFuture<Submission> answer = new CompletableFuture<>();
                waiting.add(answer);
                sent.thenAccept(submission -> waiting.remove().complete(submission));
                return answer.minimalCompletionStage();
            });
        }
    }

    /** The worker's own clock decides that a transaction can no longer take effect, not the ledger's. */
    static final class ExpiredByTheWorkersClock implements Sabotage {

        private volatile Instant latest = Instant.MIN;

        @Override
        public PaymentStore store(PaymentStore real) {
            return Tampered.with(PaymentStore.class, real, "claimInDoubt", call -> {
                latest = (Instant) call.arguments().get(2);
                return call.proceed();
            });
        }

        @Override
        public BlockchainGateway ledger(BlockchainGateway real) {
            return Tampered.with(BlockchainGateway.class, real, "resolve", call -> {
                Object answer = call.proceed();
                boolean over = latest.isAfter(((Signed) call.arguments().get(0)).validUntil());
                return answer instanceof Resolution.Unknown && over ? new Resolution.Dead("it is late here") : answer;
            });
        }
    }
}
