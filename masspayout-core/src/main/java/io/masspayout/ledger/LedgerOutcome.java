package io.masspayout.ledger;

import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How a transaction ended on the ledger, for each of its recipients. */
public sealed interface LedgerOutcome {

    /** Decides by what it is: every case has to be given, so that a case that is added compiles nowhere before it is decided on. */
    <T> T match(
            Function<EverybodyPaid, T> everybodyPaid,
            Function<SomePaid, T> somePaid,
            Function<NobodyPaid, T> nobodyPaid);

    /** Why nobody was paid, if the transaction failed as a whole. */
    default Optional<Failure> failureAsAWhole() {
        return match(all -> Optional.empty(), some -> Optional.empty(), nobody -> Optional.of(nobody.failure()));
    }

    /** Why a recipient was not paid, if another try is of no use before a person has acted. */
    default Optional<Failure> finalFailureOf(AccountId recipient) {
        return match(
                all -> Optional.empty(),
                some -> Optional.ofNullable(some.failed().get(recipient)),
                nobody -> {
                    boolean othersMayBePaid = !nobody.culprits().isEmpty()
                            || nobody.failure().code().isRetriedByItself();
                    return nobody.culprits().contains(recipient) || !othersMayBePaid
                            ? Optional.of(nobody.failure())
                            : Optional.empty();
                });
    }

    /** Every recipient got exactly the amount asked for. */
    record EverybodyPaid() implements LedgerOutcome {
        @Override
        public <T> T match(
                Function<EverybodyPaid, T> everybodyPaid,
                Function<SomePaid, T> somePaid,
                Function<NobodyPaid, T> nobodyPaid) {
            return everybodyPaid.apply(this);
        }
    }

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

        @Override
        public <T> T match(
                Function<EverybodyPaid, T> everybodyPaid,
                Function<SomePaid, T> somePaid,
                Function<NobodyPaid, T> nobodyPaid) {
            return somePaid.apply(this);
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

        @Override
        public <T> T match(
                Function<EverybodyPaid, T> everybodyPaid,
                Function<SomePaid, T> somePaid,
                Function<NobodyPaid, T> nobodyPaid) {
            return nobodyPaid.apply(this);
        }
    }
}
