package io.masspayout.hedera;

import io.masspayout.hedera.consensus.Meaning;
import io.masspayout.hedera.consensus.Meanings;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.mirror.MirrorTransaction;
import io.masspayout.hedera.mirror.Pages;
import io.masspayout.hedera.transaction.NativeCurrency;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.Settled;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.model.Treasury;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator's transactions of the past paid, by the mirror node: those that carry a batch reference. Failed ones say nothing of their treasury, so
 * those of all treasuries are told. Not thread-safe.
 */
final class PayerHistory implements LedgerHistory {

    /** Where fees go: the network's fee collection and the reward accounts (Hedera's list of system accounts). */
    private static final Set<String> FEE_ACCOUNTS = Set.of("0.0.98", "0.0.800", "0.0.801");

    private final Treasury treasury;
    private final Pages<MirrorTransaction> pages;
    private final Deque<LedgerEntry> read = new ArrayDeque<>();
    private Instant completeUntil;
    private final Instant newest;
    private boolean atEnd;

    PayerHistory(MirrorClient mirror, String payer, Treasury treasury, Instant since) {
        this.treasury = treasury;
        // Before the first page: what the mirror node had read by then is complete when the last page has been read.
        this.newest = mirror.newest();
        this.completeUntil = Instant.EPOCH;
        this.pages = mirror.transactions(payer, since);
    }

    @Override
    public List<LedgerEntry> next(int limit) {
        while (read.size() < limit && !atEnd) {
            Optional<List<MirrorTransaction>> page = pages.next();
            if (page.isEmpty()) {
                atEnd = true;
                Instant byNewest = newest.minus(Resolver.REPLICA_MARGIN);
                completeUntil = byNewest.isAfter(completeUntil) ? byNewest : completeUntil;
                break;
            }
            for (MirrorTransaction row : page.get()) {
                entry(row).ifPresent(read::add);
                // Rows are committed in order: nothing older than the last one read can still appear.
                completeUntil = row.consensusTimestamp();
            }
        }
        List<LedgerEntry> entries = new ArrayList<>();
        while (entries.size() < limit && !read.isEmpty()) {
            entries.add(read.remove());
        }
        return entries;
    }

    private Optional<LedgerEntry> entry(MirrorTransaction row) {
        Optional<BatchReference> reference = BatchReference.parse(row.memo());
        Optional<Meaning> meaning = Meanings.of(row.result());
        if (reference.isEmpty() || row.nonce() != 0 || row.scheduled()) {
            return Optional.empty();
        }
        if (meaning.isEmpty()) {
            throw new IllegalStateException("transaction " + row.transactionId() + " ended with " + row.result()
                    + ", which this version does not know; update the library before reconciling");
        }
        return switch (meaning.get().atConsensus()) {
            case OPEN -> Optional.empty();
            case TOOK_EFFECT -> paid(row, reference.get());
            case FAILED, SIGNATURE_MISSING ->
                Optional.of(entry(
                        row,
                        reference.get(),
                        List.of(),
                        new LedgerOutcome.NobodyPaid(Failure.of(meaning.get().code(), row.result()), Set.of())));
        };
    }

    private Optional<LedgerEntry> paid(MirrorTransaction row, BatchReference reference) {
        boolean hbar = treasury.token().equals(NativeCurrency.HBAR);
        List<MirrorTransaction.HbarTransfer> transfers = hbar ? row.transfers() : ofToken(row);
        boolean ofThisTreasury = transfers.stream()
                .anyMatch(transfer -> transfer.amount() < 0
                        && transfer.account().equals(treasury.account().value()));
        if (!ofThisTreasury || (hbar && !row.tokenTransfers().isEmpty())) {
            return Optional.empty();
        }
        List<Payment> payments = transfers.stream()
                .filter(transfer -> transfer.amount() > 0)
                .filter(transfer -> !hbar || !isFee(row, transfer))
                .map(transfer -> new Payment(AccountId.of(transfer.account()), transfer.amount()))
                .toList();
        return Optional.of(entry(row, reference, payments, new LedgerOutcome.EverybodyPaid()));
    }

    private List<MirrorTransaction.HbarTransfer> ofToken(MirrorTransaction row) {
        return row.tokenTransfers().stream()
                .filter(transfer -> transfer.tokenId().equals(treasury.token().value()))
                .map(transfer -> new MirrorTransaction.HbarTransfer(transfer.account(), transfer.amount()))
                .toList();
    }

    private static boolean isFee(MirrorTransaction row, MirrorTransaction.HbarTransfer transfer) {
        return FEE_ACCOUNTS.contains(transfer.account()) || transfer.account().equals(row.node());
    }

    private static LedgerEntry entry(
            MirrorTransaction row, BatchReference reference, List<Payment> payments, LedgerOutcome outcome) {
        return new LedgerEntry(
                LedgerTransactionId.of(row.transactionId()),
                reference,
                payments,
                new Settled(outcome, row.consensusTimestamp(), row.chargedFee()));
    }

    @Override
    public Instant completeUntil() {
        return completeUntil;
    }

    @Override
    public void close() {
        // Pages hold no connection.
    }
}
