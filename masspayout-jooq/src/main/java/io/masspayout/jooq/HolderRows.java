package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.HOLDER;

import io.masspayout.jooq.schema.tables.records.HolderRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.AssetId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Holder;
import io.masspayout.model.HolderId;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.SkipReason;
import io.masspayout.money.Units;
import io.masspayout.store.StatementLine;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** From a holder's row. */
final class HolderRows {

    private HolderRows() {}

    /**
     * In the batch of one of these rows. Said beside a join by batch, this leaves the database no other way than to look each batch up: with the
     * join alone it may read every holder there is, as long as it has no statistics of them. Each batch is in the array once: a database that
     * finds the holders in another way compares each of them with every entry.
     */
    static <T> Condition isInOneOf(Collection<T> rows, Function<T, UUID> batch) {
        List<UUID> batches = rows.stream().map(batch).distinct().toList();
        return HOLDER.BATCH_ID.eq(DSL.any(Unnested.array(SQLDataType.UUID, batches, Function.identity())));
    }

    /** A row of an asset's register, which has no amounts. */
    static Holder ofRegister(HolderRecord row) {
        return holder(row, 0);
    }

    /** A row of a distribution that pays in a token with so many decimals. */
    static Holder holder(HolderRecord row, int decimals) {
        UUID distributionId = row.getDistributionId();
        return new Holder(
                new HolderId(row.getId()),
                new AssetId(row.getAssetId()),
                distributionId == null ? null : new DistributionId(distributionId),
                AccountId.of(row.getAccountId()),
                row.getAccountAsGiven(),
                row.getBalance(),
                units(row.getPaymentAmount(), decimals),
                status(row),
                skipReason(row),
                failure(row),
                batchId(row),
                row.getAttempts(),
                units(row.getPaidAmount(), decimals),
                row.getPaidAt(),
                settledBy(row));
    }

    /** The same as a line of a report. */
    static StatementLine statementLine(HolderRecord row, int decimals) {
        Long due = units(row.getPaymentAmount(), decimals);
        Long paid = units(row.getPaidAmount(), decimals);
        return new StatementLine(
                AccountId.of(row.getAccountId()),
                row.getAccountAsGiven(),
                row.getBalance(),
                due == null ? 0 : due,
                paid == null ? 0 : paid,
                HolderStatus.valueOf(row.getStatus()),
                skipReason(row),
                failure(row),
                row.getAttempts(),
                batchId(row),
                settledBy(row),
                row.getPaidAt());
    }

    private static @Nullable Long units(@Nullable BigDecimal amount, int decimals) {
        return amount == null ? null : Units.ofDecimal(amount, decimals);
    }

    private static @Nullable HolderStatus status(HolderRecord row) {
        String status = row.getStatus();
        return status == null ? null : HolderStatus.valueOf(status);
    }

    private static @Nullable SkipReason skipReason(HolderRecord row) {
        String reason = row.getSkipReason();
        return reason == null ? null : SkipReason.valueOf(reason);
    }

    private static @Nullable Failure failure(HolderRecord row) {
        String code = row.getFailureCode();
        String detail = row.getFailureDetail();
        return code == null ? null : new Failure(FailureCode.valueOf(code), detail == null ? "" : detail);
    }

    private static @Nullable BatchId batchId(HolderRecord row) {
        UUID batchId = row.getBatchId();
        return batchId == null ? null : new BatchId(batchId);
    }

    private static @Nullable LedgerTransactionId settledBy(HolderRecord row) {
        String transactionId = row.getSettledByTransactionId();
        return transactionId == null ? null : LedgerTransactionId.of(transactionId);
    }
}
