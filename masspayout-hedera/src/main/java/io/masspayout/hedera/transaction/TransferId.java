package io.masspayout.hedera.transaction;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.TransactionId;
import io.masspayout.model.LedgerTransactionId;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * The id of a transfer: who pays its fee, and from when on it is valid. The network lets at most one transaction with this id take
 * effect, whatever its body; so the id has to be ours alone.
 *
 * @param payer as {@code 0.0.n}
 * @param validStart to the nanosecond
 */
public record TransferId(String payer, Instant validStart) {

    public TransferId {
        Objects.requireNonNull(payer, "payer");
        Objects.requireNonNull(validStart, "validStart");
    }

    /** The SDK's form. */
    public TransactionId toSdk() {
        return new TransactionId(AccountId.fromString(payer), validStart);
    }

    /** The form in which it is stored: {@code 0.0.n@seconds.nanoseconds}, nine digits of the latter. */
    public LedgerTransactionId toLedger() {
        return LedgerTransactionId.of(
                String.format(Locale.ROOT, "%s@%d.%09d", payer, validStart.getEpochSecond(), validStart.getNano()));
    }
}
