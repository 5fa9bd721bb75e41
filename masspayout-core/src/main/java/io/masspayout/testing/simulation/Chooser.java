package io.masspayout.testing.simulation;

import org.jspecify.annotations.Nullable;

/**
 * Says who goes next. What the actors then do is not its business, and how the turn reaches them is not either: see {@link Turns}. Dice
 * choose in a simulation of a seed; a search chooses when all schedules are gone through.
 */
interface Chooser {

    /**
     * Lets happen what happens without an actor, such as a message that arrives or time that passes.
     *
     * @return the next actor to have a turn, or {@code null} when the simulation is over
     */
    @Nullable
    Actor next();

    /** Takes note that an actor has died of something else than being killed. */
    void died(Actor actor, Throwable cause);
}
