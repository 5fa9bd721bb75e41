package io.masspayout.testing.simulation;

import io.masspayout.testing.simulation.Move.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All moves that can be made in a state, in an order that follows from the state alone. */
final class MoveList {

    private static final List<Kind> OF_SENDS = List.of(Kind.HOLD_UP, Kind.LOSE_ANSWER, Kind.DUPLICATE, Kind.DELAY);

    private static final List<Kind> OF_ANSWERS = List.of(Kind.HOLD_UP);

    private static final Footprint OF_STORE = new Footprint(0, 0).andStore();

    private static final Footprint OF_TIME = OF_STORE.andLedger();

    private final SmallWorld world;
    private final boolean reduce;
    private final List<Move> moves = new ArrayList<>();

    private MoveList(SmallWorld world, boolean reduce) {
        this.world = world;
        this.reduce = reduce;
    }

    /**
     * The moves, whether they can be paid for or not.
     *
     * @param onTurn who has the turn and could go on, if there is such a worker
     * @param reduce whether to leave out what comes to the same as another move: anything before a step that nobody else can see, and deaths that
     *     nobody notices
     */
    static List<Move> of(SmallWorld world, @Nullable SmallWorker onTurn, boolean reduce) {
        MoveList list = new MoveList(world, reduce);
        if (onTurn != null && reduce && Footprint.staysInside(onTurn.actor().where())) {
            list.goes(onTurn, 0);
        } else if (!world.isOver()) {
            list.everything(onTurn);
        }
        return list.moves;
    }

    private void everything(@Nullable SmallWorker onTurn) {
        world.livingWorkers()
                .filter(worker -> !reduce || mattersThatItDies(worker))
                .forEach(worker -> add(Kind.KILL, worker));
        world.livingWorkers()
                .filter(worker -> worker.stalledSince() == null)
                .forEach(worker -> add(Kind.STALL, worker));
        if (world.canForget()) {
            add(new Move(Kind.RESTORE, 0, 0, OF_STORE, 0));
        }
        int preemptions = 0;
        if (onTurn != null) {
            goes(onTurn, 0);
            preemptions = 1;
        }
        for (Letter letter : world.letters()) {
            if (!letter.isLate()) {
                arrives(letter, preemptions);
            }
        }
        for (SmallWorker worker : world.workers()) {
            if (worker != onTurn && world.isReady(worker) && !(reduce && isMirrored(worker))) {
                goes(worker, preemptions);
            }
        }
        if (world.isQuiet()) {
            quiet();
        }
    }

    /** The first to go is called the first: what follows when another one goes first is the same with the names exchanged. */
    private boolean isMirrored(SmallWorker worker) {
        return worker.number() > 0 && !world.worker(0).hasBegun();
    }

    /**
     * What a worker has only looked at dies with it: so it is enough that it dies before it changes something, or while something that it has
     * sent is on the way.
     */
    private boolean mattersThatItDies(SmallWorker worker) {
        String where = worker.actor().where();
        return (world.isReady(worker)
                        && Footprint.ofStep(worker.number(), where).changesMoreThan(worker.number()))
                || world.letters().stream()
                        .anyMatch(letter -> letter.worker() == worker && letter.request() && !letter.isLate());
    }

    private void quiet() {
        world.letters().forEach(letter -> add(Kind.ARRIVE_LATE, letter, 0));
        world.livingWorkers()
                .filter(worker -> worker.stalledSince() != null)
                .forEach(worker -> moves.add(new Move(Kind.GO_ON, worker.number(), 0, Footprint.EVERYTHING, 0)));
        // Once everything has ended, what is late comes at once: it can make no difference when.
        if (moves.isEmpty() || !world.hasEnded()) {
            moves.add(new Move(Kind.PASS_TIME, 0, 0, OF_TIME, 0));
        }
    }

    private void goes(SmallWorker worker, int preemptions) {
        String where = worker.actor().where();
        Footprint footprint = Footprint.ofStep(worker.number(), where);
        moves.add(new Move(Kind.GO, worker.number(), 0, footprint, preemptions));
        if (Footprint.callsStore(where) && !(reduce && Footprint.isPastNothing(where))) {
            Footprint inside = Footprint.ofWorker(worker.number());
            add(new Move(Kind.GO_CUT_OFF, worker.number(), 0, inside, preemptions));
        }
    }

    private void arrives(Letter letter, int preemptions) {
        add(Kind.ARRIVE, letter, preemptions);
        List<Kind> troubles = letter.request() ? OF_SENDS : OF_ANSWERS;
        for (Kind kind : troubles) {
            add(kind, letter, preemptions);
        }
    }

    private void add(Kind kind, SmallWorker worker) {
        add(new Move(kind, worker.number(), 0, Footprint.ofWorker(worker.number()), 0));
    }

    private void add(Kind kind, Letter letter, int preemptions) {
        add(new Move(kind, letter.worker().number(), letter.number(), letter.footprint(), preemptions));
    }

    private void add(Move move) {
        if (!move.kind().isTrouble() || world.troubles().contains(move.kind())) {
            moves.add(move);
        }
    }
}
