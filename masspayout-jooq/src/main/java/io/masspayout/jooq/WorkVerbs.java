package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;

import io.masspayout.bulkhead.NextTry;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.model.DistributionId;
import io.masspayout.store.NotFoundException;
import java.time.Instant;
import org.jooq.Condition;

/** Whose turn it was, how work on a distribution failed, and when it is tried again. */
final class WorkVerbs {

    private final Transactions transactions;

    WorkVerbs(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Its last failure is none, or long enough ago. */
    static Condition isToBeTried(Instant now) {
        return DISTRIBUTION.NEXT_START_AT.isNull().or(DISTRIBUTION.NEXT_START_AT.le(now));
    }

    void tried(DistributionId id, Instant now) {
        require(
                id,
                transactions.run(db -> db.update(DISTRIBUTION)
                        .set(DISTRIBUTION.WORKED_AT, now)
                        .where(DISTRIBUTION.ID.eq(id.value()))
                        .execute()));
    }

    private static void require(DistributionId id, int rows) {
        if (rows == 0) {
            throw new NotFoundException("distribution", id);
        }
    }

    Instant failed(DistributionId id, String reason, Instant now) {
        return transactions.run(db -> {
            DistributionRecord row = DistributionRows.locked(db, id);
            int failures = row.getStartFailures() + 1;
            Instant next = NextTry.after(failures, now);
            db.update(DISTRIBUTION)
                    .set(DISTRIBUTION.START_FAILURE, Texts.storable(reason))
                    .set(DISTRIBUTION.START_FAILURES, failures)
                    .set(DISTRIBUTION.NEXT_START_AT, next)
                    .set(DISTRIBUTION.UPDATED_AT, now)
                    .where(DISTRIBUTION.ID.eq(id.value()))
                    .execute();
            return next;
        });
    }

    void succeeded(DistributionId id, Instant now) {
        require(
                id,
                transactions.run(db -> db.update(DISTRIBUTION)
                        .setNull(DISTRIBUTION.START_FAILURE)
                        .set(DISTRIBUTION.START_FAILURES, 0)
                        .setNull(DISTRIBUTION.NEXT_START_AT)
                        .set(DISTRIBUTION.UPDATED_AT, now)
                        .where(DISTRIBUTION.ID.eq(id.value()))
                        .execute()));
    }
}
