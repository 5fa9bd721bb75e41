package io.masspayout.testing.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One schedule of a small world from its beginning: the moves of a branch, and from there on the first move each time that is left to be made. The
 * others that are left it hands to the search.
 */
final class Schedule implements Chooser {

    private static final int MOST_MOVES = 62;

    private final ScheduleSearch search;
    private final Branch branch;
    private final SmallWorld world;
    private final Branch.MoveLog made = new Branch.MoveLog();
    private final List<String> violations = new ArrayList<>();
    private List<Move> asleep;
    private @Nullable SmallWorker lastOnTurn;
    private int steps;
    private int preemptionsLeft;
    private int troublesLeft;
    private boolean cutShort;
    private boolean over;

    Schedule(ScheduleSearch search, Branch branch, Executor threads) {
        this.search = search;
        this.branch = branch;
        this.asleep = branch.asleep();
        this.preemptionsLeft = search.preemptions();
        this.troublesLeft = search.troubles();
        this.world = new SmallWorld(this, threads, search.sabotage(), search.holders(), search.kinds());
    }

    /** Goes through it. */
    void run() {
        try (world) {
            if (branch.size() == 0) {
                world.listen();
            }
            world.run();
        }
    }

    List<String> violations() {
        return violations;
    }

    List<String> traceLines() {
        return world.traceLines();
    }

    Branch.MoveLog moves() {
        return made;
    }

    int steps() {
        return steps;
    }

    /** What store and ledger hold now, summed up. */
    long end() {
        StateDigest books = new StateDigest();
        world.addBooksTo(books);
        return books.value();
    }

    /** Whether it came to a state from which everything has been tried. */
    boolean wasCutShort() {
        return cutShort;
    }

    @Override
    public void died(Actor actor, Throwable cause) {
        violations.add(actor.name() + " died of " + cause);
    }

    @Override
    public @Nullable Actor next() {
        try {
            while (!over) {
                // What could be seen on the way here was seen by the schedule that came here before.
                if (steps >= branch.size() - 1) {
                    violations.addAll(world.look());
                    violations.addAll(world.wrongInTheEnd());
                }
                over = !violations.isEmpty();
                Optional<Actor> onTurn = over ? Optional.empty() : nextMove().flatMap(this::make);
                if (onTurn.isPresent()) {
                    return onTurn.get();
                }
            }
        } catch (RuntimeException unexpected) {
            violations.add("the search itself failed: " + unexpected);
            over = true;
        }
        return null;
    }

    private Optional<Actor> make(Move move) {
        steps++;
        made.add(move);
        preemptionsLeft -= move.preemptions();
        troublesLeft -= move.troubles();
        Optional<Actor> onTurn = world.make(move);
        lastOnTurn = switch (move.kind()) {
            case GO, GO_CUT_OFF, GO_ON -> world.worker(move.worker());
            case KILL, STALL, RESTORE -> lastOnTurn;
            case ARRIVE, HOLD_UP, LOSE_ANSWER, DUPLICATE, DELAY, ARRIVE_LATE, PASS_TIME -> null;
        };
        return onTurn;
    }

    private Optional<Move> nextMove() {
        if (steps < branch.size()) {
            if (steps == branch.size() - 1) {
                world.remember(branch.heard());
            }
            return Optional.of(branch.get(steps));
        }
        SmallWorker onTurn = lastOnTurn != null && world.isReady(lastOnTurn) ? lastOnTurn : null;
        List<Move> moves = MoveList.of(world, onTurn, search.reduces());
        long left = left(moves, onTurn);
        int first = first(moves, left);
        over = first < 0;
        cutShort = over && !moves.isEmpty();
        if (over) {
            return Optional.empty();
        }
        long[] heard = world.heard();
        for (int i = moves.size() - 1; i >= 0; i--) {
            if (i != first && isIn(left, i)) {
                int price = search.preemptions() - preemptionsLeft + search.troubles() - troublesLeft;
                Move move = moves.get(i);
                search.left(
                        made.branch(move, heard, asleepAfter(moves, i)), price + move.preemptions() + move.troubles());
            }
        }
        asleep = asleepAfter(moves, first);
        return Optional.of(moves.get(first));
    }

    private static boolean isIn(long set, int index) {
        return (set & 1L << index) != 0;
    }

    /** The moves that are to be made from here, a bit each. */
    private long left(List<Move> moves, @Nullable SmallWorker onTurn) {
        if (moves.size() > MOST_MOVES) {
            throw new IllegalStateException("more than " + MOST_MOVES + " moves: " + moves);
        }
        long payable = 0;
        long sleeping = 0;
        for (int i = 0; i < moves.size(); i++) {
            Move move = moves.get(i);
            if (isPayable(move)) {
                payable |= 1L << i;
            }
            if (asleep.stream().anyMatch(move::isSameAs)) {
                sleeping |= 1L << i;
            }
        }
        // A state with only one way on need not be recognised: the next one will be.
        if (!search.prunes() || Long.bitCount(payable) < 2) {
            return payable & ~sleeping;
        }
        StateDigest state = new StateDigest().add(onTurn == null ? -1 : onTurn.number());
        world.addTo(state);
        return search.visited().visit(state.value(), preemptionsLeft, troublesLeft, payable, sleeping);
    }

    /** The cheapest, so that what is usual comes before what is rare. */
    private static int first(List<Move> moves, long left) {
        int first = -1;
        for (int i = 0; i < moves.size(); i++) {
            if (isIn(left, i) && (first < 0 || price(moves.get(i)) < price(moves.get(first)))) {
                first = i;
            }
        }
        return first;
    }

    private static int price(Move move) {
        return 2 * move.troubles() + move.preemptions();
    }

    private List<Move> asleepAfter(List<Move> moves, int index) {
        if (!search.reduces()) {
            return List.of();
        }
        Move made = moves.get(index);
        List<Move> sleepers = new ArrayList<>(asleep);
        moves.subList(0, index).stream()
                .filter(earlier -> isPayable(earlier) && earlier.mayGoBefore(made))
                .filter(earlier -> sleepers.stream().noneMatch(earlier::isSameAs))
                .forEach(sleepers::add);
        sleepers.removeIf(sleeper -> sleeper.footprint().meets(made.footprint()));
        return sleepers;
    }

    private boolean isPayable(Move move) {
        return move.preemptions() <= preemptionsLeft && move.troubles() <= troublesLeft;
    }
}
