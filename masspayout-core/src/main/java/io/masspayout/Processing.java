package io.masspayout;

import io.masspayout.processing.ClockCheck;
import io.masspayout.processing.DueEvents;
import io.masspayout.processing.DuePart;
import io.masspayout.processing.DueStarts;
import io.masspayout.processing.DueSyncs;
import io.masspayout.processing.DueWork;
import io.masspayout.processing.Occurrences;
import io.masspayout.processing.Recovery;
import java.time.Instant;
import java.util.List;

/**
 * The calls that a host's scheduler makes. Each does what is due and returns; each is bounded, so what is left is done by the next call; calls
 * may overlap, in one process or many, and nothing is done twice. Safe for use by many threads.
 *
 * <p>What is due is the host's clock; every call throws {@link io.masspayout.processing.ClockSkewException} when that is too far from the
 * database's, and {@link io.masspayout.store.StoreUnavailableException} when the database does not answer. Whatever else fails is in the result,
 * and tried again by a later call.
 */
public final class Processing {

    private final ClockCheck clock;
    private final DuePart events;
    private final DuePart occurrences;
    private final DuePart starts;
    private final DuePart recovery;
    private final DuePart syncs;
    /** What {@link #runDue} does, in this order. A further kind of due work is added here. */
    private final List<DuePart> parts;

    Processing(
            ClockCheck clock,
            DueEvents events,
            Occurrences occurrences,
            DueStarts starts,
            Recovery recovery,
            DueSyncs syncs) {
        this.clock = clock;
        this.events = events;
        this.occurrences = occurrences;
        this.starts = starts;
        this.recovery = recovery;
        this.syncs = syncs;
        // First what makes distributions, then what pays them; last the syncs, which may take long and keep nobody
        // waiting so.
        this.parts = List.of(events, occurrences, starts, recovery, syncs);
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
            round = parts.stream().map(part -> part.run(now)).reduce(DueWork.NOTHING, DueWork::then);
            all = all.then(round);
        } while (round.isToBeContinued() && !Thread.currentThread().isInterrupted());
        return all;
    }

    /** Reads what has happened at the contracts and accounts that are listened to; deposits set automatic distributions going. */
    public DueWork pollEvents() {
        return events.run(clock.now());
    }

    /** Makes the distributions of recurring ones whose turn has come. */
    public DueWork makeOccurrences() {
        return occurrences.run(clock.now());
    }

    /** Plans and pays distributions whose time has come: scheduled ones, occurrences, shared deposits. */
    public DueWork runScheduled() {
        return starts.run(clock.now());
    }

    /**
     * Carries on with planned distributions that somebody should work on: retries that are due, batches whose worker has died, ends that
     * nobody recorded, starts that a crash or a lack of money prevented.
     */
    public DueWork recover() {
        return recovery.run(clock.now());
    }

    /** Brings registers up to date whose turn it is. */
    public DueWork syncRegisters() {
        return syncs.run(clock.now());
    }
}
