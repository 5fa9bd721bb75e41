package io.masspayout.contract;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.MassPayoutException;
import io.masspayout.model.Plan;
import io.masspayout.model.SkipReason;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Created;
import io.masspayout.store.DuplicateAccountException;
import io.masspayout.store.Eligibility;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.PlanSource;
import io.masspayout.store.StagingId;
import io.masspayout.store.StalePlanException;
import io.masspayout.store.StatementLine;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Planning: who takes part, who is skipped and why, and that a plan is written once, on what it was computed on. */
abstract class PlanContract extends StoreScenario {

    private static final AccountId EXCLUDED = AccountId.of("0.0.500");

    PlanContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void holdersAreLeftOutForTheFirstReasonThatHolds() {
        Asset asset = asset();
        register(
                asset,
                RegisterLines.empty()
                        .addUnborn(asset.treasury().value(), 0)
                        .addUnborn(EXCLUDED.value(), 0)
                        .addUnborn("0x01", 0)
                        .addUnborn("0x02", 5)
                        .add("0.0.600", 0)
                        .add("0.0.700", 7));
        Distribution distribution =
                declare(Declaration.of(asset).exclude(EXCLUDED).exclude(asset.treasury()));

        Eligibility eligibility = store.eligibility(distribution.id(), REGISTER);

        assertThat(eligibility.listed()).isEqualTo(6);
        assertThat(eligibility.eligible()).isEqualTo(1);
        assertThat(eligibility.balance()).isEqualTo(BigInteger.valueOf(7));
        assertThat(eligibility.skipped())
                .as("in the order of the reasons")
                .containsExactly(
                        entry(SkipReason.TREASURY, 1L),
                        entry(SkipReason.EXCLUDED, 1L),
                        entry(SkipReason.ZERO_BALANCE, 2L),
                        entry(SkipReason.NO_ACCOUNT, 1L));
    }

    @Test
    void anAddressThatIsNoAccountTakesPartWhenAccountsMayBeCreated() {
        Asset asset = assetWith(RegisterLines.empty().addUnborn("0x02", 5).add("0.0.700", 7));
        Distribution distribution = declare(Declaration.of(asset).createAccounts(true));

        assertThat(store.eligibility(distribution.id(), REGISTER).eligible()).isEqualTo(2);
    }

