package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;
import static io.masspayout.jooq.schema.Tables.HOLDER;
import static io.masspayout.jooq.schema.Tables.STAGED_HOLDER;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.internal.StoredText;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.IdSource;
import io.masspayout.model.SnapshotRef;
import io.masspayout.model.SyncStatus;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.DuplicateAccountException;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StagingId;
import java.time.Duration;
import java.time.Instant;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Holders on their way into an asset's register. */
final class RegisterVerbs {

    /** Staging takes minutes, for a slow source perhaps hours; whatever is older belongs to nobody any more. */
    static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private final Transactions transactions;
    private final IdSource ids;
    private final Audit audit;

    RegisterVerbs(Transactions transactions, IdSource ids, Audit audit) {
        this.transactions = transactions;
        this.ids = ids;
        this.audit = audit;
    }

    void stage(StagingId stagingId, Iterable<StagedHolder> rows) {
        // Once: the rows may come from a stream that cannot be read again.
        transactions.runOnce(db -> StagedCopy.write(db, stagingId, rows));
    }

    /** A register that somebody brought: no ledger's instant is known of it. */
    long replaceRegister(AssetId id, StagingId stagingId, long rows, Act act) {
        return transactions.run(db -> {
            Asset before = alone(db, id);
            long written = replace(db, id, stagingId, rows, act);
            SyncVerbs.imported(db, id);
            return replaced(db, before, written, act);
        });
    }

    /** The ledger's register of an instant. */
    long replaceRegister(AssetId id, StagingId stagingId, long rows, SnapshotRef at, Instant next, Act act) {
        return transactions.run(db -> {
            Asset before = alone(db, id);
            refuseOlder(db, id, at);
            long written = replace(db, id, stagingId, rows, act);
            SyncVerbs.synced(db, id, at, next);
            return replaced(db, before, written, act);
        });
    }

    /** Two syncs may overlap; the one that is of an earlier instant must not win because it took longer. */
    private static void refuseOlder(DSLContext db, AssetId id, SnapshotRef at) {
        Instant now = db.select(ASSET.REGISTER_AT)
                .from(ASSET)
                .where(ASSET.ID.eq(id.value()))
                .fetchSingle()
                .value1();
        if (now != null && now.isAfter(at.takenAt())) {
            throw new ConflictException("the register of asset " + id + " is of " + now + " by now, later than "
                    + at.takenAt() + "; nothing was changed");
        }
    }

    long changeRegister(
            AssetId id, StagingId stagingId, long rows, SnapshotRef from, SnapshotRef to, Instant next, Act act) {
        return transactions.run(db -> {
            Asset before = alone(db, id);
            String reference = db.select(ASSET.REGISTER_SNAPSHOT)
                    .from(ASSET)
                    .where(ASSET.ID.eq(id.value()))
                    .fetchSingle()
                    .value1();
            if (!from.reference().equals(reference)) {
                throw new ConflictException("the register of asset " + id + " is of " + reference + " and not of "
                        + from.reference() + " any more; sync again");
            }
            requireStaged(db, id, stagingId, rows);
            refuseDuplicates(db, stagingId);
            db.deleteFrom(HOLDER)
                    .where(HOLDER.ASSET_ID.eq(id.value()))
                    .and(HOLDER.DISTRIBUTION_ID.isNull())
                    .and(HOLDER.ACCOUNT_ID.in(DSL.select(STAGED_HOLDER.ACCOUNT_ID)
                            .from(STAGED_HOLDER)
                            .where(STAGED_HOLDER.STAGING_ID.eq(stagingId.value()))))
                    .execute();
            write(db, id, stagingId, STAGED_HOLDER.BALANCE.gt(0L), act);
            discard(db, stagingId);
            SyncVerbs.synced(db, id, to, next);
            long holders = db.fetchCount(HOLDER, HOLDER.ASSET_ID.eq(id.value()), HOLDER.DISTRIBUTION_ID.isNull());
            return replaced(db, before, holders, act);
        });
    }

    private long replace(DSLContext db, AssetId id, StagingId stagingId, long rows, Act act) {
        requireStaged(db, id, stagingId, rows);
        refuseDuplicates(db, stagingId);
        db.deleteFrom(HOLDER)
                .where(HOLDER.ASSET_ID.eq(id.value()))
                .and(HOLDER.DISTRIBUTION_ID.isNull())
                .execute();
        long written = write(db, id, stagingId, DSL.noCondition(), act);
        discard(db, stagingId);
        return written;
    }

    private static void requireStaged(DSLContext db, AssetId id, StagingId stagingId, long rows) {
        long staged = db.fetchCount(STAGED_HOLDER, STAGED_HOLDER.STAGING_ID.eq(stagingId.value()));
        if (staged != rows) {
            throw new ConflictException("of " + rows + " staged holders of asset " + id + " " + staged
                    + " are there; stage them again under a new id");
        }
    }

