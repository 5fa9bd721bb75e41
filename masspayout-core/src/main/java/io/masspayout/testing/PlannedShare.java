package io.masspayout.testing;

import io.masspayout.model.SkipReason;
import io.masspayout.store.StagedHolder;
import org.jspecify.annotations.Nullable;

/**
 * What a plan gives one listed holder.
 *
 * @param due in smallest units of the payment token; 0 exactly when skipped
 * @param skipReason why nothing
 */
record PlannedShare(StagedHolder source, long due, @Nullable SkipReason skipReason) {

    static PlannedShare paid(StagedHolder source, long due) {
        return new PlannedShare(source, due, null);
    }

    static PlannedShare skipped(StagedHolder source, SkipReason reason) {
        return new PlannedShare(source, 0, reason);
    }

    boolean isPaid() {
        return skipReason == null;
    }
}
