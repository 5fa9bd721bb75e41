package io.masspayout.hedera;

import io.masspayout.hedera.consensus.Meaning;
import io.masspayout.hedera.screening.RecipientScreening;
import io.masspayout.hedera.screening.TreasuryScreening;
import io.masspayout.hedera.transaction.NativeCurrency;
import io.masspayout.hedera.transaction.StoredTransfer;
import io.masspayout.ledger.LedgerOutcome.NobodyPaid;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Payment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why a transfer failed, and because of whom. The network says one code for the whole transfer: of "frozen" it does not say who is, the treasury
 * or one of nine recipients; of a missing signature not even whether it is a recipient's at all. The mirror node knows.
 */
final class Causes {

    private final RecipientScreening recipients;
    private final TreasuryScreening treasuries;

    Causes(RecipientScreening recipients, TreasuryScreening treasuries) {
        this.recipients = recipients;
        this.treasuries = treasuries;
    }

    /**
     * The outcome of a transfer of which it is certain that it failed.
     *
     * @throws LedgerUnavailableException when whose fault it was cannot be known now; a guess would fail holders for their treasury
     */
    NobodyPaid of(StoredTransfer transfer, Meaning meaning, String status) {
        if (meaning.atConsensus() == Meaning.AtConsensus.SIGNATURE_MISSING) {
            return unsigned(transfer, status);
        }
        FailureCode code = meaning.code();
        if (!code.scope().isOfHolder()) {
            return nobody(Failure.of(code, status));
        }
        Optional<Failure> treasury = treasuries.treasuryObstacle(
                NativeCurrency.tokenOf(transfer.token()), AccountId.of(transfer.treasury()));
        if (treasury.isPresent()) {
            return nobody(Failure.of(
                    treasury.get().code(), status + ": " + treasury.get().detail()));
        }
        Set<AccountId> culprits = culprits(transfer, code);
        if (culprits.isEmpty() && transfer.payments().size() > 1) {
            // What was in the way may be gone already, or not have reached the mirror node.
            return nobody(Failure.of(FailureCode.SOME_RECIPIENT, status));
        }
        return new NobodyPaid(Failure.of(code, status), culprits.isEmpty() ? accounts(transfer.payments()) : culprits);
    }

    private NobodyPaid unsigned(StoredTransfer transfer, String status) {
        FailureCode code = FailureCode.RECEIVER_SIGNATURE_REQUIRED;
        Set<AccountId> culprits = culprits(transfer, code);
        // If no recipient has to sign it is the key of the treasury, and every other batch would fail the same way.
        return culprits.isEmpty()
                ? nobody(Failure.of(FailureCode.TREASURY_KEY_REJECTED, status + " of " + transfer.treasury()))
                : new NobodyPaid(Failure.of(code, status), culprits);
    }

    private Set<AccountId> culprits(StoredTransfer transfer, FailureCode code) {
        Map<AccountId, Failure> unable =
                recipients.screenFresh(NativeCurrency.tokenOf(transfer.token()), accounts(transfer.payments()));
        return unable.entrySet().stream()
                .filter(entry -> entry.getValue().code() == code)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static NobodyPaid nobody(Failure failure) {
        return new NobodyPaid(failure, Set.of());
    }

    private static Set<AccountId> accounts(List<Payment> payments) {
        return payments.stream().map(Payment::account).collect(Collectors.toSet());
    }
}
