package io.masspayout.model;

import java.util.Objects;
import java.util.UUID;

/** Names one distribution. */
public record DistributionId(UUID value) implements Comparable<DistributionId> {

    public DistributionId {
        Objects.requireNonNull(value, "value");
    }

    /**
     * Reads the text form of an id, as {@link #toString()} writes it.
     *
     * @throws IllegalArgumentException when the text is not a UUID
     */
    public static DistributionId of(String text) {
        return new DistributionId(UUID.fromString(text));
    }

    /** Orders as PostgreSQL orders {@code uuid}: bytewise, so that lock order is the same on both sides. */
    @Override
    public int compareTo(DistributionId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
