package io.masspayout.ledger;

import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import java.util.Map;
import java.util.Set;

/** How a transaction ended on the ledger, for each of its recipients. */
public sealed interface LedgerOutcome {

    /** Every recipient got exactly the amount asked for. */
    record EverybodyPaid() implements LedgerOutcome {}

    /**
     * The transaction took effect for all but some, as only a ledger that pays per holder can answer.
     *
     * @param failed those who got nothing; not empty, and not everybody
     */
    record SomePaid(Map<AccountId, Failure> failed) implements LedgerOutcome {
        public SomePaid {
            failed = Map.copyOf(failed);
            if (failed.isEmpty()) {
                throw new IllegalArgumentException("SomePaid names nobody who failed; that is EverybodyPaid");
            }
        }
    }

    /**
     * The transaction failed as a whole: nobody got anything.
     *
     * @param failure why
     * @param culprits the recipients that made it fail, where the ledger names them; may be empty
     */
    record NobodyPaid(Failure failure, Set<AccountId> culprits) implements LedgerOutcome {
        public NobodyPaid {
            culprits = Set.copyOf(culprits);
        }
    }
}
