package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.TokenId;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first program of the README does the right thing when it is run again, in every state that the run before can have left. */
class ReadmeProgramTest {

    /** What the program pays: 100,000.00 of a token with six decimals. */
    private static final long DUE = 100_000_000_000L;

    private static final int HOLDERS = 500;

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** The end of the process that runs the program. An error of the JVM, so that no bulkhead keeps the program alive. */
    private static final class Crash extends VirtualMachineError {
        private static final long serialVersionUID = 1L;
    }

    private final SimulatedNetwork network = ExampleLedger.withTreasury();
    /** One batch after the other, so that a crash in the middle leaves some that nothing was done about. */
    private final BlockchainGateway gateway =
            SimulatedLedger.on(network).maxInFlight(1).build();

    private MassPayoutDataSource dataSource;

    @BeforeEach
    void openADatabaseOfItsOwn() throws SQLException {
        network.token(ExampleLedger.ASSET).heldBy(2_000, HOLDERS, i -> 1 + i);
        treasuryHolds(DUE);
        String name = "readme_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(TestServer.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        dataSource = MassPayoutDataSource.builder(TestServer.jdbcUrl().replaceFirst("(//[^/]+/)[^?]+", "$1" + name))
                .build();
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void notRunBefore() {
        assertPaid(run());
    }

    @Test
    void crashedBeforeThePlan() {
        crashAt("check", 1);
        assertThat(stored().isPlanned()).isFalse();

        assertPaid(run());
    }

    @Test
    void planned() {
        crashAt("check", 2);
        assertThat(stored().isPlanned()).isTrue();
        assertThat(stored().status()).isEqualTo(DistributionStatus.PENDING);

        assertPaid(run());
    }

    @Test
    void halfPaid() {
        crashAt("submit", 3);
        assertThat(stored().status()).isEqualTo(DistributionStatus.PROCESSING);
        assertThat(treasury()).isBetween(1L, DUE - 1);

        assertPaid(run());
    }

    @Test
    void waitingForMoney() {
        treasuryHolds(DUE - 15_000_000);
        assertThatThrownBy(this::run).hasMessage("the treasury lacks 15000000 smallest units");
        assertThatThrownBy(this::run).hasMessage("the treasury lacks 15000000 smallest units");
        treasuryHolds(DUE);

        assertPaid(run());
    }

    @Test
    void halfPaidAndWaitingForMoney() {
        crashAt("submit", 3);
        long left = treasury();
        // What is in flight may have been taken already, so the program asks for what it has yet to send.
        treasuryHolds(toSend() - 15_000_000);
        assertThatThrownBy(this::run).hasMessage("the treasury lacks 15000000 smallest units");
        treasuryHolds(left);

        assertPaid(run());
    }

    @Test
    void finished() {
        run();

        assertPaid(run());

        treasuryHolds(DUE);
        assertThat(run().progress().paid()).isEqualTo(HOLDERS);
        assertThat(treasury()).as("nothing is paid again").isEqualTo(DUE);
    }

    @Test
    void cancelledBeforeThePlan() {
        crashAt("check", 1);
        cancel();
        treasuryHolds(0);

        assertThat(run().distribution().status()).isEqualTo(DistributionStatus.CANCELLED);
        assertThat(stored().isPlanned()).isFalse();
    }

    @Test
    void cancelledHalfPaid() {
        crashAt("submit", 3);
        cancel();
        long left = treasury();
        run();

        DistributionSummary again = run();

        // What was signed and never sent ends with its window: until then the ledger may still take it.
        assertThat(again.distribution().cancelRequested()).isTrue();
        assertThat(again.progress().cancelled()).isPositive();
        assertThat(again.progress().paidAmount()).isEqualTo(DUE - left);
        assertThat(treasury()).as("nothing more is paid").isEqualTo(left);
    }

    private void assertPaid(DistributionSummary summary) {
        assertThat(summary.waiting()).isEmpty();
        assertThat(summary.distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(summary.progress().paid()).isEqualTo(HOLDERS);
        assertThat(treasury()).isZero();
    }

    private DistributionSummary run() {
        return FiveMinutesMain.payDividend(dataSource, gateway, Runnable::run);
    }

    /** The process ends when the ledger has taken a call, before the program hears of it. */
    private void crashAt(String method, int call) {
        AtomicInteger calls = new AtomicInteger();
        BlockchainGateway deadly = (BlockchainGateway) Proxy.newProxyInstance(
                getClass().getClassLoader(), gateway.getClass().getInterfaces(), (self, called, arguments) -> {
                    boolean last = called.getName().equals(method) && calls.incrementAndGet() >= call;
                    try {
                        Object answer = called.invoke(gateway, arguments);
                        if (last) {
                            throw new Crash();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        assertThatThrownBy(() -> FiveMinutesMain.payDividend(dataSource, deadly, Runnable::run))
                .isInstanceOf(Crash.class);
        leasesRunOut();
    }

    /** As if a minute had passed: until then the program says that the batches are another worker's. */
    private void leasesRunOut() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE batch_payout SET lease_until = clock_timestamp() WHERE lease_until IS NOT NULL");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Distribution stored() {
        return JooqPayoutStore.create(dataSource)
                .distributionByKey("acme-dividend-2026-q4")
                .orElseThrow();
    }

    private void cancel() {
        withClient(client -> client.distributions().cancel(stored().id(), "test", "not to be paid"));
    }

    private void withClient(Consumer<MassPayoutClient> work) {
        try (MassPayoutClient client = MassPayoutClient.builder()
                .store(JooqPayoutStore.create(dataSource))
                .gateway(gateway)
                .build()) {
            work.accept(client);
        }
    }

    private long toSend() {
        long[] units = {0};
        withClient(client ->
                units[0] = client.distributions().preview(stored().id()).toSend());
        return units[0];
    }

    private void treasuryHolds(long units) {
        network.account(ExampleLedger.TREASURY).holds(ExampleLedger.PAYMENT_TOKEN, units);
    }

    private long treasury() {
        return network.balance(AccountId.of(ExampleLedger.TREASURY), TokenId.of(ExampleLedger.PAYMENT_TOKEN));
    }
}
