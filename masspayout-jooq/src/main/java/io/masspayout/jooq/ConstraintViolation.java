package io.masspayout.jooq;

import io.masspayout.model.MassPayoutException;

/** A constraint of the schema refused what a verb wrote. Verbs that expect one say what it means; no other is expected. */
final class ConstraintViolation extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    private final String constraint;

    ConstraintViolation(String constraint, Throwable cause) {
        super("the schema's constraint " + constraint + " refused a write: " + cause.getMessage(), cause);
        this.constraint = constraint;
    }

    boolean is(String name) {
        return constraint.equals(name);
    }
}
