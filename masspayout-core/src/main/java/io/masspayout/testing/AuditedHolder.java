package io.masspayout.testing;

import io.masspayout.model.AccountId;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.store.StatementLine;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of one holder of a distribution, as an audit sees it. Amounts in smallest units of the payment token.
 *
 * @param account canonical
 * @param due what the plan gave; 0 for a skipped holder
 * @param paid what the database says the ledger moved; 0 unless PAID
 * @param status where the holder stands
 * @param explained whether there is a failure, or a reason for being skipped
 * @param inBatch whether the holder is in some batch, which is what a waiting one waits for
 * @param settledBy the transaction that paid, if one did
 */
public record AuditedHolder(
        AccountId account,
        long due,
        long paid,
        HolderStatus status,
        boolean explained,
        boolean inBatch,
        @Nullable LedgerTransactionId settledBy) {

    public AuditedHolder {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(status, "status");
    }

    /** The same facts of a line of a statement. */
    public static AuditedHolder of(StatementLine line) {
        return new AuditedHolder(
                line.account(),
                line.due(),
                line.paid(),
                line.status(),
                line.failure() != null || line.skipReason() != null,
                line.batchId() != null,
                line.settledBy());
    }
}
