package io.masspayout.store;

import java.util.Optional;

/**
 * Which part of a list is wanted. Lists are read by key, not by offset: the last page costs what the first one does, and rows
 * that come or go meanwhile shift nothing.
 *
 * @param limit 1 to {@link #MAX_LIMIT}
 * @param after a {@link Page#next}; empty for the beginning
 */
public record PageRequest(int limit, Optional<String> after) {

    /** Bounds what one call brings into memory. */
    public static final int MAX_LIMIT = 1_000;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + " but is " + limit);
        }
    }

    public static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty());
    }

    /** The page behind one that has a {@link Page#next}. */
    public PageRequest after(String next) {
        return new PageRequest(limit, Optional.of(next));
    }
}
