package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.TREASURY;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.jooq.schema.tables.records.TreasuryRecord;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Act;
import io.masspayout.store.Silence;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Stopping a treasury, inside a transaction that may have other reasons to do so. */
final class TreasuryStops {

    private final Audit audit;

    TreasuryStops(Audit audit) {
        this.audit = audit;
    }

    /**
     * Locks distributions, by id, and with them whatever a stop of the treasuries of some of them will write to; then these
     * treasuries.
     *
     * @return the locked distributions
     */
    Map<UUID, DistributionRecord> lock(DSLContext db, Set<UUID> distributions, Set<UUID> toBeStopped) {
        if (distributions.isEmpty() && toBeStopped.isEmpty()) {
            return Map.of();
        }
        Set<UUID> all = new TreeSet<>(distributions);
        all.addAll(toBeStopped);
        Condition wanted = DISTRIBUTION.ID.eq(DSL.any(ids(all)));
        if (!toBeStopped.isEmpty()) {
            var other = DISTRIBUTION.as("stopped");
            wanted = wanted.or(DSL.condition(DISTRIBUTION.FUNDED)
                    .and(DSL.exists(DSL.selectOne()
                            .from(other)
                            .where(other.ID.eq(DSL.any(ids(toBeStopped))))
                            .and(other.TREASURY_ACCOUNT_ID.eq(DISTRIBUTION.TREASURY_ACCOUNT_ID))
                            .and(other.PAYMENT_TOKEN_ID.eq(DISTRIBUTION.PAYMENT_TOKEN_ID)))));
        }
        Map<UUID, DistributionRecord> locked = db.selectFrom(DISTRIBUTION)
                .where(wanted)
                .orderBy(DISTRIBUTION.ID)
                .forNoKeyUpdate()
                .fetchMap(DISTRIBUTION.ID);
        toBeStopped.stream()
                .map(locked::get)
                .map(DistributionRows::treasury)
                .distinct()
                .sorted()
                .forEach(treasury -> lockTreasury(db, treasury));
        return locked;
    }

    private static Field<UUID[]> ids(Collection<UUID> ids) {
        return Unnested.array(SQLDataType.UUID, ids, id -> id);
    }

    /** The treasury's row, made if it is not there, kept from changing. */
    static TreasuryRecord lockTreasury(DSLContext db, Treasury treasury) {
        db.insertInto(TREASURY, TREASURY.ACCOUNT_ID, TREASURY.TOKEN_ID)
                .values(treasury.account().value(), treasury.token().value())
                .onConflictDoNothing()
                .execute();
        return db.selectFrom(TREASURY).where(is(treasury)).forNoKeyUpdate().fetchSingle();
    }

    static Condition is(Treasury treasury) {
        return TREASURY.ACCOUNT_ID
                .eq(treasury.account().value())
                .and(TREASURY.TOKEN_ID.eq(treasury.token().value()));
    }

    static Condition paysFrom(Treasury treasury) {
        return DISTRIBUTION
                .TREASURY_ACCOUNT_ID
                .eq(treasury.account().value())
                .and(DISTRIBUTION.PAYMENT_TOKEN_ID.eq(treasury.token().value()));
    }

    static Optional<TreasuryStop> stop(@Nullable TreasuryRecord row) {
        String code = row == null ? null : row.getStoppedCode();
        if (row == null || code == null) {
            return Optional.empty();
        }
        String detail = row.getStoppedDetail();
        return Optional.of(new TreasuryStop(
                Failure.of(FailureCode.valueOf(code), detail == null ? "" : detail), row.getStoppedSince()));
    }

    static Optional<Silence> silence(@Nullable TreasuryRecord row) {
        String reason = row == null ? null : row.getSilentReason();
        return row == null || reason == null
                ? Optional.empty()
                : Optional.of(new Silence(reason, row.getSilentSince(), row.getSilentSeenAt()));
    }

    /** Clears the stop of a treasury whose row is locked. */
    static void clear(DSLContext db, Treasury treasury) {
        db.update(TREASURY)
                .setNull(TREASURY.STOPPED_CODE)
                .setNull(TREASURY.STOPPED_DETAIL)
                .setNull(TREASURY.STOPPED_SINCE)
                .set(TREASURY.PROBING, false)
                .setNull(TREASURY.NEXT_PROBE_AT)
                .set(TREASURY.PROBE_OPEN, false)
                .setNull(TREASURY.PROBE_BATCH_ID)
                .where(is(treasury))
                .execute();
    }

