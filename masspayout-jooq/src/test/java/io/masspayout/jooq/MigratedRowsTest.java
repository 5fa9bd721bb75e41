package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;
import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.BLOCKCHAIN_EVENT_LISTENER_CONFIG;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.HOLDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.jooq.schema.tables.records.HolderRecord;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.store.Act;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of version 1, odd ones among them, and what later versions make of them. */
class MigratedRowsTest {

    private static final UUID ASSET_ID = id(1);
    private static final UUID COMPLETED = id(11);
    private static final UUID PROCESSING = id(12);
    private static final UUID EMPTY = id(13);

    private final String schema = TestDatabase.unusedSchemaName();
    private Connection connection;
    private DSLContext database;

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    @BeforeEach
    void storeRowsOfTheFirstVersion() throws SQLException {
        MassPayoutSchema.of(TestDatabase.dataSource(), schema).migrateTo("1");
        connection = TestDatabase.dataSource().getConnection();
        connection.setSchema(schema);
        database = DSL.using(connection, SQLDialect.POSTGRES);
        run("INSERT INTO asset (id, token_id, name, symbol, total_supply, decimals, payment_token_id, sync_status,"
                + " created_at, updated_at) VALUES"
                + " (?, '0.0.100', 'Acme', 'ACM', 9223372036854775807, 18, '0.0.200', 'SYNCED', '2024-02-29T23:30:00Z', NULL),"
                + " ('00000000-0000-0000-0000-000000000002', '0.0.101', 'Bare', 'BAR', 0, 0, NULL, NULL, NULL, NULL)");
        run("INSERT INTO distribution (id, asset_id, type, execution_type, payout_type, amount, concept, status,"
                + " created_at) VALUES"
                + " ('00000000-0000-0000-0000-00000000000b', ?, 'DIVIDEND', 'MANUAL', 'FIXED', 100.50, 'Q4', 'COMPLETED',"
                + " '2025-01-01T00:00:00Z')");
        run(
                "INSERT INTO distribution (id, asset_id, type, execution_type, payout_type, amount, status, created_at) VALUES"
                        + " ('00000000-0000-0000-0000-00000000000c', ?, 'COUPON', 'SCHEDULED', NULL, 7.000, 'PROCESSING', NULL)");
        run("INSERT INTO distribution (id, asset_id, type, execution_type, payout_type, amount, status) VALUES"
                + " ('00000000-0000-0000-0000-00000000000d', ?, 'SNAPSHOT', 'RECURRING', NULL, NULL, 'PENDING')");
        run(
                "INSERT INTO holder (id, asset_id, distribution_id, account_id, balance, payment_amount, paid, updated_at) VALUES"
                        + " ('00000000-0000-0000-0000-000000000015', ?, '00000000-0000-0000-0000-00000000000b', '0.0.5', 10,"
                        + " 50.2500, TRUE, '2025-01-02T00:00:00Z')");
        run("INSERT INTO holder (id, asset_id, distribution_id, account_id, balance, payment_amount, paid) VALUES"
                + " ('00000000-0000-0000-0000-000000000016', ?, '00000000-0000-0000-0000-00000000000c', '0.0.5', 10,"
                + " 0.123, NULL)");
        run(
                "INSERT INTO holder (id, asset_id, distribution_id, account_id, balance, payment_amount, paid, updated_at) VALUES"
                        + " ('00000000-0000-0000-0000-000000000017', ?, '00000000-0000-0000-0000-00000000000c', '0.0.6', 0,"
                        + " NULL, TRUE, NULL)");
        run("INSERT INTO holder (id, asset_id, distribution_id, account_id, balance, paid) VALUES"
                + " ('00000000-0000-0000-0000-000000000018', ?, NULL, '0.0.ABC', 3, TRUE)");
        database.execute(
                "INSERT INTO batch_payout (id, distribution_id, batch_number, total_holders, successful_payments,"
                        + " failed_payments, transaction_id, status, error_message, created_at) VALUES"
                        + " ('00000000-0000-0000-0000-00000000001f', '00000000-0000-0000-0000-00000000000b', 1, 1, 1, NULL,"
                        + " '0.0.1@1.1', 'COMPLETED', NULL, NULL),"
                        + " ('00000000-0000-0000-0000-000000000020', '00000000-0000-0000-0000-00000000000c', 1, 2, NULL, 0,"
                        + " '0.0.1@1.2', 'PROCESSING', NULL, NOW()),"
                        + " ('00000000-0000-0000-0000-000000000021', '00000000-0000-0000-0000-00000000000c', 2, 0, 0, 0,"
                        + " NULL, 'FAILED', 'said so', NOW())");
        database.execute("INSERT INTO blockchain_event_listener_config"
                + " (id, contract_id, last_processed_timestamp, enabled, created_at) VALUES"
                + " ('00000000-0000-0000-0000-000000000029', '0.0.900', 9007199254740993, NULL, NULL),"
                + " ('00000000-0000-0000-0000-00000000002a', '0.0.901', NULL, TRUE, NOW())");
    }

