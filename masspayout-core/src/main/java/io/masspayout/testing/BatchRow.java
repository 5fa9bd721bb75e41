package io.masspayout.testing;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.store.Lease;
import io.masspayout.store.Parking;
import io.masspayout.store.Settlement.Ending;
import io.masspayout.store.Situation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One batch payout. */
final class BatchRow {

    private final BatchId id;
    private final DistributionRow distribution;
    private final int number;
    private final @Nullable BatchRow splitFrom;
    private final int retryDepth;
    private final Instant createdAt;
    private List<HolderRow> madeFor = List.of();
    private int totalHolders;
    private long amount;
    private BatchStatus status = BatchStatus.PENDING;
    private @Nullable Allocated allocated;
    private @Nullable LedgerTransactionId transactionId;
    private @Nullable Signed signed;
    private @Nullable UUID leaseToken;
    private @Nullable Instant leaseUntil;
    private @Nullable String leaseOwner;
    private @Nullable Instant leaseSince;
    private int attempts;
    private int parkings;
    private @Nullable Instant nextAttemptAt;
    private @Nullable Failure failure;
    private @Nullable Ending ending;
    private int successful;
    private long paidAmount;
    private int unpaid;
    private @Nullable Long fee;
    private @Nullable Long feeInHistory;
    private @Nullable Instant executedAt;
    private Instant updatedAt;

