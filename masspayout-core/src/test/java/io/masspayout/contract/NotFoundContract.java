package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.model.DistributionId;
import io.masspayout.model.SnapshotRef;
import io.masspayout.store.Eligibility;
import io.masspayout.store.Lease;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.Obligations;
import io.masspayout.store.PlanOrder;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A distribution that is not there is an error of the caller, never an empty result that looks like success. */
abstract class NotFoundContract extends StoreScenario {

    NotFoundContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void everyVerbNamesTheDistributionThatIsNotThere() {
        DistributionId nobody = new DistributionId(UUID.randomUUID());
        Lease lease = new Lease(UUID.randomUUID(), "worker", Duration.ZERO);
        PlanOrder order = new PlanOrder(1, new Eligibility(0, Map.of(), 0, BigInteger.ZERO), 1);
        Obligations obligations = new Obligations(0, 0, Optional.empty(), Optional.empty());
        List<ThrowingCallable> verbs = List.of(
                () -> store.recordSnapshot(nobody, new SnapshotRef("s", NOW, false)),
                () -> store.eligibility(nobody, REGISTER),
                () -> store.draftPlan(nobody, REGISTER, order, NOW),
                () -> store.writtenPlan(nobody),
                () -> store.openDue(nobody),
                () -> store.situation(nobody),
                () -> store.commitPlan(nobody, REGISTER, order, act("x")),
                () -> store.setHeld(nobody, true, act("x")),
                () -> store.cancel(nobody, act("x")),
                () -> store.retryFailed(nobody, 1, act("x")),
                () -> store.finish(nobody, NOW),
                () -> store.progress(nobody),
                () -> store.claim(nobody, lease, NOW, 1),
                () -> store.claimInDoubt(nobody, lease, NOW, 1),
                () -> store.tried(nobody, NOW),
                () -> store.workFailed(nobody, "x", NOW),
                () -> store.workSucceeded(nobody, NOW),
                () -> store.reserve(nobody, obligations, 1, act("x")),
                () -> store.beginReconcile(nobody, NOW, act("x")),
                () -> store.adopt(nobody, List.of(), act("x")),
                () -> store.endReconcile(nobody, act("x")));

        for (int i = 0; i < verbs.size(); i++) {
            assertThatThrownBy(verbs.get(i))
                    .as("verb %d", i)
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining(nobody.toString());
        }
    }
}