    private void run(String sql) {
        database.execute(sql, ASSET_ID);
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        TestDatabase.drop(schema);
    }

    private void migrate() {
        MassPayoutSchema.of(TestDatabase.dataSource(), schema).migrate();
    }

    @Test
    void every_row_is_still_there() {
        migrate();

        for (Table<?> table :
                new Table<?>[] {ASSET, DISTRIBUTION, HOLDER, BATCH_PAYOUT, BLOCKCHAIN_EVENT_LISTENER_CONFIG}) {
            int expected = table == ASSET || table == BLOCKCHAIN_EVENT_LISTENER_CONFIG ? 2 : table == HOLDER ? 4 : 3;
            assertThat(database.fetchCount(table)).as(table.getName()).isEqualTo(expected);
        }
    }

    @Test
    void assets_keep_their_values_and_have_times() {
        migrate();

        var acme = database.fetchSingle(ASSET, ASSET.ID.eq(ASSET_ID));
        assertThat(acme.getTotalSupply()).isEqualTo(Long.MAX_VALUE);
        assertThat(acme.getCreatedAt()).isEqualTo(Instant.parse("2024-02-29T23:30:00Z"));
        assertThat(acme.getUpdatedAt()).isEqualTo(acme.getCreatedAt());
        assertThat(acme.getPaused()).isFalse();
        assertThat(acme.getSyncEnabled()).isTrue();
        assertThat(acme.getTreasuryAccountId()).isNull();
        var bare = database.fetchSingle(ASSET, ASSET.ID.eq(id(2)));
        assertThat(bare.getCreatedAt()).isNotNull().isEqualTo(bare.getUpdatedAt());
    }

    @Test
    void distributions_say_what_is_known_of_them_and_open_ones_are_held() {
        migrate();

        DistributionRecord completed = database.fetchSingle(DISTRIBUTION, DISTRIBUTION.ID.eq(COMPLETED));
        assertThat(completed.getAmount()).isEqualByComparingTo("100.5");
        assertThat(completed.getAmountInput()).isEqualByComparingTo("100.5");
        assertThat(completed.getPaymentTokenDecimals()).isEqualTo(2);
        assertThat(completed.getPaymentTokenId()).isEqualTo("0.0.200");
        assertThat(completed.getTreasuryAccountId()).isEqualTo("unknown");
        assertThat(completed.getIdempotencyKey()).isEqualTo("v1:" + COMPLETED);
        assertThat(completed.getPayoutType()).isEqualTo("FIXED");
        assertThat(completed.getHeld()).isFalse();
        assertThat(completed.getPlannedAt()).isNull();

        DistributionRecord processing = database.fetchSingle(DISTRIBUTION, DISTRIBUTION.ID.eq(PROCESSING));
        assertThat(processing.getPayoutType()).isEqualTo("PERCENTAGE");
        assertThat(processing.getPaymentTokenDecimals()).isEqualTo(3);
        assertThat(processing.getHeld()).isTrue();
        assertThat(processing.getCreatedAt()).isNotNull();

        DistributionRecord empty = database.fetchSingle(DISTRIBUTION, DISTRIBUTION.ID.eq(EMPTY));
        assertThat(empty.getAmount()).isNull();
        assertThat(empty.getAmountInput()).isZero();
        assertThat(empty.getPaymentTokenDecimals()).isZero();
        assertThat(empty.getHeld()).isTrue();
    }

    @Test
    void what_was_being_paid_without_a_plan_is_neither_due_nor_finished_by_the_library() {
        migrate();
        JooqPayoutStore store = JooqPayoutStore.builder(TestDatabase.dataSource())
                .schema(schema)
                .schemaMode(SchemaMode.NONE)
                .build();
        DistributionId id = new DistributionId(PROCESSING);
        Instant now = Instant.parse("2026-11-01T09:00:00Z");
        store.setHeld(id, false, new Act("alice", "looked it up", now));

        assertThat(store.due(now, 10)).isEmpty();
        assertThat(store.finish(id, now)).isEqualTo(DistributionStatus.PROCESSING);
    }

