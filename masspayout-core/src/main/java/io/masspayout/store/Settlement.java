package io.masspayout.store;

import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.LedgerTransactionId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a ledger id ended, and what becomes of each holder of its batch. Every PENDING holder of the batch is either named, or
 * paid; one who is not paid and not named would be lost, so the store refuses a settlement of an unpaid batch that forgets one.
 *
 * @param batchId whose
 * @param transactionId the id that ended: only this id's batch is touched
 * @param ending in which way the id ended
 * @param at ledger time, or the host's where the ledger never saw it
 * @param fee as {@link io.masspayout.ledger.Settled#fee}
 * @param reason why somebody was not paid; {@code null} when everybody was
 * @param failed holders that end FAILED
 * @param retried holders that go into new batches
 */
public record Settlement(
        BatchId batchId,
        @Nullable LedgerTransactionId transactionId,
        Ending ending,
        Instant at,
        @Nullable Long fee,
        @Nullable Failure reason,
        Map<AccountId, Failure> failed,
        List<RetryGroup> retried) {

    /** In which way a batch's id ended. */
    public enum Ending {
        /** It took effect on the ledger: whoever is not named was paid. */
        TOOK_EFFECT,
        /** It failed on the ledger: nobody was paid. */
        FAILED_ON_LEDGER,
        /** The ledger has moved past its validity window without it. */
        DEAD,
        /**
         * It was never stored as an intent, so never sent: nobody could be paid, or the window closed before it was signed.
         * Settles a PENDING batch under the lease given to the store; all others settle a PROCESSING one by its id. Nothing was
         * tried, so batches of holders to be tried again keep the retry depth; after all others theirs is one more.
         */
        NEVER_SENT;

        /** How the id of a transaction ended that the ledger has settled. */
        public static Ending of(LedgerOutcome outcome) {
            return outcome.match(all -> TOOK_EFFECT, some -> TOOK_EFFECT, nobody -> FAILED_ON_LEDGER);
        }

        /** Whether the holders of the batch were paid, but for those that are named. */
        public boolean tookEffect() {
            return switch (this) {
                case TOOK_EFFECT -> true;
                case FAILED_ON_LEDGER, DEAD, NEVER_SENT -> false;
            };
        }

        /** Whether the ledger has settled it, and so has charged for it. */
        public boolean isOnTheLedger() {
            return switch (this) {
                case TOOK_EFFECT, FAILED_ON_LEDGER -> true;
                case DEAD, NEVER_SENT -> false;
            };
        }

        /** Whether the transaction may have been sent before its id ended. */
        public boolean wasSent() {
            return switch (this) {
                case TOOK_EFFECT, FAILED_ON_LEDGER, DEAD -> true;
                case NEVER_SENT -> false;
            };
        }

        /** What the batch has become. */
        public BatchStatus batchStatus() {
            return tookEffect() ? BatchStatus.COMPLETED : BatchStatus.FAILED;
        }
    }

    public Settlement {
        Objects.requireNonNull(batchId, "batchId");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(at, "at");
        failed = Map.copyOf(failed);
        retried = List.copyOf(retried);
        if (transactionId == null && ending.wasSent()) {
            throw new IllegalArgumentException("a settlement of batch " + batchId + " without the id that ended");
        }
        Set<AccountId> named = new HashSet<>(failed.keySet());
        for (RetryGroup group : retried) {
            for (AccountId account : group.accounts()) {
                if (!named.add(account)) {
                    throw new IllegalArgumentException(
                            account + " is named twice in the settlement of batch " + batchId);
                }
            }
        }
        if (reason == null && !(ending.tookEffect() && named.isEmpty())) {
            throw new IllegalArgumentException("batch " + batchId + " left somebody unpaid without a reason");
        }
    }

    /** Everybody in the batch was paid. */
    public static Settlement everybodyPaid(
            BatchId batchId, LedgerTransactionId transactionId, Instant at, @Nullable Long fee) {
        return new Settlement(batchId, transactionId, Ending.TOOK_EFFECT, at, fee, null, Map.of(), List.of());
    }

    /** Whether the treasury has paid, and nobody was left unpaid for its sake. */
    public boolean provesTreasuryFree() {
        return ending.tookEffect() && (reason == null || !reason.code().stopsTreasury());
    }

    /** Whether holders that are not named were paid. */
    public boolean paysTheOthers() {
        return ending.tookEffect();
    }
}