    /** Locks first: distributions with reserved money by id, then the treasury. */
    void stop(DSLContext db, Treasury treasury, TreasuryStop stop, Act act) {
        stop(db, treasury, stop, false, act);
    }

    void stopAfterFailure(DSLContext db, Treasury treasury, TreasuryStop stop, Act act) {
        stop(db, treasury, stop, true, act);
    }

    private void stop(DSLContext db, Treasury treasury, TreasuryStop stop, boolean afterFailure, Act act) {
        db.select(DISTRIBUTION.ID)
                .from(DISTRIBUTION)
                .where(paysFrom(treasury))
                .and(DSL.condition(DISTRIBUTION.FUNDED))
                .orderBy(DISTRIBUTION.ID)
                .forNoKeyUpdate()
                .fetch();
        TreasuryRecord row = lockTreasury(db, treasury);
        if (write(db, treasury, row, stop, afterFailure)) {
            audit.write(db, act, told(treasury, stop, act.why()));
        }
    }

    /**
     * The ledger contradicts what is recorded of a batch: only a person can say what that means, so nothing more is paid, and nothing
     * of this distribution until the ledger's history has been read back. The distribution and the treasury are locked.
     */
    void contradicted(
            DSLContext db,
            BatchPayoutRecord batch,
            DistributionRecord distribution,
            FailureCode code,
            String what,
            Act act) {
        audit.write(
                db,
                act,
                Change.of(new BatchId(batch.getId()), "contradiction", batch.getStatus(), batch.getStatus(), what));
        block(db, distribution, what, act);
        Treasury treasury = DistributionRows.treasury(distribution);
        TreasuryStop stop = new TreasuryStop(Failure.of(code, what), act.at());
        if (write(db, treasury, lockTreasury(db, treasury), stop, false)) {
            audit.write(db, act, told(treasury, stop, what));
        }
    }

    /** A person may lift the stop of the treasury without a look at the ledger; this stays. Nothing final is ever sent. */
    private void block(DSLContext db, DistributionRecord distribution, String what, Act act) {
        DistributionStatus status = DistributionRows.status(distribution);
        if (distribution.getReconcilingSince() != null || status.isFinal()) {
            return;
        }
        db.update(DISTRIBUTION)
                .set(DISTRIBUTION.RECONCILING_SINCE, act.at())
                .set(DISTRIBUTION.UPDATED_AT, act.at())
                .where(DISTRIBUTION.ID.eq(distribution.getId()))
                .execute();
        distribution.setReconcilingSince(act.at());
        DistributionId id = new DistributionId(distribution.getId());
        audit.write(db, act, Change.of(id, "blocked until reconciled", status, status, what));
    }

    private static Change told(Treasury treasury, TreasuryStop stop, String why) {
        return Change.of(treasury, "stopped", null, stop.failure().code(), why);
    }

    /** The first stop stays, unless it needs no person and this one does. Reservations are dropped in any case. */
    private static boolean write(
            DSLContext db, Treasury treasury, TreasuryRecord row, TreasuryStop stop, boolean afterFailure) {
        db.update(DISTRIBUTION)
                .set(DISTRIBUTION.FUNDED, false)
                .where(paysFrom(treasury))
                .and(DSL.condition(DISTRIBUTION.FUNDED))
                .execute();
        boolean replaces = stop(row)
                .map(earlier ->
                        stop.failure().code().replacesStopWith(earlier.failure().code()))
                .orElse(true);
        if (replaces) {
            db.update(TREASURY)
                    .set(TREASURY.STOPPED_CODE, stop.failure().code().name())
                    .set(TREASURY.STOPPED_DETAIL, stop.failure().detail())
                    .set(TREASURY.STOPPED_SINCE, stop.since())
                    .where(is(treasury))
                    .execute();
            Probes.follow(db, treasury, row, stop, afterFailure);
        } else {
            Probes.close(db, treasury);
        }
        return replaces;
    }
}
