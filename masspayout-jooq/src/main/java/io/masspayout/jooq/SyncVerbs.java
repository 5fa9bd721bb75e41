package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;

import io.masspayout.bulkhead.NextTry;
import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.AssetRecord;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.SnapshotRef;
import io.masspayout.model.SyncStatus;
import io.masspayout.store.Act;
import io.masspayout.store.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;

/** When registers are read from the ledger, and how that went. */
final class SyncVerbs {

    /** A register that somebody brought is not replaced behind their back: until it is once synced by hand, it is theirs. */
    private static final Condition FOLLOWS_LEDGER =
            ASSET.REGISTER_SNAPSHOT.isNotNull().or(ASSET.LAST_SYNCED_AT.isNull());

    private final Transactions transactions;
    private final Audit audit;

    SyncVerbs(Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    List<Asset> claimSyncs(Instant now, Instant until, int limit) {
        return transactions.run(db -> {
            List<AssetRecord> due = dueQuery(db, now, limit).fetch(row -> row.into(ASSET));
            due.forEach(row -> begin(db, row.getId(), until, now));
            // One that this process cannot read stays claimed, and its turn comes again when the claim is over.
            return ReadRows.of(due, AssetRows::asset).items();
        });
    }

    static ResultQuery<? extends Record> dueQuery(DSLContext db, Instant now, int limit) {
        return db.select(ASSET.fields())
                .from(ASSET)
                .where(ASSET.SYNC_ENABLED)
                .and(FOLLOWS_LEDGER)
                .and(ASSET.NEXT_SYNC_AT.isNull().or(ASSET.NEXT_SYNC_AT.le(now)))
                .orderBy(ASSET.NEXT_SYNC_AT.asc().nullsFirst(), ASSET.ID)
                .limit(limit)
                .forNoKeyUpdate()
                .skipLocked();
    }

    private static void begin(DSLContext db, UUID id, Instant until, Instant now) {
        db.update(ASSET)
                .set(ASSET.SYNC_STATUS, SyncStatus.SYNCING.name())
                .set(ASSET.NEXT_SYNC_AT, until)
                .set(ASSET.UPDATED_AT, now)
                .where(ASSET.ID.eq(id))
                .execute();
    }

    Instant failed(AssetId id, String reason, Duration longest, Act act) {
        return transactions.run(db -> {
            AssetRecord row = db.selectFrom(ASSET)
                    .where(ASSET.ID.eq(id.value()))
                    .forNoKeyUpdate()
                    .fetchOptional()
                    .orElseThrow(() -> new NotFoundException("asset", id));
            int failures = row.getSyncFailures() + 1;
            Duration wait = NextTry.waitAfter(failures);
            Instant next = act.at().plus(wait.compareTo(longest) > 0 ? longest : wait);
            audit.write(
                    db,
                    act,
                    Change.of(
                            id, "sync failed", row.getSyncStatus(), SyncStatus.FAILED.name(), Texts.storable(reason)));
            db.update(ASSET)
                    .set(ASSET.SYNC_STATUS, SyncStatus.FAILED.name())
                    .set(ASSET.SYNC_ERROR, Texts.storable(reason))
                    .set(ASSET.SYNC_FAILURES, failures)
                    .set(ASSET.NEXT_SYNC_AT, next)
                    .set(ASSET.UPDATED_AT, act.at())
                    .where(ASSET.ID.eq(id.value()))
                    .execute();
            return next;
        });
    }

    Optional<SnapshotRef> registerSnapshot(AssetId id) {
        return transactions.run(db -> db.select(ASSET.REGISTER_SNAPSHOT, ASSET.REGISTER_AT)
                .from(ASSET)
                .where(ASSET.ID.eq(id.value()))
                .and(ASSET.REGISTER_SNAPSHOT.isNotNull())
                .fetchOptional(row -> new SnapshotRef(row.value1(), row.value2(), false)));
    }

    /** Of which instant the register is now; in the transaction that replaced it. */
    static void synced(DSLContext db, AssetId id, SnapshotRef at, Instant next) {
        db.update(ASSET)
                .set(ASSET.REGISTER_SNAPSHOT, at.reference())
                .set(ASSET.REGISTER_AT, at.takenAt())
                .set(ASSET.NEXT_SYNC_AT, next)
                .set(ASSET.SYNC_FAILURES, 0)
                .where(ASSET.ID.eq(id.value()))
                .execute();
    }

    /** The register is nobody's word but the host's. */
    static void imported(DSLContext db, AssetId id) {
        db.update(ASSET)
                .setNull(ASSET.REGISTER_SNAPSHOT)
                .setNull(ASSET.REGISTER_AT)
                .where(ASSET.ID.eq(id.value()))
                .execute();
    }
}
