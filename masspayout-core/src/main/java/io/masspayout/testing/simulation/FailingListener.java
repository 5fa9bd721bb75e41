package io.masspayout.testing.simulation;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.PayoutListener;
import io.masspayout.model.Distribution;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Settlement;
import java.util.function.BooleanSupplier;

/** A host's listener that fails at any event, with an error where a host expects an exception. */
final class FailingListener implements PayoutListener {

    private final BooleanSupplier fails;

    FailingListener(BooleanSupplier fails) {
        this.fails = fails;
    }

    @Override
    public void planned(Distribution distribution) {
        fail();
    }

    @Override
    public void settled(Distribution distribution, Settlement settlement) {
        fail();
    }

    @Override
    public void treasuryStopped(Treasury treasury, TreasuryStop stop) {
        fail();
    }

    @Override
    public void executed(DistributionSummary summary) {
        fail();
    }

    private void fail() {
        if (fails.getAsBoolean()) {
            throw new AssertionError("a listener fails");
        }
    }
}
