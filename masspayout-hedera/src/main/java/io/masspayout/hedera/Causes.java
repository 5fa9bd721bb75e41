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
import io.masspayout.model.FailureScope;
import io.masspayout.model.Payment;
import io.masspayout.model.TokenId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        boolean unsigned = meaning.atConsensus() == Meaning.AtConsensus.SIGNATURE_MISSING;
        if (!unsigned && meaning.code().scope() != FailureScope.HOLDER) {
            return nobody(Failure.of(meaning.code(), status));
        }
        @Nullable TokenId token = NativeCurrency.tokenOf(transfer.token());
        FailureCode code = unsigned ? FailureCode.RECEIVER_SIGNATURE_REQUIRED : meaning.code();
        if (!unsigned) {
            Optional<Failure> treasury = treasuries.treasuryObstacle(token, AccountId.of(transfer.treasury()));
            if (treasury.isPresent()) {
                return nobody(Failure.of(
                        treasury.get().code(), status + ": " + treasury.get().detail()));
            }
        }
        List<Payment> payments = transfer.payments();
        Map<AccountId, Failure> unable = recipients.screenFresh(token, accounts(payments));
        Set<AccountId> culprits = unable.entrySet().stream()
                .filter(entry -> entry.getValue().code() == code)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (!culprits.isEmpty()) {
            return new NobodyPaid(Failure.of(code, status), culprits);
        }
        if (unsigned) {
            // No recipient has to sign: it is the key of the treasury, and every other batch would fail the same way.
            return nobody(Failure.of(FailureCode.TREASURY_KEY_REJECTED, status + " of " + transfer.treasury()));
        }
        // What was in the way may be gone already, or not have reached the mirror node.
        return payments.size() == 1
                ? new NobodyPaid(Failure.of(code, status), accounts(payments))
                : nobody(Failure.of(FailureCode.SOME_RECIPIENT, status));
    }

    private static NobodyPaid nobody(Failure failure) {
        return new NobodyPaid(failure, Set.of());
    }

    private static Set<AccountId> accounts(List<Payment> payments) {
        return payments.stream().map(Payment::account).collect(Collectors.toSet());
    }
}
