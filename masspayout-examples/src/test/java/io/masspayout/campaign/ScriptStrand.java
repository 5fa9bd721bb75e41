package io.masspayout.campaign;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Has a script of events happen, quickly, but no faster than listeners are struck: so there is always something left to be handled when the
 * next one dies, and often nothing for a moment before.
 */
final class ScriptStrand implements Callable<Void> {

    private static final Duration BETWEEN_STEPS = Duration.ofMillis(20);

    /** A thousand events in a second. */
    private static final double STEP = 0.002;

    private final ListenerScene scene;
    private final Tally tally;

    ScriptStrand(ListenerScene scene, Tally tally) {
        this.scene = scene;
        this.tally = tally;
    }

    @Override
    public Void call() {
        EventScript script = scene.script();
        double part = 0;
        while (!tally.isOver()) {
            part = Math.min(part + STEP, (tally.strikes() + 1.0) / tally.wanted());
            scene.clock().set(script.time(part));
            Await.atMost(BETWEEN_STEPS, () -> false);
        }
        scene.clock().set(script.time(1));
        return null;
    }
}
