package io.masspayout.testing.simulation;

import io.masspayout.engine.Surroundings;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.IdSource;
import io.masspayout.store.PaymentStore;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two workers with the real engine, a store and a ledger, and one distribution: small enough for all schedules to be gone through. Knows what
 * can happen next and does it; which of it happens is said from outside.
 */
final class SmallWorld implements AutoCloseable {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    /**
     * What the dice of the workers show each time, by seat, in milliseconds over the least: a worker sleeps for so long between two rounds. They differ,
     * so that the two seldom wake up at the same moment.
     */
    private static final List<Long> DICE = List.of(14_200L, 12_700L);

    /** A process that has died is started again after so long: sooner than a lease runs out. */
    private static final Duration RESTART = Duration.ofSeconds(5);

    /** What is held up for longer is lost; by then validity, lease and every patience of an engine are over. */
    private static final Duration LATEST = Duration.ofSeconds(160);

    /** Troubles are few, and none lasts longer than {@link #LATEST}: what has not ended by several times that never will. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** With this the workers are as they should be: between two rounds they keep nothing but their engine. */
    static final Supplier<Sabotage> NOTHING_BROKEN = () -> Sabotage.NONE;

    private final Executor threads;
    private final Supplier<Sabotage> sabotage;
    private final Set<Move.Kind> troubles;
    private final ManualClock clock = ManualClock.at(START);
    private final Trace trace = new Trace(START);
    private final SimulatedNetwork network = SimulatedNetwork.at(clock);
    private final List<SmallWorker> workers = new ArrayList<>();
    private final SmallPost post = new SmallPost(this::befallen, clock);
    private final Turns turns;
    private final InMemoryDatabase database;
    private final PromiseWatch watch;
    private final DistributionId distribution;
    private IdSource acting = new IdSource() {
        private long last;

        @Override
        public UUID next() {
            return new UUID(0, ++last);
        }
    };
    private boolean changed;
    private boolean listening;
    private @Nullable SmallOperator operator;

    SmallWorld(Chooser chooser, Executor threads, Supplier<Sabotage> sabotage, int holders, Set<Move.Kind> troubles) {
        this.troubles = troubles;
        this.threads = threads;
        this.sabotage = sabotage;
        this.turns = new Turns(chooser, false, actor -> false);
        this.database = new InMemoryDatabase(clock, () -> acting.next());
        this.watch = new PromiseWatch(database, network, new Clones(clock, SmallScenario.VALIDITY, Duration.ZERO));
        this.distribution = SmallScenario.declare(
                network, database.session("setup", where -> {}), holders, () -> acting.next(), START);
        database.take();
        for (int seat = 0; seat < DICE.size(); seat++) {
            start(seat, START);
        }
    }

    /** Lets things happen until the chooser says that it is over. */
    void run() {
        turns.untilItIsOver();
    }

    private void start(int seat, Instant begins) {
        Actor actor = new Actor("worker-" + (workers.size() + 1), turns, trace, clock);
        SmallWorker worker = new SmallWorker(workers.size(), seat, actor, begins, () -> listening);
        workers.add(worker);
        Sabotage broken = sabotage.get();
        RandomGenerator dice = () -> 2 * DICE.get(seat);
        SimulatedWorker process = new SimulatedWorker(
                actor,
                broken.store(worker.witness(
                        PaymentStore.class,
                        SteppedStore.of(
                                database.session(actor.name(), actor), actor, worker::isCutOff, () -> changed = true))),
                broken.ledger(worker.witness(
                        BlockchainGateway.class,
                        new SteppedLedger(
                                post.gateway(SmallScenario.client(network, worker.number()), worker),
                                actor,
                                post,
                                () -> false,
                                true))),
                new Surroundings(clock, worker, dice, Runnable::run, () -> SimulatedWorker.bell(actor)),
                List.of(),
                SmallScenario.LEASE,
                List.of(),
                broken.hasBulkheads());
        if (sabotage == NOTHING_BROKEN) {
            worker.keepsOnly(process.engine());
        }
        actor.start(threads, process);
    }

    private SmallWorker befallen(Actor actor) {
        return workers.stream()
                .filter(worker -> worker.actor() == actor)
                .findAny()
                .orElseThrow();
    }

    // What can happen next --------------------------------------------------------------------------------------------

    SmallWorker worker(int number) {
        return workers.get(number);
    }

    boolean isReady(SmallWorker worker) {
        return worker.isReady(clock.instant());
    }

    List<SmallWorker> workers() {
        return workers;
    }

    Stream<SmallWorker> livingWorkers() {
        return workers.stream().filter(SmallWorker::isAlive);
    }

    List<Letter> letters() {
        return post.letters();
    }

    /** Whether everybody waits for something, and no message is on the way that could end it. */
    boolean isQuiet() {
        return workers.stream().noneMatch(this::isReady) && letters().stream().allMatch(Letter::isLate);
    }

    /** What may go wrong. */
    Set<Move.Kind> troubles() {
        return troubles;
    }

    /** Whether the distribution has. */
    boolean hasEnded() {
        return status().status().isFinal();
    }

    /** Whether there is something to forget, and the operator is not busy with what was forgotten before. */
    boolean canForget() {
        return operator == null && post.hasSent();
    }

    /** Whether nothing can happen any more that would change anything. */
    boolean isOver() {
        return isQuiet()
                && operator == null
                && letters().isEmpty()
                && workers.stream().allMatch(worker -> worker.stalledSince() == null)
                && hasEnded();
    }

    // What happens ----------------------------------------------------------------------------------------------------

