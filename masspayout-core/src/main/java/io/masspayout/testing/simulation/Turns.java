package io.masspayout.testing.simulation;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands the turn on: at any moment one actor has it, or the thread that runs the simulation. Whose it is next is what a {@link Chooser}
 * says.
 *
 * <p>Where calls of the database never wait for each other, the actors hand the turn on among themselves, which saves most of the changes
 * from thread to thread. Otherwise the thread that runs the simulation has to see which of them stands still.
 */
final class Turns implements Actor.Stage {

    private final Chooser chooser;
    private final boolean callsWait;
    private final Predicate<Actor> waits;
    private final Baton turnIsMine = new Baton();
    private @Nullable Actor killedItself;
    private boolean choosing;

    /**
     * Nobody has a turn before {@link #untilItIsOver}.
     *
     * @param callsWait whether a call of the database may have to wait for the end of another one
     * @param waits whether an actor stands still in the middle of a call because another one has what it needs
     */
    Turns(Chooser chooser, boolean callsWait, Predicate<Actor> waits) {
        this.chooser = chooser;
        this.callsWait = callsWait;
        this.waits = waits;
    }

    /** Lets the actors have their turns until the chooser says that the simulation is over. */
    void untilItIsOver() {
        for (Actor next = choose(); next != null; next = choose()) {
            if (callsWait) {
                Actor chosen = next;
                chosen.takeTurn(() -> waits.test(chosen));
            } else {
                next.go();
                turnIsMine.take();
                break;
            }
        }
    }

    @Override
    public void leave(Actor actor) {
        if (callsWait) {
            actor.handBack();
            actor.awaitTurn();
            return;
        }
        Actor next = choosing ? actor : choose();
        if (next != actor) {
            hand(next);
            actor.awaitTurn();
        }
    }

    @Override
    public void leaveForGood(Actor actor) {
        actor.end().ifPresent(cause -> chooser.died(actor, cause));
        if (callsWait || actor != killedItself) {
            actor.handBack();
        }
        if (!callsWait && (actor == killedItself || actor.end().isPresent())) {
            killedItself = null;
            hand(choose());
        }
    }

    private void hand(@Nullable Actor next) {
        if (next == null) {
            turnIsMine.give();
        } else {
            next.go();
        }
    }

    private @Nullable Actor choose() {
        choosing = true;
        try {
            return chooser.next();
        } finally {
            choosing = false;
        }
    }

    /** Whether an actor stands still in the middle of a call. */
    boolean isStuck(Actor actor) {
        return actor.isStuck(() -> waits.test(actor));
    }

    /** Gives an actor that has been killed its last turn. It must not be stuck. */
    void end(Actor actor) {
        if (actor.isRunning()) {
            // It cannot end while it decides what is next: it does so as soon as that is done.
            killedItself = actor;
        } else if (!actor.hasEnded()) {
            actor.takeTurn(() -> false);
        }
    }

    /** The actor that was killed while it decided who is next: the chooser has to give it its last turn at once. */
    Optional<Actor> killedItself() {
        return Optional.ofNullable(killedItself);
    }
}
