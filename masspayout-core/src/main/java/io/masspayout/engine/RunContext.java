package io.masspayout.engine;

import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.BookId;
import io.masspayout.store.Act;
import io.masspayout.store.Lease;
import io.masspayout.store.PaymentStore;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What every run of one engine works with. */
record RunContext(
        PaymentStore store,
        PaymentLedger ledger,
        Surroundings surroundings,
        EngineSettings settings,
        TreasuryGate gate,
        HistoryGate history,
        Announcer announcer,
        Questions questions) {

    RandomGenerator random() {
        return surroundings.random();
    }

    Instant now() {
        return surroundings.clock().instant();
    }

    Act act(String why) {
        return Act.quoting(settings.worker(), why, now());
    }

    /** The book that is paid from: its id goes into every memo. */
    BookId book() {
        return history.book(act("execute")).id();
    }

    Lease freshLease() {
        return new Lease(surroundings.ids().next(), settings.worker(), settings.lease());
    }
}
