package io.masspayout.model;

import java.util.Set;

/**
 * A state of a persisted state machine. The table of a machine is its enum's {@link #successors()}; the database mirrors the
 * set of states by a CHECK constraint and every verb of the store moves along an edge of the table or not at all.
 *
 * @param <S> the enum that is the machine
 */
public interface LifecycleState<S extends Enum<S> & LifecycleState<S>> {

    /** The states that may follow this one directly; empty for a final state. */
    Set<S> successors();

    /** Whether {@code next} may follow this state directly. */
    default boolean canBecome(S next) {
        return successors().contains(next);
    }

    /** Whether nothing can follow this state. */
    default boolean isFinal() {
        return successors().isEmpty();
    }
}
