package io.masspayout.testing.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all schedules of a small world: two workers with the real engine, one distribution of two batches, and every order in which
 * their calls of store and ledger can come, with so many preemptions and so many troubles at most. A preemption is that a worker who could go on
 * has to wait. Where {@link Simulation} tries some schedules of a large world, this tries all of a small one.
 *
 * <pre>{@code
 * ScheduleReport report = new ScheduleSearch(2, 1).run();
 * }</pre>
 *
 * <p>Depth first, and without going back in time: each schedule is run from the beginning. A schedule ends early in a state that has been seen:
 * a state is what is in the store and on the ledger, the time, what is on its way, what is left of the bounds, and of each worker where it stands
 * and all that it was ever answered.
 */
public final class ScheduleSearch {

    /** All troubles but that a worker stands still, as that makes schedules long. */
    static final Set<Move.Kind> USUAL_TROUBLES = Stream.of(Move.Kind.values())
            .filter(kind -> kind.isTrouble() && kind != Move.Kind.STALL)
            .collect(Collectors.toUnmodifiableSet());

    /** What differs between two schedules with the same mistake: ids, and times in them. */
    private static final Pattern IDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|@\\d+\\.\\d+");

    private final int preemptions;
    private final int troubles;
    private Supplier<Sabotage> sabotage = SmallWorld.NOTHING_BROKEN;
    private Duration atMost = Duration.ofDays(1);
    private Set<Move.Kind> kinds = USUAL_TROUBLES;
    private boolean untilFirst;
    private int holders = SmallScenario.HOLDERS;
    private boolean prunes = true;
    private boolean reduces = true;
    private int atOnce = Runtime.getRuntime().availableProcessors();

    private final VisitedStates visited;
    private final List<Deque<Branch>> left = new ArrayList<>();
    private long branchesLeft;
    private final Map<String, ScheduleReport.Violation> violations = new LinkedHashMap<>();
    private final Set<Long> ends = new HashSet<>();
    private int running;
    private long schedules;
    private long cutShort;
    private long moves;

    /** A search within bounds. */
    public ScheduleSearch(int preemptions, int troubles) {
        this.preemptions = preemptions;
        this.troubles = troubles;
        this.visited = new VisitedStates(preemptions, troubles);
        for (int price = 0; price <= preemptions + troubles; price++) {
            left.add(new ArrayDeque<>());
        }
        left(Branch.ROOT, 0);
    }

    /** Breaks every worker on purpose. */
    public ScheduleSearch sabotage(Supplier<Sabotage> breaker) {
        this.sabotage = breaker;
        return this;
    }

    /** What may go wrong; {@link #USUAL_TROUBLES} unless set. */
    ScheduleSearch onlyBy(Move.Kind first, Move.Kind... further) {
        this.kinds = EnumSet.of(first, further);
        return this;
    }

    /** Ends with the first violation. */
    public ScheduleSearch untilFirstViolation() {
        this.untilFirst = true;
        return this;
    }

    /** Pays so many holders, two in each batch; three unless set. */
    ScheduleSearch holders(int number) {
        this.holders = number;
        return this;
    }

    /** Gives up after a time; what it has not tried by then it counts. */
    public ScheduleSearch atMost(Duration time) {
        this.atMost = time;
        return this;
    }

    /** Goes on from states that it has seen, as if it had not: to see that nothing is lost by not doing so. */
    ScheduleSearch withoutPruning() {
        this.prunes = false;
        return this;
    }

    /** Tries both orders of moves that touch nothing in common: to see that nothing is lost by not doing so. */
    ScheduleSearch withoutReduction() {
        this.reduces = false;
        return this;
    }

    /** Goes through all of it, once. */
    public ScheduleReport run() {
        long started = System.nanoTime();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> runners = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                runners.add(threads.submit(() -> {
                    for (Branch next = take(started); next != null; next = take(started)) {
                        Schedule schedule = new Schedule(this, next, threads);
                        schedule.run();
                        // Summed up before the lock is taken: the other runner goes on meanwhile.
                        ended(
                                schedule,
                                schedule.wasCutShort() ? OptionalLong.empty() : OptionalLong.of(schedule.end()));
                    }
                }));
            }
            for (Future<?> runner : runners) {
                runner.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the search was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the search failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return new ScheduleReport(
                schedules,
                cutShort,
                visited.size(),
                ends,
                moves,
                branchesLeft,
                Duration.ofNanos(System.nanoTime() - started),
                violations);
    }

    /** The schedule of some decisions alone. */
    ScheduleReport.Violation replay(String decisions) {
        ExecutorService threads = Executors.newCachedThreadPool();
        Schedule schedule = new Schedule(this, Branch.parse(decisions), threads);
        schedule.run();
        threads.shutdownNow();
        return new ScheduleReport.Violation(schedule.violations(), decisions, schedule.traceLines());
    }

    private synchronized @Nullable Branch take(long started) {
        try {
            while (branchesLeft == 0 && running > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        if (branchesLeft == 0
                || (untilFirst && !violations.isEmpty())
                || System.nanoTime() - started > atMost.toNanos()) {
            return null;
        }
        running++;
        branchesLeft--;
        return left.stream()
                .filter(branches -> !branches.isEmpty())
                .findFirst()
                .orElseThrow()
                .pop();
    }

    private synchronized void ended(Schedule schedule, OptionalLong end) {
        running--;
        schedules++;
        moves += schedule.steps();
        cutShort += schedule.wasCutShort() ? 1 : 0;
        end.ifPresent(ends::add);
        if (!schedule.violations().isEmpty()) {
            String kind = IDS.matcher(String.join("; ", schedule.violations())).replaceAll("…");
            violations.putIfAbsent(
                    kind,
                    new ScheduleReport.Violation(
                            List.copyOf(schedule.violations()), schedule.moves().toString(), schedule.traceLines()));
        }
        notifyAll();
    }

    // For its schedules -----------------------------------------------------------------------------------------------

    int preemptions() {
        return preemptions;
    }

    int troubles() {
        return troubles;
    }

    Supplier<Sabotage> sabotage() {
        return sabotage;
    }

    int holders() {
        return holders;
    }

    Set<Move.Kind> kinds() {
        return kinds;
    }

    boolean prunes() {
        return prunes;
    }

    boolean reduces() {
        return reduces;
    }

    VisitedStates visited() {
        return visited;
    }

    /** Takes a branch that is left to be tried. The cheapest come first: from what they come to, others with less left need not go on. */
    synchronized void left(Branch branch, int price) {
        left.get(price).push(branch);
        branchesLeft++;
        notifyAll();
    }
}
