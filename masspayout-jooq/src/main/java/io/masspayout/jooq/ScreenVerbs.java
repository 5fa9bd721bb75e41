package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.HOLDER;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.IdSource;
import io.masspayout.store.Lease;
import io.masspayout.store.Settlement.Ending;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Takes out of batches whom the ledger would refuse, before there is an id. */
final class ScreenVerbs {

    private final Transactions transactions;
    private final IdSource ids;
    private final Audit audit;

    ScreenVerbs(Transactions transactions, IdSource ids, Audit audit) {
        this.transactions = transactions;
        this.ids = ids;
        this.audit = audit;
    }

    Set<BatchId> screenOut(Lease lease, Map<BatchId, Map<AccountId, Failure>> unable, Instant now) {
        return transactions.runByIndex(db -> {
            Map<UUID, BatchPayoutRecord> rows = BatchRows.locked(db, unable.keySet());
            rows.values()
                    .removeIf(row -> !BatchRows.isUnder(lease, row)
                            || !BatchRows.status(row).isUnsent()
                            || row.getTransactionId() != null);
            Map<UUID, List<Leaver>> leavers = leavers(db, unable, rows);
            List<BatchEnding> emptied = new ArrayList<>();
            List<BatchEnding> thinned = new ArrayList<>();
            leavers.forEach((id, gone) -> {
                BatchPayoutRecord row = Objects.requireNonNull(rows.get(id));
                BatchEnding ending = new BatchEnding(
                        row, null, Ending.NEVER_SENT, now, null, gone.get(0).why(), gone);
                (ending.left() == row.getTotalHolders() ? emptied : thinned).add(ending);
            });
            BatchEnding.writeBatches(db, emptied, now);
            thin(db, thinned, now);
            Leaver.write(
                    db, ids, leavers.values().stream().flatMap(List::stream).toList(), now);
            audit.writeByWorker(db, lease, told(emptied, BatchStatus.FAILED));
            audit.writeByWorker(db, lease, told(thinned, BatchStatus.PENDING));
            Set<BatchId> changed = new LinkedHashSet<>();
            leavers.keySet().forEach(id -> changed.add(new BatchId(id)));
            return changed;
        });
    }

    private static Map<UUID, List<Leaver>> leavers(
            DSLContext db, Map<BatchId, Map<AccountId, Failure>> unable, Map<UUID, BatchPayoutRecord> rows) {
        Map<UUID, List<Leaver>> leavers = new HashMap<>();
        List<BatchId> batches = unable.keySet().stream()
                .filter(id -> rows.containsKey(id.value()))
                .toList();
        db.select(HOLDER.BATCH_ID, HOLDER.ACCOUNT_ID, HOLDER.PAYMENT_AMOUNT)
                .from(HOLDER)
                .where(HOLDER.BATCH_ID.eq(DSL.any(BatchRows.array(batches))))
                .and(HOLDER.STATUS.eq(DSL.inline(HolderStatus.PENDING.name())))
                .orderBy(HOLDER.ACCOUNT_ID)
                .forEach(holder -> {
                    UUID batch = holder.value1();
                    Failure why =
                            unable.getOrDefault(new BatchId(batch), Map.of()).get(AccountId.of(holder.value2()));
                    BatchPayoutRecord row = Objects.requireNonNull(rows.get(batch));
                    if (why != null) {
                        leavers.computeIfAbsent(batch, none -> new ArrayList<>())
                                .add(new Leaver(
                                        row.getDistributionId(),
                                        batch,
                                        null,
                                        holder.value2(),
                                        holder.value3(),
                                        why,
                                        HolderStatus.FAILED,
                                        null));
                    }
                });
        return leavers;
    }

    private static void thin(DSLContext db, Collection<BatchEnding> thinned, Instant now) {
        if (thinned.isEmpty()) {
            return;
        }
        Unnested<BatchEnding> u = new Unnested<>("u", thinned);
        Field<UUID> id = u.column("id", SQLDataType.UUID, batch -> batch.row().getId());
        Field<Integer> left = u.column("failed", SQLDataType.INTEGER, BatchEnding::left);
        Field<BigDecimal> leftAmount = u.column("failed_amount", SQLDataType.NUMERIC, BatchEnding::leftAmount);
        db.update(BATCH_PAYOUT)
                .set(BATCH_PAYOUT.FAILED_PAYMENTS, left)
                .set(BATCH_PAYOUT.FAILED_AMOUNT, leftAmount)
                .set(BATCH_PAYOUT.UPDATED_AT, now)
                .from(u.table())
                .where(BATCH_PAYOUT.ID.eq(id))
                .execute();
    }

    private static List<Change> told(List<BatchEnding> batches, BatchStatus to) {
        return batches.stream()
                .map(batch -> Change.of(
                        new BatchId(batch.row().getId()),
                        "screened out " + batch.leavers().size(),
                        BatchStatus.PENDING,
                        to,
                        String.valueOf(batch.reason())))
                .toList();
    }
}