    /** Last, as intents of this asset wait for its row from here on. */
    private long replaced(DSLContext db, Asset before, long holders, Act act) {
        AssetId id = before.id();
        db.update(ASSET)
                .set(ASSET.LAST_SYNCED_AT, act.at())
                .set(ASSET.SYNC_STATUS, SyncStatus.SYNCED.name())
                .setNull(ASSET.SYNC_ERROR)
                .set(ASSET.UPDATED_AT, act.at())
                .where(ASSET.ID.eq(id.value()))
                .execute();
        SyncStatus was = before.syncStatus();
        audit.write(
                db,
                act,
                Change.of(
                        id,
                        "register replaced",
                        was == null ? null : was.name(),
                        SyncStatus.SYNCED.name(),
                        holders + " holders. " + act.why()));
        return holders;
    }

    /**
     * One replacement of a register at a time. By an advisory lock, as a lock of the asset's row would keep payments of the asset waiting
     * for as long as a million rows take. Plans need none: they read the register in one statement.
     */
    private static Asset alone(DSLContext db, AssetId id) {
        db.query(
                        "SELECT pg_advisory_xact_lock(hashtextextended({0}, 0))",
                        StoredText.value("masspayout register " + id))
                .execute();
        return db.selectFrom(ASSET)
                .where(ASSET.ID.eq(id.value()))
                .fetchOptional()
                .map(AssetRows::asset)
                .orElseThrow(() -> new NotFoundException("asset", id));
    }

    private long write(DSLContext db, AssetId id, StagingId stagingId, Condition which, Act act) {
        DerivedIds holderIds = new DerivedIds(ids.next());
        return db.insertInto(
                        HOLDER,
                        HOLDER.ID,
                        HOLDER.ASSET_ID,
                        HOLDER.ACCOUNT_ID,
                        HOLDER.ACCOUNT_AS_GIVEN,
                        HOLDER.ACCOUNT_EXISTS,
                        HOLDER.BALANCE,
                        HOLDER.PAID,
                        HOLDER.CREATED_AT,
                        HOLDER.UPDATED_AT)
                .select(DSL.select(
                                holderIds.at(DSL.rowNumber().over(DSL.orderBy(STAGED_HOLDER.ACCOUNT_ID))),
                                DSL.val(id.value()),
                                STAGED_HOLDER.ACCOUNT_ID,
                                STAGED_HOLDER.ACCOUNT_AS_GIVEN,
                                STAGED_HOLDER.ACCOUNT_EXISTS,
                                STAGED_HOLDER.BALANCE,
                                DSL.inline(false),
                                DSL.val(act.at()),
                                DSL.val(act.at()))
                        .from(STAGED_HOLDER)
                        .where(STAGED_HOLDER.STAGING_ID.eq(stagingId.value()))
                        .and(which))
                .execute();
    }

    void discardStaging(StagingId stagingId) {
        transactions.run(db -> discard(db, stagingId));
    }

    /** Forgets an attempt, and what those left behind whose process was killed. */
    static int discard(DSLContext db, StagingId stagingId) {
        int discarded = db.deleteFrom(STAGED_HOLDER)
                .where(STAGED_HOLDER.STAGING_ID.eq(stagingId.value()))
                .execute();
        return discarded + discardAbandoned(db);
    }

    /**
     * Without an index on the age, which every staged row would pay for: the table holds nothing but attempts that are under way. What
     * somebody else is discarding at this moment is passed over, so that nobody waits.
     */
    private static int discardAbandoned(DSLContext db) {
        var abandoned = STAGED_HOLDER.as("abandoned");
        Field<Instant> oldest = DSL.field(
                "now() - {0} * interval '1 second'", SQLDataType.INSTANT, DSL.val(ABANDONED_AFTER.toSeconds()));
        return db.deleteFrom(STAGED_HOLDER)
                .where(DSL.row(STAGED_HOLDER.STAGING_ID, STAGED_HOLDER.LINE)
                        .in(DSL.select(abandoned.STAGING_ID, abandoned.LINE)
                                .from(abandoned)
                                .where(abandoned.STAGED_AT.lt(oldest))
                                .forUpdate()
                                .skipLocked()))
                .execute();
    }

    /** Names the two lowest lines of the account that is doubled first. */
    static void refuseDuplicates(DSLContext db, StagingId stagingId) {
        Record2<String, Long> doubled = db.select(STAGED_HOLDER.ACCOUNT_ID, DSL.min(STAGED_HOLDER.LINE))
                .from(STAGED_HOLDER)
                .where(STAGED_HOLDER.STAGING_ID.eq(stagingId.value()))
                .groupBy(STAGED_HOLDER.ACCOUNT_ID)
                .having(DSL.count().gt(1))
                .orderBy(DSL.min(STAGED_HOLDER.LINE))
                .limit(1)
                .fetchOne();
        if (doubled == null) {
            return;
        }
        Result<Record3<Long, String, String>> lines = db.select(
                        STAGED_HOLDER.LINE, STAGED_HOLDER.ACCOUNT_AS_GIVEN, STAGED_HOLDER.ACCOUNT_ID)
                .from(STAGED_HOLDER)
                .where(STAGED_HOLDER.STAGING_ID.eq(stagingId.value()))
                .and(STAGED_HOLDER.ACCOUNT_ID.eq(doubled.value1()))
                .orderBy(STAGED_HOLDER.LINE)
                .limit(2)
                .fetch();
        throw new DuplicateAccountException(
                AccountId.of(doubled.value1()),
                lines.get(0).value1(),
                lines.get(0).value2(),
                lines.get(1).value1(),
                lines.get(1).value2());
    }
}
