package io.masspayout.jooq;

import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.store.Settlement.Ending;
import org.jspecify.annotations.Nullable;

/** What an entry of the ledger's history says of its batch and of whoever was in it. */
record EntryOutcome(LedgerOutcome outcome) {

    static EntryOutcome of(LedgerEntry entry) {
        return new EntryOutcome(entry.settled().outcome());
    }

    Ending ending() {
        return Ending.of(outcome);
    }

    boolean tookEffect() {
        return ending().tookEffect();
    }

    /** Why the transaction did not pay a holder, if another try is of no use without somebody acting first. */
    @Nullable
    Failure failureOf(String account) {
        return outcome.finalFailureOf(AccountId.of(account)).orElse(null);
    }

    /** Why somebody of the batch who can be tried again was not paid. */
    Failure whyOthersWereNotPaid() {
        return outcome.failureAsAWhole()
                .orElseGet(() -> Failure.of(
                        FailureCode.LEDGER_BUSY, "not in the transaction that the ledger knows of this batch"));
    }

    boolean paidEverybody() {
        return outcome.match(all -> true, some -> false, nobody -> false);
    }
}
