package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;

import io.masspayout.jooq.internal.StoredText;
import io.masspayout.model.BatchStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A batch for holders that are to be tried again. Whoever makes one has locked the distribution, so its number is free.
 *
 * @param amount in units of the payment token
 */
record NewBatch(
        UUID id,
        UUID distribution,
        int number,
        int holders,
        BigDecimal amount,
        int retryDepth,
        @Nullable Instant notBefore,
        @Nullable UUID splitFrom) {

    /** Hands out the numbers after the highest that each distribution has. */
    static final class Numbers {

        private final Map<UUID, Integer> last = new HashMap<>();

        Numbers(DSLContext db, Collection<UUID> distributions) {
            db.select(BATCH_PAYOUT.DISTRIBUTION_ID, DSL.max(BATCH_PAYOUT.BATCH_NUMBER))
                    .from(BATCH_PAYOUT)
                    .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(
                            DSL.any(Unnested.array(SQLDataType.UUID, distributions, id -> id))))
                    .groupBy(BATCH_PAYOUT.DISTRIBUTION_ID)
                    .forEach(row -> last.put(row.value1(), row.value2()));
        }

        int next(UUID distribution) {
            return last.merge(distribution, 1, Math::addExact);
        }
    }

    static void write(DSLContext db, Collection<NewBatch> batches, Instant at) {
        if (batches.isEmpty()) {
            return;
        }
        Unnested<NewBatch> u = new Unnested<>("u", batches);
        Field<UUID> id = u.column("id", SQLDataType.UUID, NewBatch::id);
        Field<UUID> distribution = u.column("distribution_id", SQLDataType.UUID, NewBatch::distribution);
        Field<Integer> number = u.column("number", SQLDataType.INTEGER, NewBatch::number);
        Field<Integer> holders = u.column("holders", SQLDataType.INTEGER, NewBatch::holders);
        Field<BigDecimal> amount = u.column("amount", SQLDataType.NUMERIC, NewBatch::amount);
        Field<Integer> depth = u.column("retry_depth", SQLDataType.INTEGER, NewBatch::retryDepth);
        Field<Instant> notBefore = u.column("not_before", SQLDataType.INSTANT, NewBatch::notBefore);
        Field<UUID> splitFrom = u.column("split_from", SQLDataType.UUID, NewBatch::splitFrom);
        db.insertInto(
                        BATCH_PAYOUT,
                        BATCH_PAYOUT.ID,
                        BATCH_PAYOUT.DISTRIBUTION_ID,
                        BATCH_PAYOUT.BATCH_NUMBER,
                        BATCH_PAYOUT.TOTAL_HOLDERS,
                        BATCH_PAYOUT.AMOUNT,
                        BATCH_PAYOUT.STATUS,
                        BATCH_PAYOUT.RETRY_DEPTH,
                        BATCH_PAYOUT.NEXT_ATTEMPT_AT,
                        BATCH_PAYOUT.SPLIT_FROM,
                        BATCH_PAYOUT.CREATED_AT,
                        BATCH_PAYOUT.UPDATED_AT)
                .select(DSL.select(
                                id,
                                distribution,
                                number,
                                holders,
                                amount,
                                StoredText.value(BatchStatus.PENDING.name()),
                                depth,
                                notBefore,
                                splitFrom,
                                DSL.val(at),
                                DSL.val(at))
                        .from(u.table()))
                .execute();
        touch(db, batches, at);
    }

    /**
     * Gives the distributions a new version of their rows. A host's transaction whose snapshot is older than a batch cannot see the batch; when it
     * locks the distribution, the database now tells it so, instead of letting it cancel all but this batch.
     */
    private static void touch(DSLContext db, Collection<NewBatch> batches, Instant at) {
        List<UUID> distributions =
                batches.stream().map(NewBatch::distribution).distinct().sorted().toList();
        db.update(DISTRIBUTION)
                .set(DISTRIBUTION.UPDATED_AT, at)
                .where(DISTRIBUTION.ID.eq(
                        DSL.any(Unnested.array(SQLDataType.UUID, distributions, Function.identity()))))
                .execute();
    }
}
