package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.ReconcileReport;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.model.AccountId;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.processing.DueWork;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.schedule.Recurrence;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedNetwork;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * After a restore an operator does what docs/how-money-moves.md says, step by step and word for word: the test reads the steps from the
 * document. The backup is from before a dividend was paid, two others were declared, and a coupon's turn came.
 */
class RestoreChecklistTest {

    private static final Path DOCUMENT = Path.of("../docs/how-money-moves.md");
    private static final String SECTION = "After a restore";
    private static final String RECONCILE_UNTIL_KNOWN = "Start one process with the same gateway, and call"
            + " `payouts().reconcile(who, why)` every minute, until the report says `finished()` or names unknown payments.";

    private static final int HOLDERS = 50;
    private static final int MAX_MINUTES = 30;
    private static final String WHO = "alice";
    private static final String WHY = "restored the backup of Friday";

    private final ManualClock clock = ManualClock.at("2026-01-30T12:00:00Z");
    private final SimulatedNetwork network = ExampleLedger.withTreasury(clock);
    private final String name = "checklist_" + ProcessHandle.current().pid();
    private final String backup = name + "_backup";

    private MassPayoutDataSource dataSource;
    private MassPayoutClient client;
    private AssetId asset;
    private DistributionId former;
    private Optional<ReconcileReport> report = Optional.empty();

    @BeforeEach
    void declareSomeOfThem() throws SQLException {
        network.token(ExampleLedger.ASSET).heldBy(2_000, HOLDERS, i -> 1 + i);
        execute("CREATE DATABASE " + name);
        start();
        asset = client.assets().importAsset(ExampleLedger.ASSET).id();
        declare("paid after the backup");
        client.distributions()
                .create(DistributionRequest.coupon(asset)
                        .amountPerUnit("0.05")
                        .every(Recurrence.monthly(
                                        LocalDateTime.parse("2026-01-31T09:00").atZone(ZoneId.of("Europe/Zurich")))
                                .times(3))
                        .idempotencyKey("coupon")
                        .build());
        stop();
        execute("CREATE DATABASE " + backup + " TEMPLATE " + name);
        start();
        declare("declared after the backup");
        former = declare("declared after the backup, and not again").id();
        clock.advance(Duration.ofDays(1));
        workUntilAllIsPaid();
        client.payouts().execute(former);
    }

