package io.masspayout.ledger;

import io.masspayout.model.BatchId;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.storable.StorableInstant;
import java.time.Instant;
import java.util.Objects;

/**
 * A transaction that can be sent, again and again: every copy has the same id, so at most one takes effect.
 *
 * @param batchId whose
 * @param transactionId as allocated
 * @param validUntil as allocated
 * @param bytes what is sent; carries everything {@link PaymentLedger#submit} and {@link PaymentLedger#resolve} need
 */
public record Signed(BatchId batchId, LedgerTransactionId transactionId, Instant validUntil, Bytes bytes) {

    public Signed {
        Objects.requireNonNull(batchId, "batchId");
        Objects.requireNonNull(transactionId, "transactionId");
        validUntil = StorableInstant.nearest(validUntil);
        Objects.requireNonNull(bytes, "bytes");
    }
}
