package io.masspayout.testing;

import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Plan;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a database says of a planned distribution, as an audit sees it. Amounts in smallest units of the payment token.
 *
 * @param status where the distribution stands
 * @param total its amount
 * @param payable the sum of all payments planned
 * @param retained what stays with the treasury
 * @param holders gives every holder of the distribution, skipped ones included, to whoever asks; in any order
 */
public record AuditedBooks(
        DistributionStatus status, long total, long payable, long retained, Consumer<Consumer<AuditedHolder>> holders) {

    public AuditedBooks {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(holders, "holders");
    }

    /**
     * The same facts of a distribution.
     *
     * @throws IllegalStateException when it is not planned yet
     */
    public static AuditedBooks of(Distribution distribution, Consumer<Consumer<AuditedHolder>> holders) {
        Plan plan = distribution.requirePlan();
        return new AuditedBooks(distribution.status(), plan.total(), plan.payable(), plan.retained(), holders);
    }

    /** Whether something may still happen to a holder. */
    boolean isOpen() {
        return switch (status) {
            case PENDING, PROCESSING -> true;
            case COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED -> false;
        };
    }

    /** Whether holders may be CANCELLED. */
    boolean mayHaveCancelled() {
        return switch (status) {
            case PENDING, PROCESSING, CANCELLED -> true;
            case COMPLETED, PARTIALLY_COMPLETED, FAILED -> false;
        };
    }
}
