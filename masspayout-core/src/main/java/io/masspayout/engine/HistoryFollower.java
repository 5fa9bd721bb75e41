package io.masspayout.engine;

import io.masspayout.bulkhead.Breakage;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.IdSource;
import io.masspayout.model.Treasury;
import io.masspayout.store.Act;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.HistoryLook;
import io.masspayout.store.HistoryStore;
import io.masspayout.store.Lease;
import io.masspayout.store.StoreUnavailableException;
import io.masspayout.store.TickedOff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the ledger's history of a treasury with the database, from where the last look ended. One worker does it at a time; the others
 * read how far it is.
 */
final class HistoryFollower {

    /** A worker that died in a look is followed by another one after this time at the latest; each page renews it. */
    private static final Duration LONGEST_LEASE = HistoryStore.INTERVAL;

    private static final Logger log = LoggerFactory.getLogger(HistoryFollower.class);

    private final HistoryStore store;
    private final PaymentLedger ledger;
    private final IdSource ids;
    private final String worker;
    private final Duration leaseLength;

    HistoryFollower(HistoryStore store, PaymentLedger ledger, IdSource ids, EngineSettings settings) {
        this.store = store;
        this.ledger = ledger;
        this.ids = ids;
        this.worker = settings.worker();
        Duration lease = settings.lease();
        this.leaseLength = lease.compareTo(LONGEST_LEASE) < 0 ? lease : LONGEST_LEASE;
    }

    /**
     * Reads on in the history, unless another worker is at it.
     *
     * @return how far the comparison is afterwards, whichever worker made it
     */
    FollowedHistory follow(Treasury treasury, Act act) {
        Lease lease = new Lease(ids.next(), worker, leaseLength);
        Optional<HistoryLook> look = store.beginFollow(treasury, lease, ledger.time(), act);
        if (look.isEmpty()) {
            return store.followed(treasury);
        }
        try {
            return read(treasury, lease, look.get(), act);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (Throwable e) {
            // The gateway may break its contract in any way: nothing is sent, and the reason is shown.
            Breakage.throwIfOfTheJvm(e);
            log.warn(
                    "treasury {}: the ledger's history cannot be read; nothing is sent from it until it can be",
                    treasury,
                    Breakage.loggable(e));
            store.followFailed(treasury, lease, Breakage.reason(e), act);
            return store.followed(treasury);
        }
    }

    private FollowedHistory read(Treasury treasury, Lease lease, HistoryLook look, Act act) {
        TickedOff counts;
        Instant completeUntil;
        try (LedgerHistory history = ledger.history(treasury, look.from())) {
            counts = HistoryPages.fold(
                    history, TickedOff.NOTHING, (sum, page) -> sum.plus(store.tickOff(treasury, lease, page, act)));
            completeUntil = history.completeUntil();
        }
        if (counts.unknown() + counts.ofOtherBooks() > 0) {
            log.error(
                    "treasury {}: the ledger shows {} transactions of this book that the database does not know, and {} of"
                            + " other books; the treasury is stopped",
                    treasury,
                    counts.unknown(),
                    counts.ofOtherBooks());
        }
        return store.endFollow(treasury, lease, look, completeUntil, act);
    }
}
