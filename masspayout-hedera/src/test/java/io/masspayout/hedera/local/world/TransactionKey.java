package io.masspayout.hedera.local.world;

/**
 * The identity of a transaction: it does not cover the body, two bodies with one key are duplicates of each other.
 *
 * @param validStart nanoseconds since 1970
 */
public record TransactionKey(long payer, long validStart) {

    /** As in {@code 0.0.2@1795338638.558000583}. */
    public String text() {
        return Entity.text(payer) + "@" + Nanos.text(validStart);
    }
}
