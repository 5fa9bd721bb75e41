package io.masspayout.testing.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A simulation in which a promise was broken. Its message has the seed, what is wrong, and what happened last. */
public final class SimulationFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final long seed;
    private final transient List<String> violations;

    SimulationFailure(long seed, List<String> violations, List<String> trace, @Nullable Throwable cause) {
        super(
                "seed " + seed + ": " + String.join("; ", violations) + System.lineSeparator() + "  "
                        + String.join(System.lineSeparator() + "  ", trace),
                cause);
        this.seed = seed;
        this.violations = List.copyOf(violations);
    }

    /** By which it replays exactly. */
    public long seed() {
        return seed;
    }

    /** What is wrong, in words. */
    public List<String> violations() {
        return violations;
    }
}
