package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Distribution;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.store.IntentResult;
import io.masspayout.store.ReserveResult;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Entries of the ledger that cannot be brought together with the database: a person must look, and nobody is paid meanwhile. */
abstract class ReconcileContradictionContract extends ReconcileScenario {

    ReconcileContradictionContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void anIdThatHadPaidAndIsNowSaidToHaveFailedIsAContradiction() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        store.settle(worker.lease, List.of(Settlements.everybodyPaid(signed)), NOW);
        int audited = audit("batch_payout", signed.batchId()).size();
        LedgerOutcome nobody = new LedgerOutcome.NobodyPaid(failure(FailureCode.LEDGER_BUSY), Set.of());

        assertThat(adopt(distribution, entry(distribution, signed.batchId(), signed.transactionId(), nobody)))
                .isEqualTo(ONE_CONTRADICTION);

        assertStoppedForAPerson(distribution);
        assertThat(audit("batch_payout", signed.batchId())).hasSizeGreaterThan(audited);
        assertPaid(distribution, signed.transactionId(), ONE, TWO);
        assertThat(batches(distribution)).hasSize(1);
    }

    @Test
    void anIdOfAnotherDistributionIsAContradictionAndBlocksTheOneThatTheEntryNames() {
        Distribution other = started(2, 2);
        Worker worker = worker(other);
        Signed signed = worker.intendNext();
        store.settle(worker.lease, List.of(Settlements.everybodyPaid(signed)), NOW);
        Distribution distribution = started(2, 2);

        assertThat(adopt(
                        distribution,
                        entry(distribution, signed.batchId(), signed.transactionId(), EVERYBODY, ONE, TWO)))
                .isEqualTo(ONE_CONTRADICTION);

        assertStoppedForAPerson(distribution);
        assertThat(read(distribution).reconcilingSince()).isEqualTo(NOW);
        assertThat(read(other).reconcilingSince()).isNull();
        assertPaid(other, signed.transactionId(), ONE, TWO);
    }

    @Test
    void aHolderPaidByAnotherIdIsAContradiction() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        store.settle(worker.lease, List.of(Settlements.everybodyPaid(signed)), NOW);

        assertThat(adopt(
                        distribution,
                        entry(
                                distribution,
                                new BatchId(UUID.randomUUID()),
                                LedgerTransactionId.of(Ids.transaction()),
                                EVERYBODY,
                                ONE)))
                .isEqualTo(ONE_CONTRADICTION);

        assertStoppedForAPerson(distribution);
        assertPaid(distribution, signed.transactionId(), ONE, TWO);
    }

    @Test
    void aHolderWhoIsInFlightInAnotherBatchIsPaidAndAPersonMustLook() {
        Distribution distribution = started(2, 2);
        crashingWorker(distribution).intendNext();
        LedgerTransactionId id = LedgerTransactionId.of(Ids.transaction());

        assertThat(adopt(distribution, entry(distribution, new BatchId(UUID.randomUUID()), id, EVERYBODY, ONE)))
                .isEqualTo(ONE_CONTRADICTION);

        assertStoppedForAPerson(distribution);
        assertPaid(distribution, id, ONE);
        assertBalanced(distribution, 2);
    }

    @Test
    void aStrangerIsAContradictionAndTheOthersCountAsPaid() {
        Distribution distribution = started(3, 3);
        BatchId batch = batches(distribution).get(0).id();
        LedgerTransactionId id = LedgerTransactionId.of(Ids.transaction());
        LedgerEntry odd = new LedgerEntry(
                id,
                new BatchReference(distribution.id(), batch),
                List.of(new Payment(ONE, SHARE), new Payment(TWO, SHARE), new Payment(AccountId.of("0.0.1"), SHARE)),
                new Settled(EVERYBODY, Settlements.LEDGER_TIME, null));

        assertThat(adopt(distribution, odd)).isEqualTo(ONE_CONTRADICTION);

        assertStoppedForAPerson(distribution);
        assertPaid(distribution, id, ONE, TWO);
        assertThat(read(distribution).reconcilingSince()).isEqualTo(NOW);
        assertThat(worker(distribution).claim()).isEmpty();
        assertBalanced(distribution, 3);
    }

    @Test
    void whoGotAWrongAmountDoesNotGetTheRightOneOnTop() {
        Distribution distribution = started(2, 2);
        BatchId batch = batches(distribution).get(0).id();
        LedgerTransactionId id = LedgerTransactionId.of(Ids.transaction());
        LedgerEntry odd = new LedgerEntry(
                id,
                new BatchReference(distribution.id(), batch),
                List.of(new Payment(ONE, SHARE), new Payment(TWO, SHARE - 1)),
                new Settled(EVERYBODY, Settlements.LEDGER_TIME, null));

        assertThat(adopt(distribution, odd)).isEqualTo(ONE_CONTRADICTION);

        assertStoppedForAPerson(distribution);
        assertPaid(distribution, id, ONE);
        assertThat(line(distribution, TWO).status()).isEqualTo(HolderStatus.FAILED);
        store.liftStop(distribution.treasury(), true, act("lifted without a look"));
        assertThat(reserve(distribution, PLENTY)).isEqualTo(new ReserveResult.Blocked(IntentResult.RECONCILING));
        store.endReconcile(distribution.id(), act("read back"));
        reserved(distribution);
        assertThat(worker(distribution).claim()).as("nobody waits for more").isEmpty();
        assertBalanced(distribution, 2);
    }
}
