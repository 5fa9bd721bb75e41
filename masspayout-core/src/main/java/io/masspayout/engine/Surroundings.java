package io.masspayout.engine;

import io.masspayout.model.IdSource;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Everything of the outside world that an engine touches besides its store and its ledger. Nothing of it is global, so that a test decides
 * what time it is, what the dice show and whose turn it is.
 *
 * @param clock the host's
 * @param ids of leases, planning attempts and distributions
 * @param random for jitter only; need not be secure
 * @param executor runs the calls of signer and ledger; {@code Runnable::run} makes them one after the other
 * @param bells makes the bell of each run
 */
public record Surroundings(
        InstantSource clock, IdSource ids, RandomGenerator random, Executor executor, Supplier<Bell> bells) {

    public Surroundings {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(ids, "ids");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(bells, "bells");
    }

    /** A host's: its threads wait as threads do. */
    public static Surroundings of(InstantSource clock, IdSource ids, RandomGenerator random, Executor executor) {
        return new Surroundings(clock, ids, random, executor, Bell::real);
    }
}
