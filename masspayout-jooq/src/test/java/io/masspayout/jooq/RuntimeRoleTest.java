package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Act;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import io.masspayout.store.SettleResult;
import io.masspayout.store.Settlement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the role of the workers can do and cannot, with the rights that docs/database.md gives it. */
class RuntimeRoleTest {

    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    private static final Treasury TREASURY = new Treasury(AccountId.of("0.0.2"), TokenId.of("HBAR"));
    private static final Act PERSON = new Act("treasurer", "looked at the ledger", NOW);

    private final StoreSchema schema = new StoreSchema();
    private final String role = schema.name() + "_worker";
    private JooqPayoutStore store;

    @BeforeEach
    void giveRights() {
        TestDatabase.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'worker'");
        TestDatabase.execute(Rights.OF_WORKERS.stream()
                .map(right -> right.replace("masspayout", schema.name()).replace("payout_worker", role))
                .toArray(String[]::new));
        store = JooqPayoutStore.builder(TestDatabase.dataSource(role, "worker"))
                .schema(schema.name())
                .schemaMode(SchemaMode.NONE)
                .build();
    }

    @AfterEach
    void drop() {
        schema.drop();
        TestDatabase.execute("DROP ROLE " + role);
    }

    private void run(String sql) throws SQLException {
        try (var connection = TestDatabase.dataSource(role, "worker").getConnection()) {
            connection.setSchema(schema.name());
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE distribution_tally SET paid_amount = 0",
                "DELETE FROM distribution_tally",
                "INSERT INTO distribution_tally SELECT * FROM distribution_tally",
                "UPDATE payment_attempt SET failure_code = 'NICER'",
                "DELETE FROM payment_attempt",
                "UPDATE audit_event SET who = 'another'",
                "DELETE FROM audit_event",
                "DELETE FROM treasury",
                "TRUNCATE audit_event",
                "DROP TABLE audit_event",
                "ALTER TABLE holder DISABLE TRIGGER USER",
                "CREATE TABLE mine (id INT)"
            })
    void hasNoRightToWriteHistoryOrToUndoGuards(String sql) {
        assertThatThrownBy(() -> run(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @Test
    void paysAndCountsWithoutARightToCount() {
        Distribution distribution = PayoutScenario.started(store, 4);
        Lease lease = new Lease(UUID.randomUUID(), "worker", Duration.ofHours(1));
        Signed signed = PayoutScenario.signed(store, distribution, lease);
        assertThat(store.intend(lease, List.of(signed))).containsEntry(signed.batchId(), IntentResult.GRANTED);
        assertThat(store.settle(
                        lease,
                        List.of(Settlement.everybodyPaid(signed.batchId(), signed.transactionId(), NOW, null)),
                        NOW))
                .containsEntry(signed.batchId(), SettleResult.RECORDED);
        assertThat(store.cancel(distribution.id(), PERSON).status()).isEqualTo(DistributionStatus.CANCELLED);

        assertThat(store.progress(distribution.id()).paid()).isEqualTo(2);
        assertThat(store.progress(distribution.id()).cancelled()).isEqualTo(2);
        Tally.requireExact(schema);
    }

    /** Whoever has the rights of the owner, too, does not count by hand. */
    @ParameterizedTest
    @ValueSource(strings = {"UPDATE %s.distribution_tally SET batches = 0", "DELETE FROM %s.distribution_tally"})
    void nobodyCountsByHand(String sql) {
        assertThatThrownBy(() -> TestDatabase.execute(sql.formatted(schema.name())))
                .hasMessageContaining("is counted by the database alone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE treasury SET stopped_code = NULL, stopped_detail = NULL, stopped_since = NULL",
                "UPDATE treasury SET stopped_code = 'TREASURY_EMPTY'",
                "UPDATE treasury SET stopped_since = NOW()"
            })
    void theStopOfATreasuryGoesByAnActThatIsToldOf(String sql) {
        store.stop(TREASURY, stop(FailureCode.LATE_SETTLEMENT), PERSON);

        assertThatThrownBy(() -> run(sql)).hasMessageContaining("in the same transaction");
        assertThat(store.stopped(TREASURY)).isPresent();

        assertThat(store.liftStop(TREASURY, true, PERSON)).isTrue();
        assertThat(store.stopped(TREASURY)).isEmpty();
    }

    @Test
    void theRowOfAStoppedTreasuryStays() {
        store.stop(TREASURY, stop(FailureCode.LATE_SETTLEMENT), PERSON);

        assertThatThrownBy(() -> TestDatabase.execute("DELETE FROM " + schema.name() + ".treasury"))
                .hasMessageContaining("in the same transaction");
        assertThat(store.stopped(TREASURY)).isPresent();
    }

    private static TreasuryStop stop(FailureCode code) {
        return new TreasuryStop(Failure.of(code, "seen"), NOW);
    }
}
