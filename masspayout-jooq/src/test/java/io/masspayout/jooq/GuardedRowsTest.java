package io.masspayout.jooq;

import static io.masspayout.jooq.PayoutScenario.ACT;
import static io.masspayout.jooq.PayoutScenario.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.store.Lease;
import io.masspayout.store.RetryResult;
import io.masspayout.store.SettleResult;
import io.masspayout.store.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of version 2, some of them older still, when version 3 comes: they stay as they are, and a payout in mid-run goes on. */
class GuardedRowsTest {

    private final String name = TestDatabase.unusedSchemaName();
    private final MassPayoutSchema schema = MassPayoutSchema.of(TestDatabase.dataSource(), name);
    private final DSLContext db =
            DSL.using(TestDatabase.dataSource(), SQLDialect.POSTGRES, JooqPayoutStore.settings(new SchemaName(name)));
    private final Lease lease = new Lease(UUID.randomUUID(), "worker", Duration.ofHours(1));
    private JooqPayoutStore store;
    private Distribution distribution;
    private Signed inFlight;

    @BeforeEach
    void storeAPayoutInMidRun() {
        schema.migrateTo("1");
        String in = name + ".";
        TestDatabase.execute(
                "INSERT INTO " + in + "asset (id, token_id, name, symbol, total_supply, decimals)"
                        + " VALUES (md5('old')::uuid, 'old', 'Old', 'OLD', 1, 0)",
                "INSERT INTO " + in + "distribution (id, asset_id, type, execution_type, amount, status)"
                        + " VALUES (md5('old')::uuid, md5('old')::uuid, 'DIVIDEND', 'MANUAL', 7, 'COMPLETED')",
                "INSERT INTO " + in + "batch_payout (id, distribution_id, batch_number, total_holders,"
                        + " successful_payments, status) VALUES (md5('old')::uuid, md5('old')::uuid, 1, 5, 2, 'COMPLETED')",
                "INSERT INTO " + in
                        + "holder (id, asset_id, distribution_id, account_id, balance, payment_amount, paid)"
                        + " VALUES (md5('old')::uuid, md5('old')::uuid, md5('old')::uuid, '0.0.5', 1, 7, TRUE)");
        // The store needs the newest version; its rows are as those that version 2 has kept for years.
        schema.migrate();
        store = JooqPayoutStore.builder(TestDatabase.dataSource())
                .schema(name)
                .schemaMode(SchemaMode.NONE)
                .build();
        distribution = PayoutScenario.started(store, 6);
        Signed paidInPart = PayoutScenario.signed(store, distribution, lease);
        store.intend(lease, List.of(paidInPart));
        Failure why = Failure.of(FailureCode.RECIPIENT_REFUSED, "no");
        store.settle(
                lease,
                List.of(new Settlement(
                        paidInPart.batchId(),
                        paidInPart.transactionId(),
                        Settlement.Ending.TOOK_EFFECT,
                        NOW,
                        1L,
                        why,
                        Map.of(AccountId.of("account 1"), why),
                        List.of())),
                NOW);
        inFlight = PayoutScenario.signed(store, distribution, lease);
        store.intend(lease, List.of(inFlight));
        for (int version = Migration.ALL.size(); version > 2; version--) {
            schema.revertLast(RevertMode.DROP_ROWS);
        }
    }

    @AfterEach
    void drop() {
        TestDatabase.drop(name);
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of(
                "asset", "distribution", "holder", "batch_payout", "payment_attempt", "audit_event", "treasury")) {
            db.fetch("SELECT t::text FROM " + name + "." + table + " t ORDER BY 1")
                    .forEach(row -> rows.add(table + row.get(0)));
        }
        return rows;
    }

    @Test
    void noRowIsChangedByTheVersionOrByTakingItBack() {
        List<String> before = rows();
        assertThat(before).hasSizeGreaterThan(20);

        schema.migrateTo("3");
        assertThat(rows()).isEqualTo(before);

        schema.revertLast(RevertMode.DROP_ROWS);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whatWasInMidRunIsPaidToItsEnd() {
        schema.migrate();

        assertThat(store.settle(
                        lease,
                        List.of(Settlement.everybodyPaid(inFlight.batchId(), inFlight.transactionId(), NOW, 1L)),
                        NOW))
                .containsValue(SettleResult.RECORDED);
        payNext();
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.PARTIALLY_COMPLETED);
        assertThat(store.retryFailed(distribution.id(), 2, ACT)).isEqualTo(new RetryResult(1, 1));
        store.reserve(distribution.id(), store.obligations(distribution.treasury()), 1_000_000, ACT);
        payNext();
        assertThat(store.finish(distribution.id(), NOW)).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(store.progress(distribution.id()).paid()).isEqualTo(6);
    }

    private void payNext() {
        // There is no ledger here whose history could be compared with the database.
        store.keepsNoHistory(distribution.treasury(), ACT);
        Signed signed = PayoutScenario.signed(store, distribution, lease);
        store.intend(lease, List.of(signed));
        store.settle(lease, List.of(Settlement.everybodyPaid(signed.batchId(), signed.transactionId(), NOW, 1L)), NOW);
    }

    /** Whether or not it fits the rules of today. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "holder SET paid_at = NOW() WHERE batch_id IS NULL AND status = 'PAID'",
                "holder SET paid_at = NOW() WHERE batch_id IS NOT NULL AND status = 'PAID'",
                "batch_payout SET successful_payments = 5 WHERE total_holders = 5",
                "batch_payout SET failed_payments = 0 WHERE status = 'COMPLETED' AND total_holders = 2"
            })
    void whatWasPaidBeforeIsFinalFromThenOn(String change) {
        schema.migrate();

        assertThatThrownBy(() -> db.execute("UPDATE " + name + "." + change))
                .isInstanceOfSatisfying(
                        DataAccessException.class, e -> assertThat(e.sqlState()).isEqualTo("23001"));
    }
}
