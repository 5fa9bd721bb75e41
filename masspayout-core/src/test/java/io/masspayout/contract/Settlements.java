package io.masspayout.contract;

import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.store.RetryGroup;
import io.masspayout.store.Settlement;
import io.masspayout.store.Settlement.Ending;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settlements as the engine would make them, all at one ledger time. */
final class Settlements {

    static final Instant LEDGER_TIME = StoreScenario.NOW.plusSeconds(3);
    static final long FEE = 17;

    private Settlements() {}

    static Settlement everybodyPaid(Signed signed) {
        return Settlement.everybodyPaid(signed.batchId(), signed.transactionId(), LEDGER_TIME, FEE);
    }

    /** Everybody was paid but those. */
    static Settlement tookEffect(Signed signed, Map<AccountId, Failure> failed) {
        return ended(signed, Ending.TOOK_EFFECT, failed.values().iterator().next(), failed, List.of());
    }

    static Settlement retriedTogether(Signed signed, Ending ending, Failure reason, Set<AccountId> holders) {
        return ended(signed, ending, reason, Map.of(), List.of(new RetryGroup(holders, StoreScenario.NOW)));
    }

    static Settlement ended(
            Signed signed, Ending ending, Failure reason, Map<AccountId, Failure> failed, List<RetryGroup> retried) {
        return new Settlement(
                signed.batchId(), signed.transactionId(), ending, LEDGER_TIME, FEE, reason, failed, retried);
    }

    static Settlement neverSent(
            BatchId batch,
            @Nullable LedgerTransactionId transactionId,
            Map<AccountId, Failure> failed,
            List<RetryGroup> retried) {
        Failure reason = Failure.of(FailureCode.SIGNING_REFUSED, "said the signer");
        return new Settlement(
                batch, transactionId, Ending.NEVER_SENT, StoreScenario.NOW, null, reason, failed, retried);
    }
}
