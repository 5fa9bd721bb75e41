package io.masspayout.testing.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Everything that is left to chance in a simulation, from one seed. Used by whoever has the turn. */
final class Dice {

    private static final int THOUSAND = 1_000;

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Dice of their own for somebody, so that what he throws does not shift what others do. */
    RandomGenerator split() {
        return random.split();
    }

    boolean perMille(int chance) {
        return random.nextInt(THOUSAND) < chance;
    }

    boolean toss() {
        return random.nextBoolean();
    }

    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    long between(long low, long high) {
        return random.nextLong(low, high + 1);
    }

    Duration between(Duration low, Duration high) {
        return Duration.ofMillis(between(low.toMillis(), high.toMillis()));
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
