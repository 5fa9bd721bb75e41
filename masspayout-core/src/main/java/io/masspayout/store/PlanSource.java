package io.masspayout.store;

import java.util.Optional;
import java.util.function.Function;

/** Where a plan's holders are in the database. */
public sealed interface PlanSource {

    /** Decides by what it is: every case has to be given, so that a case that is added compiles nowhere before it is decided on. */
    <T> T match(Function<Register, T> register, Function<Staged, T> staged);

    /** The rows that are to be forgotten when the plan has been written, or given up. */
    default Optional<StagingId> staging() {
        return match(register -> Optional.empty(), staged -> Optional.of(staged.stagingId()));
    }

    /** The asset's current register. */
    record Register() implements PlanSource {
        @Override
        public <T> T match(Function<Register, T> register, Function<Staged, T> staged) {
            return register.apply(this);
        }
    }

    /**
     * Rows staged for this plan.
     *
     * @param stagingId the attempt
     * @param rows how many were staged; a plan on any other number is refused
     */
    record Staged(StagingId stagingId, long rows) implements PlanSource {
        @Override
        public <T> T match(Function<Register, T> register, Function<Staged, T> staged) {
            return staged.apply(this);
        }
    }
}
