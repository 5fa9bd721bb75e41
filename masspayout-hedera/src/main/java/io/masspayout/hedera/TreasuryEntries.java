package io.masspayout.hedera;

import io.masspayout.hedera.consensus.Meaning;
import io.masspayout.hedera.consensus.Meanings;
import io.masspayout.hedera.mirror.MirrorTransaction;
import io.masspayout.hedera.mirror.MirrorTransaction.HbarTransfer;
import io.masspayout.hedera.transaction.NativeCurrency;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.Settled;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.model.Treasury;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which of the mirror node's rows are payments from a treasury: those that carry a batch reference, and that the operator issued or that took
 * from the treasury. Every account can copy a memo into a transaction of its own.
 *
 * <p>Of the operator's, those are left out that took from another account, as they stand in that one's history. Failed ones say nothing of
 * their treasury, and a staking reward in the same record may hide what was taken: both are told in every history, so that none is lost.
 */
final class TreasuryEntries {

    /** Where fees go: the network's fee collection and the reward accounts (Hedera's list of system accounts, HIP-1259). */
    private static final Set<String> FEE_ACCOUNTS = Set.of("0.0.98", "0.0.800", "0.0.801", "0.0.802");

    private final String operator;
    private final String account;
    private final Treasury treasury;
    private final boolean hbar;

    TreasuryEntries(String operator, Treasury treasury) {
        this.operator = operator;
        this.account = treasury.account().value();
        this.treasury = treasury;
        this.hbar = treasury.token().equals(NativeCurrency.HBAR);
    }

    /** Whether a stranger has copied a reference into a transaction that took nothing from the treasury. */
    boolean isCopied(MirrorTransaction row) {
        return isCandidate(row)
                && !isIssuedByUs(row)
                && !tookFromTreasury(row)
                && BatchReference.parse(row.memo()).isPresent();
    }

    Optional<LedgerEntry> entry(MirrorTransaction row) {
        Optional<BatchReference> reference = BatchReference.parse(row.memo());
        if (reference.isEmpty() || !isCandidate(row) || !(isIssuedByUs(row) || tookFromTreasury(row))) {
            return Optional.empty();
        }
        Meaning meaning = Meanings.of(row.result())
                .orElseThrow(() -> new IllegalStateException("transaction " + row.transactionId() + " ended with "
                        + row.result() + ", which this version does not know; update the library before going on"));
        return switch (meaning.atConsensus()) {
            case OPEN -> Optional.empty();
            case TOOK_EFFECT -> paid(row, reference.get());
            case FAILED, SIGNATURE_MISSING ->
                Optional.of(entry(
                        row,
                        reference.get(),
                        List.of(),
                        new LedgerOutcome.NobodyPaid(Failure.of(meaning.code(), row.result()), Set.of())));
        };
    }

    /** Whether a user submitted it: children and executions of schedules repeat the memo. */
    private static boolean isCandidate(MirrorTransaction row) {
        return row.nonce() == 0 && !row.scheduled();
    }

    private boolean isIssuedByUs(MirrorTransaction row) {
        return row.payer().equals(operator);
    }

    private boolean tookFromTreasury(MirrorTransaction row) {
        return transfers(row)
                .anyMatch(transfer -> transfer.account().equals(account)
                        && (hbar ? isMoreThanFee(row, transfer) : transfer.amount() < 0));
    }

    /** The account that pays the fee loses HBAR by each transaction, and the transaction may be a payment of another treasury. */
    private static boolean isMoreThanFee(MirrorTransaction row, HbarTransfer transfer) {
        long fee = transfer.account().equals(row.payer()) ? row.chargedFee() : 0;
        return transfer.amount() < -fee;
    }

    private Optional<LedgerEntry> paid(MirrorTransaction row, BatchReference reference) {
        // What we issue pays in one currency; HBAR beside a token is the token's own fee.
        boolean otherCurrency =
                hbar && isIssuedByUs(row) && !row.tokenTransfers().isEmpty();
        if ((otherCurrency || !tookFromTreasury(row)) && tookFromSomeAccount(row)) {
            return Optional.empty();
        }
        List<Payment> payments = transfers(row)
                .filter(transfer -> transfer.amount() > 0)
                .filter(transfer -> !hbar || !isFee(row, transfer))
                .map(transfer -> new Payment(AccountId.of(transfer.account()), transfer.amount()))
                .toList();
        return Optional.of(entry(row, reference, payments, new LedgerOutcome.EverybodyPaid()));
    }

    /** Whether the row shows a treasury: an account that lost more than the fee. */
    private static boolean tookFromSomeAccount(MirrorTransaction row) {
        return row.tokenTransfers().stream().anyMatch(transfer -> transfer.amount() < 0)
                || row.transfers().stream()
                        .anyMatch(
                                transfer -> !FEE_ACCOUNTS.contains(transfer.account()) && isMoreThanFee(row, transfer));
    }

    private Stream<HbarTransfer> transfers(MirrorTransaction row) {
        return hbar
                ? row.transfers().stream()
                : row.tokenTransfers().stream()
                        .filter(transfer ->
                                transfer.tokenId().equals(treasury.token().value()))
                        .map(transfer -> new HbarTransfer(transfer.account(), transfer.amount()));
    }

    private static boolean isFee(MirrorTransaction row, HbarTransfer transfer) {
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
}
