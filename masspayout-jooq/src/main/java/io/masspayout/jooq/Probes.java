package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.TREASURY;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.TreasuryRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.FailureCode;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Act;
import io.masspayout.store.Probing;
import io.masspayout.store.Settlement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Tries under stops of treasuries that no look can judge. Each is for one batch, whichever worker sends it. */
final class Probes {

    private final Transactions transactions;
    private final Audit audit;

    Probes(Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    static Optional<Probing> probing(@Nullable TreasuryRecord row) {
        return row == null || !row.getProbing()
                ? Optional.empty()
                : Optional.of(new Probing(row.getProbes(), row.getNextProbeAt(), row.getProbeOpen()));
    }

    /** Whether a worker could get somewhere in spite of a stop that is to be tried. */
    static Condition isWorthTrying(Instant now) {
        return DSL.not(DSL.condition(TREASURY.PROBING))
                .or(DSL.condition(TREASURY.PROBE_OPEN))
                .or(TREASURY.NEXT_PROBE_AT.le(now));
    }

    boolean begin(Treasury treasury, Act act) {
        return transactions.run(db -> {
            TreasuryRecord row = TreasuryStops.lockTreasury(db, treasury);
            Optional<Probing> probing = probing(row);
            if (probing.isEmpty() || probing.get().open()) {
                return probing.isPresent();
            }
            if (!probing.get().isDue(act.at())) {
                return false;
            }
            Probing begun = probing.get().begin(act.at());
            db.update(TREASURY)
                    .set(TREASURY.PROBES, begun.begun())
                    .set(TREASURY.NEXT_PROBE_AT, begun.nextAt())
                    .set(TREASURY.PROBE_OPEN, true)
                    .setNull(TREASURY.PROBE_BATCH_ID)
                    .where(TreasuryStops.is(treasury))
                    .execute();
            String code = row.getStoppedCode();
            audit.write(db, act, Change.of(treasury, "try begun", code, code, act.why()));
            return true;
        });
    }

    /** How the stop that is written now is to be tried, after {@link TreasuryStops} has judged that it replaces the one before. */
    static void follow(DSLContext db, Treasury treasury, TreasuryRecord row, TreasuryStop stop, boolean afterFailure) {
        FailureCode code = stop.failure().code();
        boolean unseen = !code.isSeenByLook() || code.name().equals(row.getLiftedCode());
        boolean tried = afterFailure && unseen && !code.needsPerson();
        Probing probing = Probing.after(row.getProbes(), stop.since(), false);
        db.update(TREASURY)
                .set(TREASURY.PROBING, tried)
                .set(TREASURY.NEXT_PROBE_AT, tried ? probing.nextAt() : null)
                .set(TREASURY.PROBE_OPEN, false)
                .setNull(TREASURY.PROBE_BATCH_ID)
                .where(TreasuryStops.is(treasury))
                .execute();
    }

    /** Whatever was tried has failed, and the stop stays. */
    static void close(DSLContext db, Treasury treasury) {
        db.update(TREASURY)
                .set(TREASURY.PROBE_OPEN, false)
                .where(TreasuryStops.is(treasury))
                .and(DSL.condition(TREASURY.PROBE_OPEN))
                .execute();
    }

    /**
     * Takes the open try for a batch. The treasury is locked shared, as for every intent; where another worker has it, too, neither gets the try, and
     * the next call has it.
     */
    static boolean take(DSLContext db, Treasury treasury, BatchId batch) {
        boolean locked = db.selectOne()
                .from(TREASURY)
                .where(TreasuryStops.is(treasury))
                .and(DSL.condition(TREASURY.PROBE_OPEN))
                .forNoKeyUpdate()
                .skipLocked()
                .fetchOptional()
                .isPresent();
        return locked
                && db.update(TREASURY)
                                .set(TREASURY.PROBE_OPEN, false)
                                .set(TREASURY.PROBE_BATCH_ID, batch.value())
                                .where(TreasuryStops.is(treasury))
                                .execute()
                        == 1;
    }

    /** What payments prove of their treasuries: that of a try lifts its stop, and where none stands, earlier tries count no more. */
    void paid(DSLContext db, Collection<Settlement> settlements, Act act) {
        List<BatchId> paying = settlements.stream()
                .filter(Settlement::provesTreasuryFree)
                .map(Settlement::batchId)
                .toList();
        if (paying.isEmpty()) {
            return;
        }
        Condition isOfTry = TREASURY.PROBE_BATCH_ID.eq(DSL.any(BatchRows.array(paying)));
        Condition isFree = TREASURY.STOPPED_CODE.isNull();
        Condition remembers = TREASURY.PROBES.gt(0).or(TREASURY.LIFTED_CODE.isNotNull());
        Condition theirs = DSL.exists(DSL.selectOne()
                .from(BATCH_PAYOUT)
                .join(DISTRIBUTION)
                .on(DISTRIBUTION.ID.eq(BATCH_PAYOUT.DISTRIBUTION_ID))
                .where(BATCH_PAYOUT.ID.eq(DSL.any(BatchRows.array(paying))))
                .and(Gate.ITS_TREASURY));
        db.selectFrom(TREASURY)
                .where(isOfTry.or(isFree.and(remembers).and(theirs)))
                .orderBy(TREASURY.ACCOUNT_ID, TREASURY.TOKEN_ID)
                .forNoKeyUpdate()
                .fetch()
                .forEach(row -> free(db, row, act));
    }

    private void free(DSLContext db, TreasuryRecord row, Act act) {
        Treasury treasury = new Treasury(AccountId.of(row.getAccountId()), TokenId.of(row.getTokenId()));
        TreasuryStops.clear(db, treasury);
        forgetTries(db, treasury);
        String code = row.getStoppedCode();
        if (code != null) {
            audit.write(db, act, Change.of(treasury, "stop lifted", code, null, act.why()));
        }
    }

    /** Tries count from the beginning: money was paid, or a person has lifted the stop. */
    static void forgetTries(DSLContext db, Treasury treasury) {
        db.update(TREASURY)
                .set(TREASURY.PROBES, 0)
                .setNull(TREASURY.LIFTED_CODE)
                .where(TreasuryStops.is(treasury))
                .execute();
    }

    /** A look has lifted the stop: where a transaction fails for the same reason before any has paid, the look did not see it. */
    static void liftedByLook(DSLContext db, Treasury treasury, FailureCode code) {
        db.update(TREASURY)
                .set(TREASURY.LIFTED_CODE, code.name())
                .where(TreasuryStops.is(treasury))
                .execute();
    }
}
