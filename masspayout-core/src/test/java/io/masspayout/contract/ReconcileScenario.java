package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.Settled;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Distribution;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.store.Progress;
import io.masspayout.store.ReconcileCounts;
import io.masspayout.store.StatementLine;
import java.util.Arrays;
import java.util.List;

/** Entries of a ledger's history, and what must hold after they were read back. */
abstract class ReconcileScenario extends StoreScenario {

    static final AccountId ONE = RegisterLines.account(1);
    static final AccountId TWO = RegisterLines.account(2);
    static final AccountId THREE = RegisterLines.account(3);
    static final LedgerOutcome EVERYBODY = new LedgerOutcome.EverybodyPaid();
    static final ReconcileCounts ONE_KNOWN = new ReconcileCounts(1, 0, 0);
    static final ReconcileCounts ONE_ADOPTED = new ReconcileCounts(0, 1, 0);
    static final ReconcileCounts ONE_CONTRADICTION = new ReconcileCounts(0, 0, 1);

    ReconcileScenario(PaymentStoreContract implementation) {
        super(implementation);
    }

    ReconcileCounts adopt(Distribution distribution, LedgerEntry entry) {
        return store.adopt(distribution.id(), List.of(entry), act("reconcile"));
    }

    static LedgerEntry entry(
            Distribution distribution,
            BatchId batch,
            LedgerTransactionId transactionId,
            LedgerOutcome outcome,
            AccountId... paid) {
        return new LedgerEntry(
                transactionId,
                new BatchReference(distribution.id(), batch),
                Arrays.stream(paid).map(account -> new Payment(account, SHARE)).toList(),
                new Settled(outcome, Settlements.LEDGER_TIME, Settlements.FEE));
    }

    void assertPaid(Distribution distribution, LedgerTransactionId by, AccountId... accounts) {
        for (AccountId account : accounts) {
            StatementLine line = line(distribution, account);
            assertThat(line.status()).as("%s", account).isEqualTo(HolderStatus.PAID);
            assertThat(line.paid()).as("%s", account).isEqualTo(SHARE);
            assertThat(line.settledBy()).as("%s", account).isEqualTo(by);
        }
    }

    void assertRepeatingChangesNothing(Distribution distribution, LedgerEntry entry) {
        List<StatementLine> statement = statement(distribution);
        List<BatchPayout> batches = batches(distribution);

        assertThat(adopt(distribution, entry)).as("repeated").isEqualTo(ONE_KNOWN);

        assertThat(statement(distribution)).isEqualTo(statement);
        assertThat(batches(distribution)).isEqualTo(batches);
        assertThat(store.stopped(distribution.treasury())).isEmpty();
    }

    void assertStoppedForAPerson(Distribution distribution) {
        assertThat(store.stopped(distribution.treasury()))
                .hasValueSatisfying(
                        stop -> assertThat(stop.failure().code().needsPerson()).isTrue());
    }

    /** Everybody is somewhere, once, and whoever waits does so in a batch that is open. */
    void assertBalanced(Distribution distribution, int holders) {
        Progress progress = store.progress(distribution.id());
        assertThat(progress.payable()).isEqualTo(holders);
        assertThat(progress.paidAmount() + progress.failedAmount() + progress.cancelledAmount() + progress.openAmount())
                .isEqualTo(holders * SHARE);
        for (StatementLine line : statement(distribution)) {
            if (line.status() == HolderStatus.PENDING) {
                assertThat(batch(distribution, line.batchId()).status())
                        .isIn(BatchStatus.PENDING, BatchStatus.PROCESSING);
            }
        }
    }
}
