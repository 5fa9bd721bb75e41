package io.masspayout.testing;

import io.masspayout.model.LifecycleState;

/** The one way in which a status changes in the in-memory store: along an edge of its state machine, or not at all. */
final class Transition {

    private Transition() {}

    static <S extends Enum<S> & LifecycleState<S>> S along(S from, S to, Object subject) {
        if (!from.canBecome(to)) {
            throw new IllegalStateException(subject + " is " + from + ", which cannot become " + to);
        }
        return to;
    }
}