    @AfterEach
    void drop() throws SQLException {
        stop();
        execute("DROP DATABASE IF EXISTS " + name);
        execute("DROP DATABASE IF EXISTS " + backup);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(TestServer.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void start() {
        dataSource = MassPayoutDataSource.builder(TestServer.jdbcUrl().replaceFirst("(//[^/]+/)[^?]+", "$1" + name))
                .build();
        client = MassPayoutClient.builder()
                .store(JooqPayoutStore.create(dataSource))
                .gateway(network.client())
                .clock(clock)
                .processing(ProcessingSettings.defaults().withoutClockCheck())
                .build();
    }

    private void stop() {
        client.close();
        dataSource.close();
    }

    private Distribution declare(String key) {
        return client.distributions()
                .create(DistributionRequest.dividend(asset)
                        .amount("1000.00")
                        .idempotencyKey(key)
                        .build());
    }

    private void workUntilAllIsPaid() {
        client.processing().runDue();
        declared().forEach(id -> client.payouts().execute(id));
        client.processing().runDue();
    }

    private List<DistributionId> declared() {
        return List.of(
                declare("paid after the backup").id(),
                declare("declared after the backup").id());
    }

    /** Holders whom the ledger has paid for these, and those whom it has paid twice for one of them. */
    private record Paid(int once, int twice) {}

    private Paid paid(Iterable<DistributionId> distributions) {
        int once = 0;
        int twice = 0;
        for (DistributionId id : distributions) {
            List<AccountId> all = new ArrayList<>();
            network.payments(id, payment -> all.add(payment.credited()));
            Set<AccountId> different = new HashSet<>(all);
            once += different.size();
            twice += all.size() - different.size();
        }
        return new Paid(once, twice);
    }

    @Test
    void whatTheDocumentSaysAfterARestoreIsDoneWordForWord() {
        int executed = network.executed();

        checklist().perform();

        assertThat(report)
                .hasValueSatisfying(last -> assertThat(last.finished()).isTrue());
        workUntilAllIsPaid();
        List<DistributionId> all = new ArrayList<>(declared());
        all.add(former);
        assertThat(paid(all)).isEqualTo(new Paid(3 * HOLDERS, 0));
        assertThat(network.executed())
                .as("transactions on the ledger, the coupon's too")
                .isEqualTo(executed);
        assertThat(declared())
                .allSatisfy(id ->
                        assertThat(client.distributions().get(id).status()).isEqualTo(DistributionStatus.COMPLETED));
        assertThatThrownBy(() -> declare("declared after the backup, and not again"))
                .hasMessageContaining(former.toString());
    }

    @Test
    void aStepThatTheTestDoesNotKnowOrThatTheDocumentLacksFails() {
        assertThatThrownBy(() -> checklist().step("Feed the cat.", () -> {}).perform())
                .hasMessageContaining("steps that are missing: [Feed the cat.]");
        assertThatThrownBy(() -> Checklist.of("## To do\n\n1. **Feed the cat.**\n", "To do")
                        .perform())
                .hasMessageContaining("steps without a deed: [Feed the cat.]");
        assertThatThrownBy(() -> Checklist.of("## To do\n\n1. **Feed the cat.**\n2. Feed the dog.\n", "To do"))
                .hasMessageContaining("2 steps are numbered, of which 1 say in bold what to do");
    }

    private Checklist checklist() {
        return Checklist.of(DOCUMENT, SECTION)
                .step("Stop all workers, and everything else that calls the library.", this::stop)
                .step("Restore the database, promote the replica, or start the copy.", this::restore)
                .step(RECONCILE_UNTIL_KNOWN, () -> {
                    start();
                    reconcileUntil(ReconcileReport::finished, RestoreChecklistTest::namesUnknown);
                    assertThat(report)
                            .hasValueSatisfying(first -> assertThat(namesUnknown(first))
                                    .as("what was declared after the backup is unknown")
                                    .isTrue());
                })
                .step(
                        "Declare again what the report names as unknown, with the same idempotency keys.",
                        () -> assertThat(named())
                                .contains(declare("declared after the backup").id()))
                .step(
                        "Call `processing().pollEvents()` and `processing().makeOccurrences()` until neither makes"
                                + " anything.",
                        this::makeAgain)
                .step(
                        "Call `payouts().declareFormer(id, who, why)` for each distribution that is not to be declared"
                                + " again.",
                        () -> client.payouts().declareFormer(former, WHO, WHY))
                .step(
                        "Call `payouts().reconcile(who, why)` every minute, until the report says `finished()`.",
                        () -> reconcileUntil(ReconcileReport::finished, ReconcileReport::finished))
                .step(
                        "Look at each treasury's stop, if one is left, and lift it by"
                                + " `payouts().liftTreasuryStop(treasury, who, why)`.",
                        this::liftStops)
                .step("Start the workers.", () -> {
                    stop();
                    start();
                });
    }

    private void restore() {
        try {
            execute("DROP DATABASE " + name);
            execute("CREATE DATABASE " + name + " TEMPLATE " + backup);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a report is what is waited for. */
    private interface End {
        boolean isReached(ReconcileReport report);
    }

    private void reconcileUntil(End one, End other) {
        for (int minute = 0; minute < MAX_MINUTES; minute++) {
            ReconcileReport now = client.payouts().reconcile(WHO, WHY);
            report = Optional.of(now);
            if (one.isReached(now) || other.isReached(now)) {
                return;
            }
            clock.advance(Duration.ofMinutes(1));
        }
        throw new AssertionError("after " + MAX_MINUTES + " minutes the report is still " + report);
    }

    private static boolean namesUnknown(ReconcileReport report) {
        return report.treasuries().values().stream()
                .anyMatch(treasury -> !treasury.firstUnknown().isEmpty());
    }

    private List<DistributionId> named() {
        return report.orElseThrow().treasuries().values().stream()
                .flatMap(treasury -> treasury.firstUnknown().stream())
                .map(unknown -> unknown.reference().distributionId())
                .toList();
    }

    private void makeAgain() {
        int made = 0;
        for (DueWork work = makeOnce(); !work.equals(DueWork.NOTHING); work = makeOnce()) {
            made += work.created().size();
        }
        assertThat(made).as("the coupon's first turn").isEqualTo(1);
    }

    private DueWork makeOnce() {
        return client.processing().pollEvents().then(client.processing().makeOccurrences());
    }

    private void liftStops() {
        report.orElseThrow()
                .treasuries()
                .keySet()
                .forEach(treasury -> client.payouts()
                        .treasuryStop(treasury)
                        .ifPresent(stop -> assertThat(
                                        client.payouts().liftTreasuryStop(treasury, WHO, "looked into " + stop))
                                .isTrue()));
    }
}
