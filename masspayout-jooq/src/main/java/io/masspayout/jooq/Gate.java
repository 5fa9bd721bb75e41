package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;
import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.FOLLOWED_HISTORY;
import static io.masspayout.jooq.schema.Tables.TREASURY;

import io.masspayout.jooq.internal.StoredText;
import io.masspayout.jooq.schema.tables.records.AssetRecord;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.jooq.schema.tables.records.TreasuryRecord;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Treasury;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.IntentResult;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.Obstacle;
import io.masspayout.store.Standing;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** What stands between a distribution and its payments, if anything does. */
final class Gate {

    /** The treasury that a distribution is paid from, if any worker has ever written of it. */
    static final Condition ITS_TREASURY = TREASURY.ACCOUNT_ID
            .eq(DISTRIBUTION.TREASURY_ACCOUNT_ID)
            .and(TREASURY.TOKEN_ID.eq(DISTRIBUTION.PAYMENT_TOKEN_ID));

    private Gate() {}

    /**
     * A distribution, and what else decides whether it may be paid. Read without a lock, it is good for deciding where to look, not for
     * sending.
     */
    record Seen(
            DistributionRecord distribution, boolean isAssetPaused, boolean isTreasuryStopped, FollowedHistory history)
            implements Standing {

        Set<Obstacle> obstacles() {
            return Obstacle.standing(this);
        }

        Optional<Obstacle> obstacle(Obstacle.Step step) {
            return Obstacle.first(step, this);
        }

        @Override
        public boolean isProcessing() {
            return DistributionRows.status(distribution).isBeingPaid() && !distribution.getCancelRequested();
        }

        @Override
        public boolean isReconciling() {
            return distribution.getReconcilingSince() != null;
        }

        @Override
        public boolean isHeld() {
            return distribution.getHeld();
        }

        @Override
        public boolean isTreasuryReconciling() {
            return history.isReconciling();
        }

        @Override
        public boolean isHistoryBehind() {
            return history.isBehind();
        }

        @Override
        public boolean isFunded() {
            return distribution.getFunded();
        }
    }

    /**
     * What batches of a distribution that are about to be sent meet with.
     *
     * @param obstacle what stands in their way, if anything does
     * @param tried its treasury, if that is stopped and a try is open: it is for one batch only
     */
    record Passage(Optional<Obstacle> obstacle, Optional<Treasury> tried) {

        static Passage ofNoDistribution() {
            return new Passage(Optional.of(Obstacle.NOT_PROCESSING), Optional.empty());
        }

        IntentResult answer() {
            return obstacle.map(Obstacle::refusal).orElse(IntentResult.GRANTED);
        }
    }

    /** A try that is open is for one batch more, which {@link Probes#take} sees to. */
    static boolean isStopped(@Nullable TreasuryRecord treasury) {
        return treasury != null && treasury.getStoppedCode() != null && !treasury.getProbeOpen();
    }

    static Seen look(DSLContext db, DistributionId id) {
        var row = db.select(DISTRIBUTION.fields())
                .select(ASSET.PAUSED, TREASURY.STOPPED_CODE, TREASURY.PROBE_OPEN)
                .from(DISTRIBUTION)
                .join(ASSET)
                .on(ASSET.ID.eq(DISTRIBUTION.ASSET_ID))
                .leftJoin(TREASURY)
                .on(ITS_TREASURY)
                .where(DISTRIBUTION.ID.eq(id.value()))
                .fetchOptional()
                .orElseThrow(() -> new NotFoundException("distribution", id));
        DistributionRecord distribution = row.into(DISTRIBUTION);
        return new Seen(
                distribution,
                row.get(ASSET.PAUSED),
                row.get(TREASURY.STOPPED_CODE) != null && !row.get(TREASURY.PROBE_OPEN),
                FollowedRows.gate(db, DistributionRows.treasury(distribution)));
    }

