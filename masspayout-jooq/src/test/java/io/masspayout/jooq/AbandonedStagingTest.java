package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.STAGED_HOLDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.model.AccountId;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.PlanSource;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StagingId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows staged by a process that was killed go when somebody else's staging has served its purpose. */
class AbandonedStagingTest {

    private static StoreSchema schema;

    private final DSLContext db = schema.db();
    private final JooqPayoutStore store = schema.store();
    private final StagingId abandoned = new StagingId(UUID.randomUUID());
    private final StagingId underWay = new StagingId(UUID.randomUUID());

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @BeforeEach
    void clear() {
        schema.clear();
    }

    /** Two processes, one killed more than a day ago and one that may still be at it. */
    private void stageAndDie() {
        stage(abandoned);
        age(abandoned, RegisterVerbs.ABANDONED_AFTER.plusMinutes(1));
        stage(underWay);
        age(underWay, RegisterVerbs.ABANDONED_AFTER.minusMinutes(1));
    }

    @Test
    void replacingARegisterForgetsThem() {
        AssetId asset = PayoutScenario.declared(store, 2).assetId();
        stageAndDie();

        assertThat(store.replaceRegister(asset, staged(), 2, PayoutScenario.ACT))
                .isEqualTo(2);

        assertOnlyUnderWayIsLeft();
    }

    @Test
    void planningOnStagedHoldersForgetsThem() {
        Distribution distribution = PayoutScenario.declared(store, 2);
        stageAndDie();
        PlanSource source = new PlanSource.Staged(staged(), 2);
        PlanOrder order = new PlanOrder(1_000, store.eligibility(distribution.id(), source), 2);

        assertThat(store.commitPlan(distribution.id(), source, order, PayoutScenario.ACT)
                        .created())
                .isTrue();

        assertOnlyUnderWayIsLeft();
    }

    @Test
    void discardingAnAttemptForgetsThem() {
        stageAndDie();

        store.discardStaging(staged());

        assertOnlyUnderWayIsLeft();
    }

    @Test
    void whatSomebodyElseIsDiscardingKeepsNobodyWaiting() {
        stageAndDie();
        db.transaction(other -> {
            DSL.using(other)
                    .selectFrom(STAGED_HOLDER)
                    .where(STAGED_HOLDER.STAGING_ID.eq(abandoned.value()))
                    .forUpdate()
                    .fetch();

            store.discardStaging(staged());

            assertThat(db.fetchCount(STAGED_HOLDER, STAGED_HOLDER.STAGING_ID.eq(abandoned.value())))
                    .isEqualTo(2);
        });
    }

    private void assertOnlyUnderWayIsLeft() {
        assertThat(db.selectDistinct(STAGED_HOLDER.STAGING_ID)
                        .from(STAGED_HOLDER)
                        .fetch(STAGED_HOLDER.STAGING_ID))
                .containsExactly(underWay.value());
    }

    private StagingId staged() {
        StagingId staging = new StagingId(UUID.randomUUID());
        stage(staging);
        return staging;
    }

    private void stage(StagingId staging) {
        store.stage(
                staging,
                List.of(
                        new StagedHolder(1, "0.0.1001", AccountId.of("0.0.1001"), true, 10),
                        new StagedHolder(2, "0.0.1002", AccountId.of("0.0.1002"), true, 10)));
    }

    private void age(StagingId staging, Duration age) {
        db.update(STAGED_HOLDER)
                .set(
                        STAGED_HOLDER.STAGED_AT,
                        DSL.field(
                                "clock_timestamp() - {0} * interval '1 second'",
                                Instant.class, DSL.val(age.toSeconds())))
                .where(STAGED_HOLDER.STAGING_ID.eq(staging.value()))
                .execute();
    }
}
