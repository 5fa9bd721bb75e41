package io.masspayout.engine;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.model.Payment;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.InDoubtBatch;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a run needs to remember of a batch it holds.
 *
 * @param payments its holders that are still PENDING
 * @param sends how often it was sent
 * @param retryDepth as in {@link ClaimedBatch}
 * @param takenOver whether it is in doubt and this run has not sent it yet
 * @param begunAt when this run took it
 * @param validUntil ledger time after which its id cannot take effect; far away while it has none
 */
record BatchWork(
        BatchId id,
        List<Payment> payments,
        int sends,
        int retryDepth,
        boolean takenOver,
        Instant begunAt,
        Instant validUntil) {

    static BatchWork of(ClaimedBatch claimed, Instant now) {
        return new BatchWork(claimed.id(), claimed.payments(), 1, claimed.retryDepth(), false, now, Instant.MAX);
    }

    static BatchWork of(InDoubtBatch inDoubt, Instant now) {
        return new BatchWork(
                inDoubt.id(),
                inDoubt.payments(),
                inDoubt.attempts(),
                inDoubt.retryDepth(),
                true,
                now,
                inDoubt.signed().validUntil());
    }

    boolean hasId() {
        return !validUntil.equals(Instant.MAX);
    }

    /** The batch without holders that are not to be paid. */
    BatchWork without(Set<AccountId> accounts) {
        List<Payment> rest = payments.stream()
                .filter(payment -> !accounts.contains(payment.account()))
                .toList();
        return new BatchWork(id, rest, sends, retryDepth, takenOver, begunAt, validUntil);
    }

    /** The batch after this run has sent its bytes again. */
    BatchWork sentAgain() {
        return new BatchWork(id, payments, sends + 1, retryDepth, false, begunAt, validUntil);
    }

    /** The batch with the id that it has. */
    BatchWork with(Allocated allocated) {
        return new BatchWork(id, payments, sends, retryDepth, takenOver, begunAt, allocated.validUntil());
    }

    /** What a call of the signer or the ledger came to, on its way back to the thread of the run. */
    sealed interface Answer {

        /** Decides by what it is: every case has to be given, so that a case that is added compiles nowhere before it is decided on. */
        <T> T match(
                Function<WasSigned, T> wasSigned,
                Function<NotSigned, T> notSigned,
                Function<Submitted, T> submitted,
                Function<Resolved, T> resolved);

        BatchWork work();

        /** The signer is done; the transaction can be sent. */
        record WasSigned(BatchWork work, Signed signed) implements Answer {
            @Override
            public <T> T match(
                    Function<WasSigned, T> wasSigned,
                    Function<NotSigned, T> notSigned,
                    Function<Submitted, T> submitted,
                    Function<Resolved, T> resolved) {
                return wasSigned.apply(this);
            }
        }

        /** There is no signature; nothing was sent. */
        record NotSigned(BatchWork work, Failure failure) implements Answer {
            @Override
            public <T> T match(
                    Function<WasSigned, T> wasSigned,
                    Function<NotSigned, T> notSigned,
                    Function<Submitted, T> submitted,
                    Function<Resolved, T> resolved) {
                return notSigned.apply(this);
            }
        }

        /** A send is over. */
        record Submitted(BatchWork work, Signed signed, Submission submission) implements Answer {
            @Override
            public <T> T match(
                    Function<WasSigned, T> wasSigned,
                    Function<NotSigned, T> notSigned,
                    Function<Submitted, T> submitted,
                    Function<Resolved, T> resolved) {
                return submitted.apply(this);
            }
        }

        /** The ledger was asked. */
        record Resolved(BatchWork work, Signed signed, Resolution resolution) implements Answer {
            @Override
            public <T> T match(
                    Function<WasSigned, T> wasSigned,
                    Function<NotSigned, T> notSigned,
                    Function<Submitted, T> submitted,
                    Function<Resolved, T> resolved) {
                return resolved.apply(this);
            }
        }
    }
}
