package io.masspayout.ledger;

import io.masspayout.model.BatchId;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.storable.StorableInstant;
import java.time.Instant;
import java.util.Objects;

/**
 * A transaction that has an id and a body, but no signature: it cannot be sent.
 *
 * @param batchId whose
 * @param transactionId unique for ever, also against other JVMs that pay from the same account
 * @param validUntil ledger time after which it can no longer take effect
 * @param body what is to be signed; carries everything {@link PaymentLedger#sign} needs
 */
public record Allocated(BatchId batchId, LedgerTransactionId transactionId, Instant validUntil, Bytes body) {

    public Allocated {
        Objects.requireNonNull(batchId, "batchId");
        Objects.requireNonNull(transactionId, "transactionId");
        validUntil = StorableInstant.nearest(validUntil);
        Objects.requireNonNull(body, "body");
    }
}