    @Test
    void balancesTogetherMayBeBeyondALong() {
        Asset asset =
                assetWith(RegisterLines.empty().add("0.0.700", Long.MAX_VALUE).add("0.0.701", Long.MAX_VALUE));
        Distribution distribution = declare(Declaration.of(asset));

        assertThat(store.eligibility(distribution.id(), REGISTER).balance())
                .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).shiftLeft(1));
        Plan plan = plan(distribution, 101, 9).requirePlan();
        assertThat(plan.payable()).isEqualTo(101);
        assertThat(statement(distribution)).extracting(StatementLine::due).containsExactly(51L, 50L);
    }

    @Test
    void theStatementOfAPlanSaysWhoIsSkippedAndWhyAndWhoIsDueWhat() {
        Asset asset = assetWith(RegisterLines.empty()
                .add("0.0.3", AccountId.of("0.0.3"), true, 1)
                .add("0x000000000000000000000000000000000000000A", AccountId.of("0.0.10"), true, 60)
                .add("0.0.2", 39)
                .add("0.0.1", 0));
        Distribution distribution = declare(Declaration.of(asset).minimum(2));

        Plan plan = plan(distribution, 100, 9).requirePlan();

        assertThat(plan.total()).isEqualTo(100);
        assertThat(plan.payable()).isEqualTo(99);
        assertThat(plan.retained()).isEqualTo(1);
        assertThat(plan.payableHolders()).isEqualTo(2);
        assertThat(plan.skippedHolders()).isEqualTo(2);
        assertThat(plan.batches()).isEqualTo(1);
        assertThat(plan.plannedAt()).isEqualTo(NOW);
        List<StatementLine> lines = statement(distribution);
        assertThat(lines)
                .extracting(line -> line.account().value(), StatementLine::status, StatementLine::due)
                .containsExactly(
                        tuple("0.0.1", HolderStatus.SKIPPED, 0L),
                        tuple("0.0.10", HolderStatus.PENDING, 60L),
                        tuple("0.0.2", HolderStatus.PENDING, 39L),
                        tuple("0.0.3", HolderStatus.SKIPPED, 0L));
        assertThat(lines)
                .extracting(StatementLine::skipReason)
                .containsExactly(SkipReason.ZERO_BALANCE, null, null, SkipReason.BELOW_MINIMUM);
        assertThat(lines.get(1).accountAsGiven()).isEqualTo("0x000000000000000000000000000000000000000A");
        assertThat(lines.get(1).balance()).isEqualTo(60);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.paid()).isZero();
            assertThat(line.attempts()).isZero();
            assertThat(line.failure()).isNull();
        });
    }

    @Test
    void batchesAreChunksOfThePayableInTheOrderOfTheirAccounts() {
        Distribution distribution = planned(7, 3);

        List<BatchPayout> batches = batches(distribution);
        assertThat(batches).extracting(BatchPayout::batchNumber).containsExactly(1, 2, 3);
        assertThat(batches).extracting(BatchPayout::totalHolders).containsExactly(3, 3, 1);
        assertThat(batches).extracting(BatchPayout::amount).containsExactly(3 * SHARE, 3 * SHARE, SHARE);
        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch.status()).isEqualTo(BatchStatus.PENDING);
            assertThat(batch.attempts()).isZero();
            assertThat(batch.retryDepth()).isZero();
            assertThat(batch.transactionId()).isNull();
        });
        assertThat(statement(distribution))
                .extracting(StatementLine::batchId)
                .containsExactly(
                        batches.get(0).id(),
                        batches.get(0).id(),
                        batches.get(0).id(),
                        batches.get(1).id(),
                        batches.get(1).id(),
                        batches.get(1).id(),
                        batches.get(2).id());
        assertThat(read(distribution).status()).isEqualTo(DistributionStatus.PENDING);
    }

    @Test
    void whenNobodyTakesPartEverythingIsRetained() {
        Distribution distribution =
                declare(Declaration.of(assetWith(RegisterLines.empty().add("0.0.1", 0))));

        Plan plan = plan(distribution, 500, 9).requirePlan();

        assertThat(plan.payable()).isZero();
        assertThat(plan.retained()).isEqualTo(500);
        assertThat(plan.batches()).isZero();
        assertThat(plan.hash()).isEqualTo("0");
        assertThat(batches(distribution)).isEmpty();
    }

    @Test
    void aDraftWritesNothing() {
        Distribution distribution = declare(Declaration.of(assetWith(RegisterLines.equal(4))));

        store.draftPlan(distribution.id(), REGISTER, order(distribution, 400, 2), NOW);

        assertThat(read(distribution)).isEqualTo(distribution);
        assertThat(read(distribution).isPlanned()).isFalse();
        assertThat(statement(distribution)).isEmpty();
        assertThat(batches(distribution)).isEmpty();
        assertThat(store.progress(distribution.id()).payable()).isZero();
    }

    @Test
    void aPlanIsMadeOnStagedRowsAsOnTheRegisterAndForgetsThem() {
        Asset asset = asset();
        RegisterLines lines = RegisterLines.equal(5);
        Distribution onStaged = declare(Declaration.of(asset).fixed());
        StagingId staging = staged(lines);
        PlanSource source = new PlanSource.Staged(staging, 5);
        PlanOrder order = new PlanOrder(500, store.eligibility(onStaged.id(), source), 2);

        Plan plan = store.commitPlan(onStaged.id(), source, order, act("plan"))
                .value()
                .requirePlan();

        register(asset, lines);
        Distribution onRegister = plan(declare(Declaration.of(asset).fixed()), 500, 2);
        assertThat(plan).isEqualTo(onRegister.requirePlan());
        Distribution late = declare(Declaration.of(asset).fixed());
        assertThatThrownBy(() -> store.commitPlan(late.id(), source, order, act("plan")))
                .isInstanceOf(StalePlanException.class);
    }

    @Test
    void aPlanIsRefusedWhenTheRegisterChangedSinceItsTotalWasComputed() {
        Asset asset = assetWith(RegisterLines.equal(4));
        Distribution distribution = declare(Declaration.of(asset));
        PlanOrder order = order(distribution, 400, 2);
        register(asset, RegisterLines.equal(5));

        assertThatThrownBy(() -> store.draftPlan(distribution.id(), REGISTER, order, NOW))
                .isInstanceOf(StalePlanException.class);
        assertThatThrownBy(() -> store.commitPlan(distribution.id(), REGISTER, order, act("plan")))
                .isInstanceOf(StalePlanException.class);

        assertThat(read(distribution).isPlanned()).isFalse();
        assertThat(statement(distribution)).isEmpty();
    }

    @Test
    void aPlanIsRefusedWhenStagedRowsWereLost() {
        Distribution distribution = declare(Declaration.of(asset()));
        StagingId staging = staged(RegisterLines.equal(4));
        Eligibility eligibility = store.eligibility(distribution.id(), new PlanSource.Staged(staging, 4));
        PlanSource fiveExpected = new PlanSource.Staged(staging, 5);

        assertThatThrownBy(() -> store.commitPlan(
                        distribution.id(), fiveExpected, new PlanOrder(400, eligibility, 2), act("plan")))
                .isInstanceOf(StalePlanException.class);

        assertThat(read(distribution).isPlanned()).isFalse();
    }

    @Test
    void twoRowsOfOneAccountAreNeverPlanned() {
        Distribution distribution = declare(Declaration.of(asset()));
        RegisterLines twice = RegisterLines.empty()
                .add("0.0.2002", AccountId.of("0.0.2002"), true, 6)
                .add("0x07D2", AccountId.of("0.0.2002"), true, 7);
        PlanSource source = new PlanSource.Staged(staged(twice), 2);
        Eligibility believed = new Eligibility(2, Map.of(), 2, BigInteger.valueOf(13));

        assertThatThrownBy(() -> store.eligibility(distribution.id(), source))
                .isInstanceOf(DuplicateAccountException.class)
                .hasMessageContaining("1 ('0.0.2002')")
                .hasMessageContaining("2 ('0x07D2')");
        assertThatThrownBy(
                        () -> store.commitPlan(distribution.id(), source, new PlanOrder(100, believed, 9), act("plan")))
                .isInstanceOf(MassPayoutException.class);

        assertThat(read(distribution).isPlanned()).isFalse();
        assertThat(statement(distribution)).isEmpty();
    }

    @Test
    void aPlanNeverChanges() {
        Asset asset = assetWith(RegisterLines.equal(4));
        Distribution planned = planned(asset, 4, 2);
        register(asset, RegisterLines.equal(6));

        Created<Distribution> again = store.commitPlan(planned.id(), REGISTER, order(planned, 1_200, 3), act("again"));

        assertThat(again.created()).isFalse();
        assertThat(again.value()).isEqualTo(planned);
        assertThat(statement(planned)).hasSize(4);
        assertThat(batches(planned)).hasSize(2);
    }

    @Test
    void aPlanThatIsBeingPaidIsReturnedToo() {
        Distribution started = started(4, 2);

        Created<Distribution> again = store.commitPlan(started.id(), REGISTER, order(started, 400, 2), act("again"));

        assertThat(again.created()).isFalse();
        assertThat(again.value().plan()).isEqualTo(started.plan());
    }

    @Test
    void ofSeveralPlannersAtOnceOneWritesThePlan() throws Exception {
        Distribution distribution =
                declare(Declaration.of(assetWith(RegisterLines.equal(20))).fixed());
        PlanOrder order = order(distribution, 20 * SHARE, 3);

        List<Created<Distribution>> planned =
                AtOnce.times(2, () -> store.commitPlan(distribution.id(), REGISTER, order, act("plan")));

        assertThat(planned).filteredOn(Created::created).hasSize(1);
        assertThat(planned.get(0).value().plan())
                .isEqualTo(planned.get(1).value().plan());
        assertThat(statement(distribution)).hasSize(20);
        assertThat(batches(distribution)).hasSize(7);
    }

    @Test
    void aCancelledDistributionIsNotPlanned() {
        Distribution distribution = declare(Declaration.of(assetWith(RegisterLines.equal(4))));
        PlanOrder order = order(distribution, 400, 2);
        store.cancel(distribution.id(), act("mistake"));

        assertThatThrownBy(() -> store.commitPlan(distribution.id(), REGISTER, order, act("plan")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("CANCELLED");

        assertThat(statement(distribution)).isEmpty();
    }
}
