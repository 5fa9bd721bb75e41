package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.PayoutListener;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Settlement;
import io.masspayout.testing.FailingPort;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.Misbehaviour;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verbs inside a host's transaction whose snapshot is older than what workers have written since. */
class HostIsolationTest {

    private static final String USDC = "0.0.429274";

    private static StoreSchema schema;

    private final ManualClock clock = ManualClock.at("2026-11-26T10:00:00Z");
    private final SimulatedNetwork network = SimulatedNetwork.at(clock);
    private final FailingPort<BlockchainGateway> gateway = FailingPort.of(
            BlockchainGateway.class,
            SimulatedLedger.on(network).holdersPerBatch(4).hidingCulprits().build());
    private Runnable onSettled = () -> {};
    private MassPayoutClient client;
    private DistributionId id;

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    /** Four holders in one batch, of whom one cannot be paid: the ledger refuses the batch as a whole, and its halves are tried. */
    @BeforeEach
    void open() {
        schema.clear();
        network.token("0.0.7001").named("Acme", "A").heldBy(2_000, 4, i -> 1).treasury("0.0.1001");
        network.token(USDC).named("US Dollar", "USDC").decimals(2).heldBy(2_000, 4, i -> 0);
        network.account("0.0.1001").holds(USDC, 1_000);
        client = MassPayoutClient.builder()
                .store(schema.store())
                .gateway(gateway.port())
                .clock(clock)
                .processing(ProcessingSettings.defaults().withoutClockCheck())
                .listener(new PayoutListener() {
                    @Override
                    public void settled(Distribution distribution, Settlement settlement) {
                        onSettled.run();
                    }
                })
                .build();
        Asset asset = client.assets().importAsset(AssetImport.of("0.0.7001").paidIn(USDC));
        id = client.distributions()
                .create(DistributionRequest.dividend(asset.id())
                        .amount("4.00")
                        .idempotencyKey("split")
                        .build())
                .id();
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
    void whoCannotSeeTheHalvesOfABatchIsToldSoAndCancelsNothing(int isolation) throws SQLException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (Connection host = TestDatabase.dataSource().getConnection()) {
            host.setAutoCommit(false);
            host.setTransactionIsolation(isolation);
            gateway.fail("submit", Misbehaviour.RETURNS_NULL, arguments -> {
                look(host);
                // Only now: a screening before the send would have found it.
                network.account("0.0.2001").refuses();
                return false;
            });
            onSettled = () -> {
                onSettled = () -> {};
                gateway.mend();
                thrown.set(catchThrowable(() ->
                        schema.store().joining(host).cancel(id, new Act("host", "changed our mind", clock.instant()))));
                end(host, thrown.get() == null);
            };
            client.payouts().execute(id);
        }

        assertThat(thrown.get()).isInstanceOf(ConflictException.class).hasMessageContaining("begin it again");
        for (int call = 0; call < 10; call++) {
            clock.advance(Duration.ofMinutes(1));
            client.processing().runDue();
        }
        assertThat(client.distributions().get(id).status())
                .as("as if nobody had asked to cancel")
                .isEqualTo(DistributionStatus.PARTIALLY_COMPLETED);
    }

    private static void end(Connection host, boolean commit) {
        try {
            if (commit) {
                host.commit();
            } else {
                host.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void look(Connection host) {
        try (var statement = host.createStatement()) {
            statement.execute("SELECT count(*) FROM " + schema.name() + ".batch_payout");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsLeftPendingUnderACancelIsCancelledByTheNextCall() {
        gateway.fail("allocate", Misbehaviour.SAYS_THE_LEDGER_IS_DOWN);
        client.payouts().execute(id);
        schema.withoutTriggers(
                "UPDATE " + schema.name() + ".distribution SET cancel_requested = TRUE WHERE id = '" + id + "'");
        gateway.mend();

        clock.advance(Duration.ofMinutes(5));
        client.processing().runDue();

        assertThat(client.distributions().get(id).status()).isEqualTo(DistributionStatus.CANCELLED);
        assertThat(network.paid(id)).isZero();
        clock.advance(Duration.ofMinutes(5));
        assertThat(client.processing().runDue().worked()).as("for ever").isEmpty();
    }
}
