package io.masspayout;

import io.masspayout.ledger.InvalidAccountException;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.model.AccountId;
import io.masspayout.storable.CallerText;
import io.masspayout.validation.Faults;
import java.util.List;
import java.util.Optional;

/** Resolves an account that a caller names, or notes a fault of the field it was named in. */
final class AccountCheck {

    private AccountCheck() {}

    /** The canonical account, whether it exists or not. */
    static Optional<ResolvedAccount> resolved(PaymentLedger ledger, Faults faults, String field, String given) {
        Optional<String> problem = CallerText.problem(given, AccountId.MAX_LENGTH);
        if (problem.isPresent()) {
            faults.add(field, given, problem.get());
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(ledger.resolveAccounts(List.of(given)).get(given));
        } catch (InvalidAccountException e) {
            faults.add(field, given, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The canonical account; one that does not exist is a fault. */
    static Optional<AccountId> existing(PaymentLedger ledger, Faults faults, String field, String given) {
        Optional<ResolvedAccount> resolved = resolved(ledger, faults, field, given);
        if (resolved.isPresent() && !resolved.get().exists()) {
            faults.add(field, given, "the ledger has no such account; check the id and the network");
            return Optional.empty();
        }
        return resolved.map(ResolvedAccount::account);
    }
}
