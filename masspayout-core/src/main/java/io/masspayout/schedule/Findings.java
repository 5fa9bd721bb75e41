package io.masspayout.schedule;

import org.jspecify.annotations.Nullable;

/** Hears what is wrong with a recurrence, fault by fault. */
@FunctionalInterface
public interface Findings {

    /**
     * Takes a fault.
     *
     * @param field of the recurrence
     * @param problem what is wrong, and what to do
     */
    void add(String field, @Nullable Object value, String problem);

    /** Takes a fault unless it is right. */
    default void check(boolean right, String field, @Nullable Object value, String problem) {
        if (!right) {
            add(field, value, problem);
        }
    }
}
