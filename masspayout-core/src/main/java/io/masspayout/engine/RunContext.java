package io.masspayout.engine;

import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.IdSource;
import io.masspayout.store.Act;
import io.masspayout.store.Lease;
import io.masspayout.store.PaymentStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What every run of one engine works with. */
record RunContext(
        PaymentStore store,
        PaymentLedger ledger,
        InstantSource clock,
        IdSource ids,
        RandomGenerator random,
        Executor executor,
        EngineSettings settings,
        TreasuryGate gate,
        Announcer announcer) {

    Instant now() {
        return clock.instant();
    }

    Act act(String why) {
        return new Act(settings.worker(), why, now());
    }

    Lease freshLease() {
        return new Lease(ids.next(), settings.lease());
    }
}