    /**
     * Locks distributions, assets and treasuries of some batches in the global order, shared, so that none of them can change
     * before the intents are committed, and says of each distribution what stands in the way.
     */
    static Map<UUID, Passage> lockShared(DSLContext db, Collection<BatchId> batches) {
        // A batch never changes its distribution, so it is read without a lock.
        var theirs = DSL.select(BATCH_PAYOUT.DISTRIBUTION_ID)
                .from(BATCH_PAYOUT)
                .where(BATCH_PAYOUT.ID.eq(DSL.any(BatchRows.array(batches))));
        var distributions = db.selectFrom(DISTRIBUTION)
                .where(DISTRIBUTION.ID.in(theirs))
                .orderBy(DISTRIBUTION.ID)
                .forShare()
                .fetch();
        Map<UUID, AssetRecord> assets = db.selectFrom(ASSET)
                .where(ASSET.ID.eq(
                        DSL.any(Unnested.array(SQLDataType.UUID, distributions, DistributionRecord::getAssetId))))
                .orderBy(ASSET.ID)
                .forShare()
                .fetchMap(ASSET.ID);
        Map<String, TreasuryRecord> treasuries = new HashMap<>();
        Unnested<DistributionRecord> u = new Unnested<>("u", distributions);
        var account = u.column("account_id", StoredText.TYPE, DistributionRecord::getTreasuryAccountId);
        var token = u.column("token_id", StoredText.TYPE, DistributionRecord::getPaymentTokenId);
        db.selectFrom(TREASURY)
                .where(DSL.exists(DSL.selectOne()
                        .from(u.table())
                        .where(TREASURY.ACCOUNT_ID.eq(account))
                        .and(TREASURY.TOKEN_ID.eq(token))))
                .orderBy(TREASURY.ACCOUNT_ID, TREASURY.TOKEN_ID)
                .forShare()
                .forEach(row -> treasuries.put(key(row.getAccountId(), row.getTokenId()), row));
        // Read without a lock: what is compared only grows, and a reconcile that begins now knows this batch.
        Map<String, FollowedHistory> histories = new HashMap<>();
        db.select(FollowedRows.fields())
                .from(FOLLOWED_HISTORY)
                .crossJoin(DatabaseServer.table())
                .where(DSL.exists(DSL.selectOne()
                        .from(u.table())
                        .where(FOLLOWED_HISTORY.ACCOUNT_ID.eq(account))
                        .and(FOLLOWED_HISTORY.TOKEN_ID.eq(token))))
                .forEach(row -> histories.put(
                        key(row.get(FOLLOWED_HISTORY.ACCOUNT_ID), row.get(FOLLOWED_HISTORY.TOKEN_ID)),
                        FollowedRows.history(row, 0)));
        Map<UUID, Passage> passages = new HashMap<>();
        for (DistributionRecord distribution : distributions) {
            TreasuryRecord treasury =
                    treasuries.get(key(distribution.getTreasuryAccountId(), distribution.getPaymentTokenId()));
            AssetRecord asset = assets.get(distribution.getAssetId());
            Seen seen = new Seen(
                    distribution,
                    asset == null || asset.getPaused(),
                    isStopped(treasury),
                    histories.computeIfAbsent(
                            key(distribution.getTreasuryAccountId(), distribution.getPaymentTokenId()),
                            unread -> FollowedRows.never(db)));
            boolean tried = treasury != null && treasury.getProbeOpen();
            passages.put(
                    distribution.getId(),
                    new Passage(
                            seen.obstacle(Obstacle.Step.SEND),
                            tried ? Optional.of(DistributionRows.treasury(distribution)) : Optional.empty()));
        }
        return passages;
    }

    private static String key(String account, String token) {
        return account + '\n' + token;
    }

    /**
     * Distributions that a worker could get on with: nothing forbids to plan them, which covers what only a person or the ledger can
     * clear. A stop of their treasury is another matter: a worker may find its cause mended, unless it needs a person.
     */
    static Condition isWorthTrying(Collection<Field<String>> stopsNeedingPerson, Instant now) {
        return DSL.and(Obstacle.against(Obstacle.Step.PLAN).stream()
                        .map(Gate::isAbsent)
                        .toList())
                .and(TREASURY.STOPPED_CODE
                        .isNull()
                        .or(TREASURY.STOPPED_CODE.notIn(stopsNeedingPerson).and(Probes.isWorthTrying(now))));
    }

    /** As {@link Seen} judges, in the words of a query over distributions with their assets and treasuries. */
    private static Condition isAbsent(Obstacle obstacle) {
        return switch (obstacle) {
            case NOT_PROCESSING ->
                DISTRIBUTION
                        .STATUS
                        .eq(DSL.inline(DistributionStatus.PROCESSING.name()))
                        .and(DSL.not(DSL.condition(DISTRIBUTION.CANCEL_REQUESTED)));
            case RECONCILING -> DISTRIBUTION.RECONCILING_SINCE.isNull();
            case TREASURY_RECONCILING, HISTORY_BEHIND ->
                throw new IllegalStateException("no query looks for work by " + obstacle
                        + ": the worker that executes a distribution follows its treasury's history");
            case HELD -> DSL.not(DSL.condition(DISTRIBUTION.HELD));
            case ASSET_PAUSED -> DSL.not(DSL.condition(ASSET.PAUSED));
            case TREASURY_STOPPED -> TREASURY.STOPPED_CODE.isNull().or(DSL.condition(TREASURY.PROBE_OPEN));
            case NOT_FUNDED -> DSL.condition(DISTRIBUTION.FUNDED);
        };
    }
}