    @Test
    void nobody_who_was_paid_is_due_again_and_nobody_who_was_not_is_forgotten() {
        migrate();

        HolderRecord paid = database.fetchSingle(HOLDER, HOLDER.ID.eq(id(21)));
        assertThat(paid.getStatus()).isEqualTo("PAID");
        assertThat(paid.getPaidAmount()).isEqualByComparingTo("50.25");
        assertThat(paid.getPaidAt()).isEqualTo(Instant.parse("2025-01-02T00:00:00Z"));
        assertThat(paid.getSettledByTransactionId()).isEqualTo("unknown");

        HolderRecord open = database.fetchSingle(HOLDER, HOLDER.ID.eq(id(22)));
        assertThat(open.getStatus()).isEqualTo("FAILED");
        assertThat(open.getFailureCode()).isEqualTo("UNPAID_BEFORE_MIGRATION");
        assertThat(open.getPaid()).isFalse();
        assertThat(open.getPaidAmount()).isNull();
        assertThat(open.getPaymentAmount()).isEqualByComparingTo("0.123");

        HolderRecord paidNothing = database.fetchSingle(HOLDER, HOLDER.ID.eq(id(23)));
        assertThat(paidNothing.getStatus()).isEqualTo("PAID");
        assertThat(paidNothing.getPaidAmount()).isZero();
        assertThat(paidNothing.getPaidAt()).isNotNull();

        HolderRecord register = database.fetchSingle(HOLDER, HOLDER.ID.eq(id(24)));
        assertThat(register.getStatus()).isNull();
        assertThat(register.getAccountId()).isEqualTo("0.0.ABC");
        assertThat(register.getAccountAsGiven()).isEqualTo("0.0.ABC");
    }

    @Test
    void no_batch_is_left_open_without_bytes_to_ask_the_ledger_with() {
        migrate();

        BatchPayoutRecord completed = database.fetchSingle(BATCH_PAYOUT, BATCH_PAYOUT.ID.eq(id(31)));
        assertThat(completed.getStatus()).isEqualTo("COMPLETED");
        assertThat(completed.getEnding()).isEqualTo("TOOK_EFFECT");
        assertThat(completed.getFailedPayments()).isZero();
        assertThat(completed.getCreatedAt()).isNotNull();

        BatchPayoutRecord open = database.fetchSingle(BATCH_PAYOUT, BATCH_PAYOUT.ID.eq(id(32)));
        assertThat(open.getStatus()).isEqualTo("FAILED");
        assertThat(open.getTransactionId()).isEqualTo("0.0.1@1.2");
        assertThat(open.getErrorMessage()).contains("look it up on the ledger");
        assertThat(open.getSuccessfulPayments()).isZero();

        assertThat(database.fetchSingle(BATCH_PAYOUT, BATCH_PAYOUT.ID.eq(id(33)))
                        .getErrorMessage())
                .isEqualTo("said so");
    }

    @Test
    void listeners_keep_their_cursor_and_one_that_was_not_enabled_stays_so() {
        migrate();

        var listener =
                database.fetchSingle(BLOCKCHAIN_EVENT_LISTENER_CONFIG, BLOCKCHAIN_EVENT_LISTENER_CONFIG.ID.eq(id(41)));
        assertThat(listener.getLastProcessedTimestamp()).isEqualTo(9007199254740993L);
        assertThat(listener.getEnabled()).isFalse();
        assertThat(listener.getCreatedAt()).isNotNull();
    }

    @Test
    void one_account_twice_in_a_register_stops_the_migration_and_changes_nothing() {
        run("INSERT INTO holder (id, asset_id, account_id, balance) VALUES"
                + " ('00000000-0000-0000-0000-000000000019', ?, '0.0.ABC', 4)");

        assertThatThrownBy(this::migrate)
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("idx_holder_register")
                .hasMessageContaining("correct them and migrate again");

        assertThat(Catalogue.columns(schema)).noneMatch(line -> line.startsWith("treasury."));
        run("DELETE FROM holder WHERE id = '00000000-0000-0000-0000-000000000019' AND asset_id = ?");
        migrate();
    }

    @Test
    void reverting_with_rows_keeps_what_the_first_version_knows() {
        migrate();
        MassPayoutSchema migrated = MassPayoutSchema.of(TestDatabase.dataSource(), schema);
        migrated.revertLast(RevertMode.DROP_ROWS);
        migrated.revertLast(RevertMode.DROP_ROWS);

        assertThat(database.fetchCount(HOLDER)).isEqualTo(4);
        assertThat(database.fetchValue(DSL.select(HOLDER.PAID).from(HOLDER).where(HOLDER.ID.eq(id(21)))))
                .isTrue();
        migrate();
        assertThat(database.fetchSingle(HOLDER, HOLDER.ID.eq(id(21))).getStatus())
                .isEqualTo("PAID");
    }
}
