package io.masspayout.testing.simulation;

import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.Surroundings;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.model.DistributionId;
import io.masspayout.model.IdSource;
import io.masspayout.model.TimeOrderedIds;
import io.masspayout.store.PaymentStore;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedNetwork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides by the dice whose turn it is, what goes wrong, and how time passes; runs one simulation. */
final class Director implements Chooser, AutoCloseable {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    /** Most steps with trouble: enough for every distribution to come to its end several times over. */
    private static final int MOST_TROUBLED_STEPS = 1_500;

    /**
     * Without trouble everything must end; what has not done so after this many steps never will. A reconcile lasts some minutes of simulated time, which busy
     * workers fill with twenty thousand steps.
     */
    private static final int PATIENCE = 60_000;

    /** Clocks of one deployment differ by so much and the library has to live with it. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(15);

    private static final int STEPS_BETWEEN_CHECKS = 20;
    private static final int MOST_WORKERS = 4;
    private static final int MOST_FAULTS_PERCENT = 40;
    private static final int STEP_MILLIS = 40;

    private final long seed;
    private final Executor threads;
    private final Supplier<Sabotage> sabotage;
    private final Dice dice;
    private final ManualClock clock = ManualClock.at(START);
    private final Trace trace = new Trace(START);
    private final Calamities calamities;
    private final FaultPlan faults;
    private final SimulatedNetwork network;
    private final Scenario scenario;
    private final SimulatedDatabase database;
    private final Deliveries deliveries;
    private final Clones clones;
    private final PromiseWatch watch;
    private final Operator operator;
    private final Setbacks setbacks;
    private final List<Actor> workers = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private final Map<Actor, Instant> frozenUntil = new HashMap<>();
    private final List<Actor> ready = new ArrayList<>();
    private final Poison poison = new Poison();
    private final Turns turns;
    private final int troubledSteps;
    private Phase phase = Phase.TROUBLE;
    private @Nullable Instant stalledUntil;
    private volatile @Nullable SimulationFailure failure;
    private @Nullable Actor dawdler;
    private @Nullable Actor cloneWorker;
    private @Nullable Object seen;
    private boolean changed;
    private long patience;
    private long steps;
    private int kills;
    private int freezes;
    private int stalls;

    Director(
            long seed,
            long number,
            boolean ordinary,
            Executor threads,
            BiFunction<InstantSource, IdSource, SimulatedDatabase> opener,
            Supplier<Sabotage> sabotage) {
        this.seed = seed;
        this.threads = threads;
        this.sabotage = sabotage;
        this.dice = new Dice(seed);
        this.calamities = new Calamities(dice, ordinary);
        this.network = SimulatedNetwork.at(skewed());
        this.scenario = new Scenario(dice, network, number);
        this.faults = FaultPlan.random(
                dice.between(0L, Long.MAX_VALUE - 1),
                dice.toss() ? 0 : dice.between(1, MOST_FAULTS_PERCENT),
                scenario.limits().validity().multipliedBy(2));
        this.database = opener.apply(skewed(), new TimeOrderedIds(clock, dice.split()));
        this.turns = new Turns(this, database.callsWait(), actor -> database.isWaiting(actor.name()));
        this.troubledSteps = dice.between(20, MOST_TROUBLED_STEPS);
        this.deliveries = new Deliveries(trace, clock);
        this.clones = new Clones(clock, scenario.limits().validity(), MOST_SKEW.multipliedBy(2));
        this.watch = new PromiseWatch(database, network, clones);
        Actor console = new Actor("operator", turns, trace, clock);
        this.setbacks = new Setbacks(database, watch, calamities, dice);
        this.operator = operator(console);
        scenario.declare(database.session("setup", where -> {}), new TimeOrderedIds(clock, dice.split()), START);
        if (calamities.poisons()) {
            poison.poison(dice.oneOf(scenario.distributions()));
        }
        start(console, operator);
        int numberOfWorkers = dice.between(1, MOST_WORKERS);
        for (int i = 1; i <= numberOfWorkers; i++) {
            startWorker("worker-" + i);
        }
    }

    SimulationReport run() {
        turns.untilItIsOver();
        SimulationFailure found = failure;
        if (found != null) {
            throw found;
        }
        return new SimulationReport(
                seed,
                steps,
                watch.looks(),
                kills,
                freezes,
                stalls,
                setbacks.count(),
                setbacks.forgetful(),
                clones.count(),
                clones.paidByBoth(),
                faults.struck(),
                network.executed(),
                Duration.between(START, clock.instant()),
                trace.digest());
    }

    // Whose turn it is ------------------------------------------------------------------------------------------------

    @Override
    public void died(Actor actor, Throwable cause) {
        failure = failure(List.of(actor.name() + " died of " + cause), cause);
    }

    @Override
    public @Nullable Actor next() {
        try {
            while (failure == null && phase != Phase.OVER) {
                if (changed) {
                    look();
                }
                phase = phase == Phase.TROUBLE ? trouble() : towardsTheEnd();
                Optional<Actor> killedItself = turns.killedItself();
                if (killedItself.isPresent()) {
                    return killedItself.get();
                }
                Actor next = step();
                if (next != null) {
                    frozenUntil.remove(next);
                    return next;
                }
            }
        } catch (SimulationFailure found) {
            failure = found;
        } catch (RuntimeException unexpected) {
            failure = failure(List.of("the simulation itself failed: " + unexpected), unexpected);
        }
        return null;
    }

    private @Nullable Actor step() {
        steps++;
        clock.advance(Duration.ofMillis(dice.between(0, STEP_MILLIS)));
        Instant now = clock.instant();
        ready.clear();
        for (Actor actor : actors) {
            if (mayGo(actor, now)) {
                ready.add(actor);
            }
        }
        int messages = isStalled(now) ? 0 : deliveries.size();
        if (ready.isEmpty() && messages == 0) {
            clock.set(nextWakeUp(now));
            return null;
        }
        int choice = dice.between(0, ready.size() + messages - 1);
        if (choice < ready.size()) {
            Actor actor = ready.get(choice);
            return actor == dawdler && calamities.dawdles() ? null : actor;
        }
        deliveries.deliver(dice.between(0, messages - 1));
        changed = true;
        return null;
    }

    private boolean mayGo(Actor actor, Instant now) {
        Instant thawed = frozenUntil.get(actor);
        boolean waits = operator.letsWorkersWait() && workers.contains(actor);
        return !waits && !turns.isStuck(actor) && actor.isReady(now) && (thawed == null || !now.isBefore(thawed));
    }

    private boolean isStalled(Instant now) {
        return stalledUntil != null && now.isBefore(stalledUntil);
    }

    private Instant nextWakeUp(Instant now) {
        List<Instant> moments = new ArrayList<>(frozenUntil.values());
        actors.forEach(actor -> actor.wakesAt().ifPresent(moments::add));
        Optional.ofNullable(stalledUntil).ifPresent(moments::add);
        return moments.stream()
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElseThrow(() -> failure(List.of("nobody will ever do anything again"), null));
    }

    // How far it is ---------------------------------------------------------------------------------------------------

    private Phase towardsTheEnd() {
        if (steps % STEPS_BETWEEN_CHECKS != 0) {
            return phase;
        }
        boolean ending = phase == Phase.ENDING;
        if (scenario.distributions().stream()
                .filter(id -> !poison.isIn(id))
                .map(database::distribution)
                .allMatch(phase::isReachedBy)) {
            // All others have got past it.
            poison.mend();
        }
        if (scenario.distributions().stream().map(database::distribution).allMatch(phase::isReachedBy)
                && !watch.hasForgotten(scenario.distributions())) {
            operator.tryFailedAgain();
            patience = steps + PATIENCE;
            return ending ? Phase.PAYING_THE_REST : Phase.OVER;
        }
        if (steps > patience) {
            List<String> stand = scenario.distributions().stream()
                    .map(id -> database.distribution(id) + " with " + database.batches(id))
                    .toList();
            throw failure(
                    List.of(
                            "P4: " + PATIENCE + " steps without trouble, and not "
                                    + (ending ? "everything has ended" : "everybody is paid"),
                            stand.toString()),
                    null);
        }
        return phase;
    }

    // What goes wrong -------------------------------------------------------------------------------------------------

    private Phase trouble() {
        if (steps >= troubledSteps) {
            mend();
            patience = steps + PATIENCE;
            return Phase.ENDING;
        }
        if (calamities.timeLeaps()) {
            clock.advance(calamities.aWhile());
        }
        if (calamities.processDies()) {
            kill(dice.oneOf(workers));
        }
        if (calamities.processFreezes()) {
            freezes++;
            frozenUntil.put(dice.oneOf(workers), calamities.aWhileFrom(clock.instant()));
        }
        if (calamities.ledgerStalls()) {
            stalls++;
            stalledUntil = calamities.aWhileFrom(clock.instant());
        }
        if (clones.isEmpty() && calamities.databaseIsCloned()) {
            database.backups().ifPresent(backups -> cloneAppears(backups.cloned(dice.toss())));
        }
        setbacks.strike(scenario.distributions()).ifPresent(this::databaseFellBack);
        return phase;
    }

    private void cloneAppears(SimulatedDatabase clone) {
        trace.note(clock.instant(), "database", "is cloned");
        clones.add(clone);
        cloneWorker = start("clone-1", clone);
    }

    private void databaseFellBack(Setback how) {
        trace.note(clock.instant(), "database", "is " + how);
        if (how.killsWorkers()) {
            List.copyOf(workers).forEach(this::kill);
        }
        operator.databaseFellBack(how);
        changed = true;
    }

    private void kill(Actor worker) {
        if (turns.isStuck(worker)) {
            return;
        }
        kills++;
        end(worker);
        workers.remove(worker);
        startWorker("worker-" + (workers.size() + 1) + "." + kills);
        changed = true;
    }

    private void end(Actor actor) {
        actor.kill();
        actors.remove(actor);
        frozenUntil.remove(actor);
        deliveries.processDied(actor, dice::toss);
        turns.end(actor);
    }

    private void mend() {
        calamities.end();
        faults.heal();
        frozenUntil.clear();
        stalledUntil = null;
        operator.mend();
        if (cloneWorker != null) {
            end(cloneWorker);
            operator.cloneWasShutDown();
        }
    }

    // Who takes part --------------------------------------------------------------------------------------------------

    private void startWorker(String name) {
        workers.add(start(name, database));
        dawdler = dice.oneOf(workers);
    }

    private Actor start(String name, SimulatedDatabase where) {
        Actor actor = new Actor(name, turns, trace, clock);
        Sabotage broken = sabotage.get();
        InstantSource hostClock = skewed();
        start(
                actor,
                new SimulatedWorker(
                        actor,
                        broken.store(poison.in(store(actor, where))),
                        broken.ledger(ledger(actor)),
                        surroundings(actor, hostClock),
                        scenario.distributions(),
                        scenario.lease(),
                        List.of(new FailingListener(calamities::listenerFails)),
                        broken.hasBulkheads()));
        return actor;
    }

    private Operator operator(Actor console) {
        PaymentStore store = store(console, database);
        PayoutEngine engine = SimulatedWorker.engine(
                console, store, ledger(console), surroundings(console, clock), scenario.lease(), List.of());
        return new Operator(console, store, scenario, dice, clock, engine.reconciler());
    }

    private Surroundings surroundings(Actor actor, InstantSource hostClock) {
        return new Surroundings(
                hostClock,
                new TimeOrderedIds(hostClock, dice.split()),
                dice.split(),
                call -> deliveries.request(actor, call),
                () -> SimulatedWorker.bell(actor));
    }

    private BlockchainGateway ledger(Actor actor) {
        return new SteppedLedger(
                OddGateway.of(
                        scenario.client().faults(faults).build(), calamities::strangerIsNamed, calamities::hasOddWords),
                actor,
                deliveries,
                () -> isStalled(clock.instant()),
                scenario.ledgerShowsClock());
    }

    private void start(Actor actor, Runnable body) {
        actors.add(actor);
        actor.start(threads, body);
    }

    private PaymentStore store(Actor actor, SimulatedDatabase where) {
        return SteppedStore.of(
                where.session(actor.name(), actor), actor, calamities::connectionBreaks, () -> changed = true);
    }

    private InstantSource skewed() {
        Duration skew = Duration.ofSeconds(dice.between(-MOST_SKEW.toSeconds(), MOST_SKEW.toSeconds()));
        return () -> clock.instant().plus(skew);
    }

    // What must hold --------------------------------------------------------------------------------------------------

    private void look() {
        changed = false;
        Object version = List.of(
                network.executed(),
                database.version(scenario.distributions()),
                clones.version(scenario.distributions()));
        if (version.equals(seen)) {
            return;
        }
        seen = version;
        for (DistributionId id : scenario.distributions()) {
            List<String> wrong = watch.look(id);
            if (!wrong.isEmpty()) {
                throw failure(wrong, null);
            }
        }
    }

    private SimulationFailure failure(List<String> violations, @Nullable Throwable cause) {
        return new SimulationFailure(seed, violations, trace.lines(), cause);
    }

    /** Ends all actors, so that their threads are free again. One that waits for another's transaction cannot end before that has. */
    @Override
    public void close() {
        while (!actors.isEmpty()) {
            List.copyOf(actors).stream().filter(actor -> !turns.isStuck(actor)).forEach(this::end);
        }
        database.close();
    }
}
