package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION_EXCLUSION;
import static io.masspayout.jooq.schema.Tables.FORMER_DISTRIBUTION;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.internal.StoredText;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.IdSource;
import io.masspayout.model.SnapshotRef;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Created;
import io.masspayout.store.IdempotencyConflictException;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.ProbableDuplicate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Distributions before they have a plan. */
final class DeclareVerbs {

    private static final String ONE_DISTRIBUTION_PER_ACTION = "idx_distribution_corporate_action";
    private static final String ONE_DISTRIBUTION_PER_SNAPSHOT = "idx_distribution_exclusive_snapshot";

    private final Transactions transactions;
    private final IdSource ids;
    private final Audit audit;

    DeclareVerbs(Transactions transactions, IdSource ids, Audit audit) {
        this.transactions = transactions;
        this.ids = ids;
        this.audit = audit;
    }

    Created<Distribution> create(Distribution candidate, Set<AccountId> excluded) {
        try {
            return transactions.run(db -> declare(db, candidate, excluded));
        } catch (ConstraintViolation e) {
            if (e.is(ONE_DISTRIBUTION_PER_ACTION)) {
                throw new ConflictException("corporate action '" + candidate.corporateAction() + "' of asset "
                        + candidate.assetId() + " is paid by another distribution; it is not paid twice");
            }
            throw e;
        }
    }

    private Created<Distribution> declare(DSLContext db, Distribution candidate, Set<AccountId> excluded) {
        ExactTexts texts = ExactTexts.of(db, "distribution request")
                .text("idempotencyKey", candidate.idempotencyKey())
                .text("concept", candidate.concept())
                .text("corporateAction", candidate.corporateAction())
                .text("treasury", candidate.treasury().account().value())
                .text("paymentToken", candidate.treasury().token().value());
        excluded.forEach(account -> texts.text("exclude", account.value()));
        texts.throwIfAny();
        if (!db.fetchExists(ASSET, ASSET.ID.eq(candidate.assetId().value()))) {
            throw new NotFoundException("asset", candidate.assetId());
        }
        // A replay must find its own distribution before its corporate action meets the index.
        Optional<DistributionRecord> there = byKey(db, candidate.idempotencyKey());
        if (there.isEmpty()) {
            refuseFormer(db, candidate);
            DistributionRecord inserted = db.insertInto(DISTRIBUTION)
                    .set(DistributionRows.row(candidate))
                    .onConflict(DISTRIBUTION.IDEMPOTENCY_KEY)
                    .doNothing()
                    .returning()
                    .fetchOne();
            if (inserted != null) {
                exclude(db, candidate.id(), excluded);
                candidate
                        .timing()
                        .depositTrigger()
                        .ifPresent(
                                trigger -> ListenerVerbs.listen(db, ids.next(), trigger.into(), candidate.createdAt()));
                Act act = new Act("caller", "", candidate.createdAt());
                audit.write(
                        db,
                        act,
                        Change.of(
                                candidate.id(),
                                "declared",
                                null,
                                candidate.status(),
                                "idempotencyKey " + candidate.idempotencyKey()));
                return new Created<>(DistributionRows.distribution(inserted), true);
            }
            there = byKey(db, candidate.idempotencyKey());
        }
        Distribution existing = DistributionRows.distribution(
                there.orElseThrow(() -> new Transactions.Moved("the key is taken by what cannot be seen yet")));
        if (!existing.fingerprint().equals(candidate.fingerprint())) {
            throw new IdempotencyConflictException(existing, candidate);
        }
        return new Created<>(existing, false);
    }

    /** What was archived, or declared settled, is paid: the same key would pay it again. */
    private static void refuseFormer(DSLContext db, Distribution candidate) {
        boolean former = db.fetchExists(db.selectOne()
                .from(FORMER_DISTRIBUTION)
                .where(FORMER_DISTRIBUTION.DISTRIBUTION_ID.eq(candidate.id().value())));
        if (former) {
            throw new ConflictException("distribution " + candidate.id() + " of idempotency key '"
                    + candidate.idempotencyKey()
                    + "' was paid before and is settled elsewhere; use another key to pay again");
        }
    }

    private static Optional<DistributionRecord> byKey(DSLContext db, String key) {
        return db.selectFrom(DISTRIBUTION)
                .where(DISTRIBUTION.IDEMPOTENCY_KEY.eq(key))
                .fetchOptional();
    }

    private static void exclude(DSLContext db, DistributionId id, Set<AccountId> excluded) {
        Unnested<AccountId> u = new Unnested<>("u", excluded);
        Field<String> account = u.column("account_id", StoredText.TYPE, AccountId::value);
        db.insertInto(DISTRIBUTION_EXCLUSION, DISTRIBUTION_EXCLUSION.DISTRIBUTION_ID, DISTRIBUTION_EXCLUSION.ACCOUNT_ID)
                .select(DSL.select(DSL.val(id.value()), account).from(u.table()))
                .execute();
    }

    List<ProbableDuplicate> probableDuplicates(DistributionId id) {
        return transactions.run(db -> Lookalikes.of(db, DistributionRows.distribution(DistributionRows.read(db, id))));
    }

    Optional<Distribution> distribution(DistributionId id) {
        return transactions.run(db -> db.selectFrom(DISTRIBUTION)
                .where(DISTRIBUTION.ID.eq(id.value()))
                .fetchOptional()
                .map(DistributionRows::distribution));
    }

    SnapshotRef recordSnapshot(DistributionId id, SnapshotRef snapshot) {
        try {
            return transactions.run(db -> {
                ExactTexts.of(db, "snapshot of distribution " + id)
                        .text("reference", snapshot.reference())
                        .throwIfAny();
                SnapshotRef stored = DistributionRows.snapshot(DistributionRows.locked(db, id));
                if (stored != null) {
                    return stored;
                }
                DistributionRecord row = db.update(DISTRIBUTION)
                        .set(DISTRIBUTION.SNAPSHOT_REFERENCE, snapshot.reference())
                        .set(DISTRIBUTION.SNAPSHOT_TAKEN_AT, snapshot.takenAt())
                        .set(DISTRIBUTION.SNAPSHOT_EXCLUSIVE, snapshot.exclusive())
                        .where(DISTRIBUTION.ID.eq(id.value()))
                        .returning()
                        .fetchSingle();
                return DistributionRows.distribution(row).snapshot();
            });
        } catch (ConstraintViolation e) {
            if (e.is(ONE_DISTRIBUTION_PER_SNAPSHOT)) {
                throw new ConflictException("snapshot '" + snapshot.reference()
                        + "' pays another distribution of the same asset; distribution " + id
                        + " needs a snapshot of its own");
            }
            throw e;
        }
    }
}
