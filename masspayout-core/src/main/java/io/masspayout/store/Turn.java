package io.masspayout.store;

import io.masspayout.model.Distribution;
import io.masspayout.schedule.Occurrence;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step of a recurring distribution: from one occurrence to the next that is not dealt with.
 *
 * @param from the occurrence that was next; if another worker has moved on meanwhile, the step is not taken
 * @param child the distribution of the occurrence that is run; {@code null} when none is
 * @param leftOut how many were missed and are not made up for
 * @param next where it goes on; {@code null} after the last
 */
public record Turn(
        Occurrence from,
        @Nullable Distribution child,
        long leftOut,
        @Nullable Occurrence next) {

    public Turn {
        Objects.requireNonNull(from, "from");
    }
}
