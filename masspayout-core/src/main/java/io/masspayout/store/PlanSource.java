package io.masspayout.store;

/** Where a plan's holders are in the database. */
public sealed interface PlanSource {

    /** The asset's current register. */
    record Register() implements PlanSource {}

    /**
     * Rows staged for this plan.
     *
     * @param stagingId the attempt
     * @param rows how many were staged; a plan on any other number is refused
     */
    record Staged(StagingId stagingId, long rows) implements PlanSource {}
}
