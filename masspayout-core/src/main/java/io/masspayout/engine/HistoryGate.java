package io.masspayout.engine;

import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.Book;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.model.Treasury;
import io.masspayout.store.Act;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.PaymentStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a process pay only what its database has not forgotten: the book must be bound to this ledger, and the ledger's history must be
 * compared with the database up to a time that is not older than the moment at which this process connected to it. A connection that was
 * lost counts as none: a database that comes back may be an older one. Safe for use by many threads.
 */
final class HistoryGate {

    /** Between two looks while a call waits for the ledger's records to catch up with the present. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** A call waits for so many looks before it says that the records lag: some ledgers' records are ten seconds behind. */
    private static final int MAX_LOOKS = 20;

    /** Records that are further behind do not catch up while a call waits. */
    private static final Duration PATIENCE = BETWEEN_LOOKS.multipliedBy(MAX_LOOKS);

    private static final Logger log = LoggerFactory.getLogger(HistoryGate.class);

    private final PaymentStore store;
    private final PaymentLedger ledger;
    private final HistoryFollower follower;
    private final Supplier<Bell> bells;
    private final AtomicReference<@Nullable Connection> connection = new AtomicReference<>();
    private final AtomicReference<Duration> reaches = new AtomicReference<>(Duration.ZERO);

    /**
     * This process's knowledge of the database that answers.
     *
     * @param since ledger time at which it was connected to, not by the host's clock
     */
    private record Connection(Book book, Instant since) {}

    HistoryGate(PaymentStore store, PaymentLedger ledger, HistoryFollower follower, Surroundings surroundings) {
        this.store = store;
        this.ledger = ledger;
        this.follower = follower;
        this.bells = surroundings.bells();
    }

    /** The database gave no answer: what answers next may be another one. */
    void connectionLost() {
        connection.set(null);
        reaches.set(Duration.ZERO);
    }

    /**
     * The book, which is bound to the gateway's ledger.
     *
     * @throws WrongLedgerException when it is bound to another one
     * @throws io.masspayout.ledger.LedgerUnavailableException when the ledger cannot say which it is
     */
    Book book(Act act) {
        return connected(act).book();
    }

    private Connection connected(Act act) {
        Connection known = connection.get();
        if (known != null) {
            return known;
        }
        LedgerFingerprint fingerprint = ledger.fingerprint();
        Book book = store.bind(fingerprint, act);
        LedgerFingerprint bound = book.ledger().orElse(fingerprint);
        if (!bound.equals(fingerprint)) {
            throw new WrongLedgerException(book.id(), bound, fingerprint);
        }
        noteReach(ledger.limits().validity());
        // Not before the database has answered: what it has forgotten was sent before that.
        Instant since = ledger.time().orElseGet(store::databaseTime);
        Connection fresh = new Connection(book, since);
        connection.set(fresh);
        return fresh;
    }

    /**
     * Brings the comparison up to date, and waits a little for the ledger's records.
     *
     * @return what stands against sending, if anything does
     */
    Optional<Waiting> pass(Treasury treasury, Act act) {
        if (!ledger.keepsHistory()) {
            store.keepsNoHistory(treasury, act);
            return Optional.empty();
        }
        return unlessTheLedgerIsAway(treasury, act, () -> compare(treasury, act));
    }

    private Optional<Waiting> unlessTheLedgerIsAway(Treasury treasury, Act act, Supplier<Optional<Waiting>> look) {
        try {
            return look.get();
        } catch (LedgerUnavailableException e) {
            return Optional.of(noAnswer(treasury, e, act));
        }
    }

    private Optional<Waiting> compare(Treasury treasury, Act act) {
        Instant since = connected(act).since();
        FollowedHistory seen = lookIfDue(treasury, since, act);
        for (int look = 0; look < MAX_LOOKS && isOnlyBehind(seen, since); look++) {
            boolean movesOn = fence(treasury) || !isFarBehind(seen, since);
            if (!movesOn) {
                break;
            }
            if (!pause()) {
                return Optional.of(Waiting.interrupted());
            }
            seen = look(treasury, act);
        }
        return obstacle(seen, since);
    }

    /** The gateway itself bounds how often it sends one. */
    private boolean fence(Treasury treasury) {
        try {
            return ledger.fence(treasury);
        } catch (LedgerUnavailableException e) {
            log.info("treasury {}: the ledger's history could not be made to move on: {}", treasury, e.getMessage());
            return false;
        }
    }

    /** Looks again when the last look is older than the interval; for a run that has passed the gate. */
    Optional<Waiting> stillOpen(Treasury treasury, Act act) {
        if (!ledger.keepsHistory()) {
            return Optional.empty();
        }
        return unlessTheLedgerIsAway(treasury, act, () -> {
            Instant since = connected(act).since();
            return obstacle(lookIfDue(treasury, since, act), since);
        });
    }

    private Waiting noAnswer(Treasury treasury, LedgerUnavailableException e, Act act) {
        return TreasuryGate.noAnswer(store, treasury, e, act);
    }

    /** Remembers for how long a transaction may take effect, before it is stored: a reconcile has to wait so long. */
    void noteReach(Duration reach) {
        Duration noted = reaches.get();
        if (reach.compareTo(noted) > 0) {
            store.noteReach(reach);
            reaches.accumulateAndGet(reach, (one, other) -> one.compareTo(other) < 0 ? other : one);
        }
    }

    private FollowedHistory lookIfDue(Treasury treasury, Instant since, Act act) {
        FollowedHistory seen = store.followed(treasury);
        return seen.lookIsDue() || obstacle(seen, since).isPresent() ? look(treasury, act) : seen;
    }

    private FollowedHistory look(Treasury treasury, Act act) {
        FollowedHistory seen = follower.follow(treasury, act);
        return seen.isReconciled() ? store.endReconcile(treasury, act) : seen;
    }

    private boolean pause() {
        try {
            bells.get().await(BETWEEN_LOOKS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Whether nothing is wrong but that the comparison has not come so far: then a moment's patience helps. */
    private static boolean isOnlyBehind(FollowedHistory seen, Instant since) {
        return seen.trouble() == null
                && !seen.isReconciling()
                && !seen.allowed()
                && (seen.isBehind() || !seen.reaches(since));
    }

    /** Never, where another worker is just making the first comparison. */
    private static boolean isFarBehind(FollowedHistory seen, Instant since) {
        Instant reach = seen.mustReach();
        Instant wanted = reach != null && reach.isAfter(since) ? reach : since;
        return seen.completeUntil() != null && !seen.reaches(wanted.minus(PATIENCE));
    }

    private static Optional<Waiting> obstacle(FollowedHistory seen, Instant since) {
        if (!seen.isReconciling() && !seen.isBehind() && (seen.allowed() || seen.reaches(since))) {
            return Optional.empty();
        }
        return Optional.of(
                seen.isReconciling() ? HistoryWaiting.reconciling(seen) : HistoryWaiting.behind(seen, since));
    }
}