    BatchRow(
            BatchId id,
            DistributionRow distribution,
            int number,
            @Nullable BatchRow splitFrom,
            int retryDepth,
            @Nullable Instant notBefore,
            Instant createdAt) {
        this.id = id;
        this.distribution = distribution;
        this.number = number;
        this.splitFrom = splitFrom;
        this.retryDepth = retryDepth;
        this.nextAttemptAt = notBefore;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /**
     * A row of the same content, without the holders whom it was made for: see {@link #wasMadeForCopiesOf}.
     *
     * @param copies of the distribution's earlier batches
     */
    BatchRow copy(DistributionRow of, Map<BatchRow, BatchRow> copies) {
        BatchRow copy = new BatchRow(
                id, of, number, splitFrom == null ? null : copies.get(splitFrom), retryDepth, nextAttemptAt, createdAt);
        copy.totalHolders = totalHolders;
        copy.amount = amount;
        copy.status = status;
        copy.allocated = allocated;
        copy.transactionId = transactionId;
        copy.signed = signed;
        copy.leaseToken = leaseToken;
        copy.leaseUntil = leaseUntil;
        copy.leaseOwner = leaseOwner;
        copy.leaseSince = leaseSince;
        copy.attempts = attempts;
        copy.parkings = parkings;
        copy.failure = failure;
        copy.ending = ending;
        copy.successful = successful;
        copy.paidAmount = paidAmount;
        copy.unpaid = unpaid;
        copy.fee = fee;
        copy.feeInHistory = feeInHistory;
        copy.executedAt = executedAt;
        copy.updatedAt = updatedAt;
        return copy;
    }

    /** Makes a copy complete, when the holders of its distribution have been copied, too. */
    void wasMadeForCopiesOf(BatchRow original) {
        madeFor = original.madeFor.stream()
                .map(holder -> Objects.requireNonNull(distribution.holders.get(holder.account())))
                .toList();
    }

    /** Takes in PENDING holders, once, when it is made. */
    void holdersAre(List<HolderRow> holders) {
        madeFor = holders.stream()
                .sorted(Comparator.comparing(HolderRow::account))
                .toList();
        madeFor.forEach(holder -> holder.join(this));
        wasMadeFor(madeFor.size(), madeFor.stream().mapToLong(HolderRow::due).reduce(0, Math::addExact));
    }

    private void wasMadeFor(int holders, long units) {
        totalHolders = holders;
        amount = units;
    }

    /** For a batch that is read from the ledger: it was made for those whom it paid. */
    void wasMadeForWhomItPaid() {
        wasMadeFor(successful, paidAmount);
    }

    BatchId id() {
        return id;
    }

    DistributionRow distribution() {
        return distribution;
    }

    int number() {
        return number;
    }

    int retryDepth() {
        return retryDepth;
    }

    BatchStatus status() {
        return status;
    }

    boolean isOpen() {
        return isPending() || isInFlight();
    }

    boolean isPending() {
        return status.isUnsent();
    }

    boolean isInFlight() {
        return status.isInFlight();
    }

    boolean hasEndedUnpaid() {
        return status.hasEndedUnpaid();
    }

    @Nullable
    Ending ending() {
        return ending;
    }

    @Nullable
    LedgerTransactionId transactionId() {
        return transactionId;
    }

    @Nullable
    Allocated allocated() {
        return allocated;
    }

    Signed requireSigned() {
        return Objects.requireNonNull(signed, () -> "batch " + id + " is an intent without signed bytes");
    }

    int attempts() {
        return attempts;
    }

    @Nullable
    Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    @Nullable
    Failure failure() {
        return failure;
    }

    /** Its holders that are still PENDING, by account. */
    List<HolderRow> waiting() {
        return madeFor.stream().filter(holder -> holder.waitsIn(this)).toList();
    }

    List<Payment> payments() {
        return waiting().stream().map(HolderRow::payment).toList();
    }

    long owed() {
        return waiting().stream().mapToLong(HolderRow::due).reduce(0, Math::addExact);
    }

    boolean isDue(Instant now) {
        return nextAttemptAt == null || !nextAttemptAt.isAfter(now);
    }

    // leases: the token decides; an expired lease is its worker's until somebody else claims

    boolean isLeased(Instant databaseNow) {
        return leaseUntil != null && leaseUntil.isAfter(databaseNow);
    }

    /** The worker that holds the batch, if any does. */
    Optional<Situation.AtWork> worker(Instant databaseNow) {
        return isLeased(databaseNow) && leaseUntil != null && leaseOwner != null && leaseSince != null
                ? Optional.of(new Situation.AtWork(leaseOwner, leaseSince, leaseUntil))
                : Optional.empty();
    }

    boolean isUnder(Lease lease) {
        return lease.token().equals(leaseToken);
    }

    void leaseTo(Lease lease, Instant databaseNow) {
        if (!isUnder(lease)) {
            leaseToken = lease.token();
            leaseOwner = lease.owner();
            leaseSince = databaseNow;
        }
        leaseUntil = databaseNow.plus(lease.length());
        updatedAt = databaseNow;
    }

    void giveBack() {
        leaseToken = null;
        leaseUntil = null;
        leaseOwner = null;
        leaseSince = null;
    }

    void postpone(Instant notBefore, Failure reason) {
        nextAttemptAt = notBefore;
        failure = reason;
        giveBack();
    }

    void park(Instant now, Failure reason) {
        postpone(now.plus(Parking.delay(parkings)), reason);
        parkings++;
    }

    // the protocol

    void allocate(Allocated newlyAllocated) {
        if (transactionId != null) {
            throw new IllegalStateException("batch " + id + " has the ledger id " + transactionId + " for life");
        }
        allocated = newlyAllocated;
        transactionId = newlyAllocated.transactionId();
    }

    /** Gives it an id that the ledger knows and the database had forgotten. */
    void identify(LedgerTransactionId known) {
        if (transactionId != null && !transactionId.equals(known)) {
            throw new IllegalStateException("batch " + id + " has the ledger id " + transactionId + " for life");
        }
        transactionId = known;
    }

    void intend(Signed bytes) {
        become(BatchStatus.PROCESSING);
        signed = bytes;
        countSend();
    }

    void countSend() {
        attempts++;
        nextAttemptAt = null;
    }

    void countPaid(HolderRow holder) {
        successful++;
        paidAmount = Math.addExact(paidAmount, holder.due());
    }

    /** Counts a holder who failed, or went elsewhere. */
    void countUnpaid() {
        unpaid++;
    }

    /** Counts a holder who was cancelled in it, and whom the ledger had paid by another batch. */
    void countPaidAfterCancel() {
        if (status.isCancelled()) {
            countUnpaid();
        }
    }

    void end(Ending how, @Nullable Failure why, @Nullable Long ledgerFee, Instant at) {
        become(how.batchStatus());
        ending = how;
        failure = why;
        fee = ledgerFee;
        close(at);
    }

    boolean hasEndedOnTheLedger() {
        return ending != null && ending.isOnTheLedger();
    }

    /** What the ledger's history shows that it cost. */
    void costs(@Nullable Long shown) {
        feeInHistory = shown;
    }

    Optional<Long> knownFee() {
        return Optional.ofNullable(fee == null ? feeInHistory : fee);
    }

    void cancel(Instant at) {
        become(BatchStatus.CANCELLED);
        close(at);
    }

    private void close(Instant at) {
        executedAt = at;
        nextAttemptAt = null;
        giveBack();
    }

    private void become(BatchStatus next) {
        status = Transition.along(status, next, "batch " + id);
    }

    BatchPayout toRecord() {
        return new BatchPayout(
                id,
                distribution.id(),
                number,
                totalHolders,
                amount,
                successful,
                paidAmount,
                unpaid,
                status,
                transactionId,
                allocated == null ? null : allocated.validUntil(),
                failure,
                attempts,
                retryDepth,
                nextAttemptAt,
                leaseUntil,
                leaseOwner,
                leaseSince,
                splitFrom == null ? null : splitFrom.id(),
                fee,
                executedAt,
                createdAt,
                updatedAt);
    }
}
