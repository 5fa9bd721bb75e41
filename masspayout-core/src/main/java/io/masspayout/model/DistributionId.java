package io.masspayout.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/** Names one distribution. */
public record DistributionId(UUID value) implements Comparable<DistributionId> {

    private static final long VERSION_MASK = 0xF000L;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

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

    /**
     * The id of the distribution that an idempotency key names in a book: a UUID of version 8 (RFC 9562) from a hash of both. A
     * database that has forgotten the distribution derives the same id when the host asks again, so that the ledger's memos are found.
     */
    public static DistributionId derived(BookId book, String idempotencyKey) {
        ByteBuffer hash = ByteBuffer.wrap(
                Sha256.of(("distribution/" + book + "/" + idempotencyKey).getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~VERSION_MASK) | VERSION_8;
        long low = (hash.getLong() & ~VARIANT_MASK) | VARIANT;
        return new DistributionId(new UUID(high, low));
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