    /** Does it; returns whose turn it is then, if that is anybody's. */
    Optional<Actor> make(Move move) {
        if (move.kind() == Move.Kind.PASS_TIME) {
            passTime();
            return Optional.empty();
        }
        SmallWorker worker = workers.get(move.worker());
        acting = worker;
        return switch (move.kind()) {
            case GO -> goes(worker, false);
            case GO_CUT_OFF -> goes(worker, true);
            case GO_ON -> {
                worker.stall(null);
                yield goes(worker, false);
            }
            case STALL -> {
                worker.stall(clock.instant());
                yield noted(worker, move.kind());
            }
            case KILL -> {
                noted(worker, move.kind());
                kill(worker);
                start(worker.seat(), clock.instant().plus(RESTART));
                yield turns.killedItself();
            }
            case RESTORE -> {
                forget();
                yield Optional.empty();
            }
            case ARRIVE, HOLD_UP, LOSE_ANSWER, DUPLICATE, DELAY, ARRIVE_LATE -> {
                noted(worker, move.kind());
                post.handle(worker, move.message(), move.kind());
                changed = true;
                yield Optional.empty();
            }
            case PASS_TIME -> Optional.empty();
        };
    }

    private Optional<Actor> goes(SmallWorker worker, boolean cutOff) {
        if (cutOff) {
            trace.note(clock.instant(), worker.actor().name(), "has lost its connection");
        }
        worker.goes(clock.instant(), cutOff);
        return Optional.of(worker.actor());
    }

    private Optional<Actor> noted(SmallWorker worker, Move.Kind kind) {
        trace.note(clock.instant(), worker.actor().name(), "meets " + kind);
        return Optional.empty();
    }

    private void kill(SmallWorker worker) {
        worker.dies();
        worker.actor().kill();
        post.senderDied(worker);
        turns.end(worker.actor());
    }

    private void forget() {
        trace.note(clock.instant(), "database", "is what it was before anything was paid");
        watch.databaseFallsBack(List.of(distribution));
        database.restore(0, true);
        changed = true;
        operator = new SmallOperator(database, SmallScenario.client(network, SmallOperator.NUMBER), clock);
    }

    private void passTime() {
        Instant now = clock.instant();
        Stream<Instant> wakeUps = workers.stream()
                .filter(worker -> !worker.isDead() && worker.stalledSince() == null)
                .map(worker -> worker.actor().wakesAt().orElse(worker.begins()));
        Stream<Instant> stalls = workers.stream()
                .flatMap(worker -> Stream.ofNullable(worker.isDead() ? null : worker.stalledSince()))
                .map(since -> since.plus(LATEST));
        Stream<Instant> late =
                letters().stream().map(letter -> letter.lateSince().plus(LATEST));
        clock.set(Stream.of(wakeUps, stalls, late)
                .flatMap(each -> each)
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElseThrow(() -> new IllegalStateException("nobody will ever do anything again")));
        Instant lost = clock.instant().minus(LATEST);
        post.loseWhatIsLateSince(lost);
        for (SmallWorker worker : workers) {
            Instant since = worker.stalledSince();
            if (since != null && !since.isAfter(lost)) {
                worker.stall(null);
            }
        }
        if (operator != null) {
            acting = operator;
            trace.note(clock.instant(), "operator", "reconciles");
            changed = true;
            if (operator.reconciles()) {
                operator = null;
            }
        }
    }

    // What must hold --------------------------------------------------------------------------------------------------

    /** Everything that is wrong now, if anything has changed since the last look. */
    List<String> look() {
        if (!changed) {
            return List.of();
        }
        changed = false;
        return watch.look(distribution);
    }

    /** What is wrong with the end of a schedule, or with its never coming. */
    List<String> wrongInTheEnd() {
        Distribution now = status();
        if (isOver()) {
            return switch (now.status()) {
                case COMPLETED -> List.of();
                case PENDING, PROCESSING, PARTIALLY_COMPLETED, FAILED, CANCELLED ->
                    List.of("P4: all trouble is over, and the distribution ended " + now.status());
            };
        }
        return clock.instant().isAfter(START.plus(PATIENCE))
                ? List.of("P4: the distribution is " + now.status() + " after " + PATIENCE)
                : List.of();
    }

    private Distribution status() {
        return database.distribution(distribution);
    }

    // What is recognised ----------------------------------------------------------------------------------------------

    /** Adds everything that decides what can happen from here on. */
    void addTo(StateDigest state) {
        Instant now = clock.instant();
        state.add(now);
        addBooksTo(state);
        watch.addTo(state);
        state.add(post.hasSent() ? 1 : 0).add(operator == null ? 0 : 1);
        if (operator != null) {
            operator.addTo(state);
        }
        workers.forEach(worker -> worker.addTo(state, now));
        for (Letter letter : letters()) {
            state.add(letter.worker().number()).add(letter.number()).add(letter.lateSince());
            Structure.add(state, letter.content());
        }
    }

    /** Adds what is in the database and on the ledger. */
    void addBooksTo(StateDigest state) {
        Structure.add(state, database);
        Structure.add(state, network);
    }

    /** What each worker has been answered so far, summed up. */
    long[] heard() {
        return workers.stream().mapToLong(SmallWorker::heard).toArray();
    }

    /** Takes over what each worker has been answered, as it was not listened to on the way here; from now on it is. */
    void remember(long[] heard) {
        for (int i = 0; i < heard.length; i++) {
            workers.get(i).remember(heard[i]);
        }
        listen();
    }

    /** From now on what a worker is answered is summed up. */
    void listen() {
        listening = true;
    }

    List<String> traceLines() {
        return trace.lines();
    }

    /** Ends all workers, so that their threads are free again. */
    @Override
    public void close() {
        for (SmallWorker worker : workers) {
            if (!worker.isDead()) {
                worker.dies();
                worker.actor().kill();
                turns.end(worker.actor());
            }
        }
        database.close();
    }
}
