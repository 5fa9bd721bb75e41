package io.masspayout;

import io.masspayout.bulkhead.Bulkhead;
import io.masspayout.processing.ClockCheck;
import io.masspayout.processing.DueEvents;
import io.masspayout.processing.DuePart;
import io.masspayout.processing.DueStarts;
import io.masspayout.processing.DueSyncs;
import io.masspayout.processing.DueWork;
import io.masspayout.processing.Occurrences;
import io.masspayout.processing.Recovery;
import io.masspayout.processing.TimeShare;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls that a host's scheduler makes. Each does what is due and returns; each is bounded, so what is left is done by the next call; calls
 * may overlap, in one process or many, and nothing is done twice. Safe for use by many threads.
 *
 * <p>What is due is the host's clock; every call throws {@link io.masspayout.processing.ClockSkewException} when that is too far from the
 * database's, and {@link io.masspayout.store.StoreUnavailableException} when the database does not answer. Whatever else fails is in the result,
 * and tried again by a later call.
 */
public final class Processing {

    private static final Logger log = LoggerFactory.getLogger(Processing.class);

    private final ClockCheck clock;
    private final Supplier<TimeShare> shares;
    private final Bulkhead bulkhead;
    private final Part events;
    private final Part occurrences;
    private final Part starts;
    private final Part recovery;
    private final Part syncs;
    /** What {@link #runDue} does, in this order. A further kind of due work is added here. */
    private final List<Part> parts;

    /** A part, and what a trouble of all of it is called. */
    private record Part(String name, DuePart work) {}

    /**
     * Wires the parts.
     *
     * @param shares gives each part its share of a call's time, from now on
     */
    Processing(
            ClockCheck clock,
            Supplier<TimeShare> shares,
            Bulkhead bulkhead,
            DueEvents events,
            Occurrences occurrences,
            DueStarts starts,
            Recovery recovery,
            DueSyncs syncs) {
        this.clock = clock;
        this.shares = shares;
        this.bulkhead = bulkhead;
        this.events = new Part("events", events);
        this.occurrences = new Part("occurrences", occurrences);
        this.starts = new Part("starts", starts);
        this.recovery = new Part("recovery", recovery);
        this.syncs = new Part("syncs", syncs);
        // First what makes distributions, then what pays them; last the syncs, which may take long and keep nobody
        // waiting so.
        this.parts = List.of(this.events, this.occurrences, this.starts, this.recovery, this.syncs);
    }

    /**
     * Does everything that is due: all of the following, one after the other, and again as long as a large distribution was stopped so that
     * others had their turn.
     */
    public DueWork runDue() {
        DueWork all = DueWork.NOTHING;
        DueWork round;
        do {
            Instant now = clock.now();
            round = parts.stream().map(part -> run(part, now)).reduce(DueWork.NOTHING, DueWork::then);
            all = all.then(round);
        } while (round.isToBeContinued() && !Thread.currentThread().isInterrupted());
        return all;
    }

    /** Reads what has happened at the contracts and accounts that are listened to; deposits set automatic distributions going. */
    public DueWork pollEvents() {
        return run(events, clock.now());
    }

    /** Makes the distributions of recurring ones whose turn has come. */
    public DueWork makeOccurrences() {
        return run(occurrences, clock.now());
    }

    /** Plans and pays distributions whose time has come: scheduled ones, occurrences, shared deposits. */
    public DueWork runScheduled() {
        return run(starts, clock.now());
    }

    /**
     * Carries on with planned distributions that somebody should work on: retries that are due, batches whose worker has died, ends that
     * nobody recorded, starts that a crash or a lack of money prevented.
     */
    public DueWork recover() {
        return run(recovery, clock.now());
    }

    /** Brings registers up to date whose turn it is. */
    public DueWork syncRegisters() {
        return run(syncs, clock.now());
    }

    /** Behind a bulkhead of its own: where a part cannot even read what is due, the others have their turn all the same. */
    private DueWork run(Part part, Instant now) {
        AtomicReference<DueWork> done = new AtomicReference<>(DueWork.NOTHING);
        return bulkhead.run(() -> done.set(part.work().run(now, shares.get())))
                .map(why -> {
                    log.warn("{} could not be looked at; the next call tries again", part.name(), why.cause());
                    return DueWork.inTrouble(part.name(), why.reason());
                })
                .orElseGet(done::get);
    }
}
