package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.EngineSettings;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.SimulatedLedger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A schema of version 6 with batches in flight, whose memos are of the first form and name no book, is migrated after all workers were stopped, and
 * new workers carry on. The rows are those of this library, taken back to version 6: what later versions added is gone, with all that was
 * stored in it, as if it had never been.
 */
class UpgradeInFlightTest {

    private static final int OLD = 6;
    private static final int HOLDERS = 40;
    private static final int HOLDERS_PER_BATCH = 4;
    private static final int FAULTS_PERCENT = 50;
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(2);
    private static final int MAX_MINUTES = 60;

    private final String schema = TestDatabase.unusedSchemaName();
    private final SimulatedPayout payout = new SimulatedPayout(HOLDERS);
    private final DataSource database = TestDatabase.dataSource();

    @BeforeEach
    void migrate() {
        MassPayoutSchema.of(database, schema).migrate();
        // Nothing but the library keeps it from paying twice.
        payout.network
                .account(SimulatedPayout.TREASURY)
                .holds(SimulatedPayout.USDC, 3 * HOLDERS * SimulatedPayout.UNITS_PER_HOLDER);
    }

    @AfterEach
    void drop() {
        TestDatabase.drop(schema);
    }

    private MassPayoutClient client(BlockchainGateway ledger) {
        return MassPayoutClient.builder()
                .store(JooqPayoutStore.builder(database)
                        .schema(schema)
                        .schemaMode(SchemaMode.NONE)
                        .build())
                .gateway(ledger)
                .clock(payout.clock)
                .random(new Random(1))
                .settings(EngineSettings.defaults().withLease(Duration.ZERO))
                .build();
    }

    private SimulatedLedger ledger(FaultPlan faults) {
        return SimulatedLedger.on(payout.network)
                .holdersPerBatch(HOLDERS_PER_BATCH)
                .faults(faults)
                .build();
    }

    /** What version 6 wrote into the memo of a transaction: {@code mp1}, the distribution and the batch. */
    private static BlockchainGateway withOldMemos(BlockchainGateway ledger) {
        return (BlockchainGateway) Proxy.newProxyInstance(
                BlockchainGateway.class.getClassLoader(),
                new Class<?>[] {BlockchainGateway.class},
                (self, method, arguments) -> {
                    Object[] given = arguments == null
                            ? null
                            : Arrays.stream(arguments)
                                    .map(UpgradeInFlightTest::withOldMemo)
                                    .toArray();
                    try {
                        return method.invoke(ledger, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Object withOldMemo(Object argument) {
        return argument instanceof BatchInstruction batch
                ? new BatchInstruction(
                        new BatchReference(batch.reference().distributionId(), batch.batchId()),
                        batch.treasury(),
                        batch.currency(),
                        batch.payments(),
                        batch.createAccounts())
                : argument;
    }

    private void takeBack() {
        MassPayoutSchema all = MassPayoutSchema.of(database, schema);
        while (applied(all) > OLD) {
            all.revertLast(RevertMode.DROP_ROWS);
        }
    }

    private static long applied(MassPayoutSchema schema) {
        return schema.info().stream()
                .filter(version -> version.state() == SchemaVersion.State.APPLIED)
                .count();
    }

    /** In flight are batches that were lost on their way, whose answer was lost, and which arrive after the upgrade. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsInFlightIsCarriedOnAndNoHolderIsPaidTwice(long seed) {
        FaultPlan faults = FaultPlan.random(seed, FAULTS_PERCENT, LONGEST_DELAY);
        MassPayoutClient old = client(withOldMemos(ledger(faults)));
        DistributionId id = payout.declared(client(ledger(FaultPlan.of()))).id();
        DistributionSummary before = old.payouts().execute(id);
        assertThat(before.waiting()).as("batches are in flight").isPresent();
        takeBack();

        MassPayoutSchema.of(database, schema).migrate();
        faults.heal();
        MassPayoutClient upgraded = client(ledger(faults));
        DistributionSummary summary = upgraded.payouts().execute(id);
        for (int minute = 0; minute < MAX_MINUTES && !summary.isFinished(); minute++) {
            payout.clock.advance(Duration.ofMinutes(1));
            summary = upgraded.payouts().execute(id);
        }
        payout.network.deliverDelayed();

        assertThat(summary.distribution().status()).as("%s", summary.waiting()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(timesPaid(id)).containsOnly(1);
        assertThat(upgraded.payouts().treasuryStop(summary.distribution().treasury()))
                .isEmpty();
    }

    @Test
    void theOldSchemaHasNoBookAndNoHistory() {
        takeBack();

        assertThat(applied(MassPayoutSchema.of(database, schema))).isEqualTo(OLD);
    }

    private List<Integer> timesPaid(DistributionId id) {
        int[] times = new int[HOLDERS];
        payout.network.payments(
                id,
                payment -> times[
                        Math.toIntExact(
                                Long.parseLong(payment.credited().value().substring("0.0.".length()))
                                        - SimulatedPayout.FIRST_HOLDER)]++);
        return Arrays.stream(times).boxed().toList();
    }
}
