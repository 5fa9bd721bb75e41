package io.masspayout.testing;

import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.model.SkipReason;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StatementLine;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One holder of a distribution. */
final class HolderRow {

    private final StagedHolder source;
    private final long due;
    private final @Nullable SkipReason skipReason;
    private HolderStatus status;
    private @Nullable BatchRow batch;
    private @Nullable Failure failure;
    private int attempts;
    private @Nullable LedgerTransactionId settledBy;
    private @Nullable Instant paidAt;

    private HolderRow(StagedHolder source, long due, @Nullable SkipReason skipReason) {
        this.source = source;
        this.due = due;
        this.skipReason = skipReason;
        this.status = skipReason == null ? HolderStatus.PENDING : HolderStatus.SKIPPED;
    }

    static HolderRow of(PlannedShare share) {
        return new HolderRow(share.source(), share.due(), share.skipReason());
    }

    /**
     * A row of the same content.
     *
     * @param batches the copies of batches
     */
    HolderRow copy(Map<BatchRow, BatchRow> batches) {
        HolderRow copy = new HolderRow(source, due, skipReason);
        copy.status = status;
        copy.batch = batch == null ? null : batches.get(batch);
        copy.failure = failure;
        copy.attempts = attempts;
        copy.settledBy = settledBy;
        copy.paidAt = paidAt;
        return copy;
    }

    AccountId account() {
        return source.account();
    }

    long due() {
        return due;
    }

    /** Why the plan gives the holder nothing; {@code null} for a holder who is to be paid. */
    @Nullable
    SkipReason skipReason() {
        return skipReason;
    }

    HolderStatus status() {
        return status;
    }

    /** Whoever got another amount than is due would get the right one on top. */
    boolean mayBeTriedAgain() {
        return status.isFailed() && failure != null && failure.code() != FailureCode.LEDGER_DISAGREES;
    }

    @Nullable
    BatchRow batch() {
        return batch;
    }

    @Nullable
    LedgerTransactionId settledBy() {
        return settledBy;
    }

    boolean waitsIn(BatchRow other) {
        return status.isWaiting() && batch == other;
    }

    Payment payment() {
        return new Payment(account(), due);
    }

    /** Puts a PENDING holder into a batch. */
    void join(BatchRow newBatch) {
        batch = newBatch;
    }

    void pay(BatchRow by, LedgerTransactionId transactionId, Instant at) {
        become(HolderStatus.PAID);
        batch = by;
        failure = null;
        settledBy = transactionId;
        paidAt = at;
    }

    void fail(Failure why) {
        become(HolderStatus.FAILED);
        failure = why;
    }

    void cancel() {
        become(HolderStatus.CANCELLED);
    }

    /** Back to PENDING from FAILED; {@link #join} follows. */
    void reopen() {
        become(HolderStatus.PENDING);
        failure = null;
    }

    /** Counts a batch that was left unpaid. */
    void countAttempt() {
        attempts++;
    }

    private void become(HolderStatus next) {
        status = Transition.along(status, next, account());
    }

    StatementLine line() {
        return new StatementLine(
                account(),
                source.accountAsGiven(),
                source.balance(),
                due,
                status.isPaid() ? due : 0,
                status,
                skipReason,
                failure,
                attempts,
                batch == null ? null : batch.id(),
                settledBy,
                paidAt);
    }
}
