package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.DraftedTransaction;
import io.masspayout.store.InDoubtBatch;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import io.masspayout.store.PaymentStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One worker on one distribution, with one lease: it takes the steps of the protocol and checks that they were allowed. */
final class Worker {

    static final int ALL = 1_000;

    private final PaymentStore store;
    private final DistributionId id;
    final Lease lease;
    private final Map<BatchId, List<Payment>> claimed = new HashMap<>();

    private Worker(PaymentStore store, DistributionId id, Duration leaseLength) {
        this.store = store;
        this.id = id;
        this.lease = new Lease(UUID.randomUUID(), "worker", leaseLength);
    }

    /** A worker whose leases outlast the test. */
    static Worker patient(PaymentStore store, DistributionId id) {
        return new Worker(store, id, Duration.ofHours(1));
    }

    /** A worker who is presumed dead at every moment: its leases have always expired. */
    static Worker crashing(PaymentStore store, DistributionId id) {
        return new Worker(store, id, Duration.ZERO);
    }

    List<ClaimedBatch> claim() {
        return claim(ALL);
    }

    List<ClaimedBatch> claim(int limit) {
        List<ClaimedBatch> batches = store.claim(id, lease, StoreScenario.NOW, limit);
        batches.forEach(batch -> claimed.put(batch.id(), batch.payments()));
        return batches;
    }

    ClaimedBatch claimOne() {
        List<ClaimedBatch> claimed = claim(1);
        assertThat(claimed).as("batches claimed").hasSize(1);
        return claimed.get(0);
    }

    List<InDoubtBatch> claimInDoubt() {
        return store.claimInDoubt(id, lease, StoreScenario.NOW, ALL);
    }

    Allocated allocate(BatchId batch) {
        Allocated allocated = allocation(batch);
        assertThat(store.allocate(lease, List.of(drafted(allocated))))
                .as("allocated")
                .containsExactly(batch);
        return allocated;
    }

    /** What this worker would store of a transaction: it pays what the batch was to pay when this worker claimed it. */
    DraftedTransaction drafted(Allocated allocated) {
        return DraftedTransaction.of(allocated, claimed.getOrDefault(allocated.batchId(), List.of()));
    }

    /** Claims, allocates and stores the intent of the next batch. */
    Signed intendNext() {
        return intend(claimOne().id());
    }

    Signed intend(BatchId batch) {
        Signed signed = signed(allocate(batch));
        assertThat(intend(signed)).as("intent of " + batch).isEqualTo(IntentResult.GRANTED);
        return signed;
    }

    IntentResult intend(Signed signed) {
        return store.intend(lease, List.of(signed)).get(signed.batchId());
    }

    IntentResult intendAgain(BatchId batch) {
        return store.intendAgain(lease, List.of(batch)).get(batch);
    }

    static Allocated allocation(BatchId batch) {
        return allocation(batch, LedgerTransactionId.of(Ids.transaction()));
    }

    static Allocated allocation(BatchId batch, LedgerTransactionId transactionId) {
        return new Allocated(
                batch, transactionId, StoreScenario.NOW.plusSeconds(120), bytes("body of " + transactionId));
    }

    static Signed signed(Allocated allocated) {
        return new Signed(
                allocated.batchId(),
                allocated.transactionId(),
                allocated.validUntil(),
                bytes("signed " + allocated.transactionId()));
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
