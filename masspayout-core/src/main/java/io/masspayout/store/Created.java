package io.masspayout.store;

import java.util.List;

/**
 * The result of a call that may be repeated: a replay is a normal result, flagged.
 *
 * @param value what is stored now
 * @param created whether this call made it; {@code false} when it was there already
 * @param warnings of a distribution, what it is probably a duplicate of; it is made none the less
 */
public record Created<T>(T value, boolean created, List<ProbableDuplicate> warnings) {

    public Created {
        warnings = List.copyOf(warnings);
    }

    /** Without a warning. */
    public Created(T value, boolean created) {
        this(value, created, List.of());
    }
}
