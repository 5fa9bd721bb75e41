package io.masspayout.testing;

import io.masspayout.bulkhead.NextTry;
import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.Plan;
import io.masspayout.model.SnapshotRef;
import io.masspayout.model.StartFailure;
import io.masspayout.model.Treasury;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.Shortage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One distribution with its holders, batches and attempts. */
final class DistributionRow {

    private final Distribution declared;
    private final Set<AccountId> excluded;
    final NavigableMap<AccountId, HolderRow> holders = new TreeMap<>();
    final List<BatchRow> batches = new ArrayList<>();
    final List<PaymentAttempt> attempts = new ArrayList<>();
    private DistributionStatus status;
    private @Nullable SnapshotRef snapshot;
    private @Nullable Plan plan;
    private boolean funded;
    private @Nullable Shortage shortage;
    private boolean held;
    private boolean cancelRequested;
    private @Nullable Instant reconcilingSince;
    private @Nullable Instant executedAt;
    private @Nullable StartFailure failure;
    private int failures;
    private Instant workedAt;
    private Instant updatedAt;

    DistributionRow(Distribution declared, Set<AccountId> excluded) {
        this.declared = declared;
        this.excluded = Set.copyOf(excluded);
        this.status = declared.status();
        this.snapshot = declared.snapshot();
        this.held = declared.held();
        this.failure = declared.startFailure();
        this.workedAt = declared.createdAt();
        this.updatedAt = declared.updatedAt();
    }

    /** A row of the same content, with copies of all holders and batches. */
    DistributionRow copy() {
        DistributionRow copy = new DistributionRow(declared, excluded);
        Map<BatchRow, BatchRow> copies = new HashMap<>();
        for (BatchRow batch : batches) {
            BatchRow copied = batch.copy(copy, copies);
            copies.put(batch, copied);
            copy.batches.add(copied);
        }
        holders.forEach((account, holder) -> copy.holders.put(account, holder.copy(copies)));
        copies.forEach((batch, copied) -> copied.wasMadeForCopiesOf(batch));
        copy.attempts.addAll(attempts);
        copy.status = status;
        copy.snapshot = snapshot;
        copy.plan = plan;
        copy.funded = funded;
        copy.held = held;
        copy.cancelRequested = cancelRequested;
        copy.shortage = shortage;
        copy.reconcilingSince = reconcilingSince;
        copy.executedAt = executedAt;
        copy.failure = failure;
        copy.failures = failures;
        copy.workedAt = workedAt;
        copy.updatedAt = updatedAt;
        return copy;
    }

    DistributionId id() {
        return declared.id();
    }

    /** What was declared and never changes. */
    Distribution declared() {
        return declared;
    }

    Treasury treasury() {
        return declared.treasury();
    }

    Set<AccountId> excluded() {
        return excluded;
    }

    DistributionStatus status() {
        return status;
    }

    boolean isProcessing() {
        return status.isBeingPaid();
    }

    @Nullable
    SnapshotRef snapshot() {
        return snapshot;
    }

    void snapshot(SnapshotRef first) {
        snapshot = first;
    }

    boolean isPlanned() {
        return plan != null;
    }

    void plan(Plan first) {
        plan = first;
    }

    boolean isFunded() {
        return funded;
    }

    void fund(boolean reserved) {
        funded = reserved;
        shortage = reserved ? null : shortage;
    }

    Optional<Shortage> shortage() {
        return Optional.ofNullable(shortage);
    }

    /** The treasury lacks money for the distribution. */
    void lacks(long missing, Instant now) {
        shortage = new Shortage(missing, shortage == null ? now : shortage.since(), now);
    }

    boolean isHeld() {
        return held;
    }

    void hold(boolean hold) {
        held = hold;
    }

    boolean isBeingCancelled() {
        return cancelRequested;
    }

    void requestCancel() {
        cancelRequested = true;
    }

    boolean isReconciling() {
        return reconcilingSince != null;
    }

    void beginReconcile(Instant since) {
        if (reconcilingSince == null) {
            reconcilingSince = since;
        }
    }

    void endReconcile() {
        reconcilingSince = null;
    }

    void start(Instant at) {
        if (!status.isBeingPaid()) {
            become(DistributionStatus.PROCESSING, at);
        }
        if (executedAt == null) {
            executedAt = at;
        }
    }

    void become(DistributionStatus next, Instant at) {
        status = Transition.along(status, next, "distribution " + id());
        updatedAt = at;
    }

    /** When its turn was last; when it was declared, before the first one. */
    Instant workedAt() {
        return workedAt;
    }

    void workAt(Instant now) {
        workedAt = now;
    }

    Instant fail(String reason, Instant now) {
        failures++;
        Instant next = NextTry.after(failures, now);
        failure = new StartFailure(reason, next);
        return next;
    }

    void succeed() {
        failures = 0;
        failure = null;
    }

    boolean isToBeTried(Instant now) {
        return failure == null || !failure.tryAgainAt().isAfter(now);
    }

    boolean hasOpenBatches() {
        return batches.stream().anyMatch(BatchRow::isOpen);
    }

    int inFlight() {
        return (int) batches.stream().filter(BatchRow::isInFlight).count();
    }

    long countHolders(HolderStatus wanted) {
        return holders.values().stream()
                .filter(holder -> holder.status() == wanted)
                .count();
    }

    long sumDue(HolderStatus wanted) {
        return holders.values().stream()
                .filter(holder -> holder.status() == wanted)
                .mapToLong(HolderRow::due)
                .reduce(0, Math::addExact);
    }

    /** What its open batches are to pay. */
    long owed() {
        return owed(BatchRow::isOpen);
    }

    /** What its batches that are no intents are to pay. */
    long owedPending() {
        return owed(BatchRow::isPending);
    }

    /** What its batches in flight may still pay. */
    long owedInFlight() {
        return owed(BatchRow::isInFlight);
    }

    private long owed(Predicate<BatchRow> which) {
        return batches.stream().filter(which).mapToLong(BatchRow::owed).reduce(0, Math::addExact);
    }

    Distribution toRecord() {
        return new Distribution(
                declared.id(),
                declared.assetId(),
                declared.type(),
                declared.timing(),
                declared.origin(),
                declared.idempotencyKey(),
                declared.fingerprint(),
                declared.concept(),
                declared.corporateAction(),
                declared.terms(),
                declared.treasury(),
                declared.currency(),
                declared.holderSource(),
                declared.recordDate(),
                snapshot,
                plan,
                status,
                failure,
                held,
                cancelRequested,
                reconcilingSince,
                executedAt,
                declared.createdAt(),
                updatedAt);
    }
}
