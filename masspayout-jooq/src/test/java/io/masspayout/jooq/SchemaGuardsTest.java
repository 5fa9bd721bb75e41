package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the second version of the schema refuses, whoever writes to it; {@link RefusalsTest} has the third. */
class SchemaGuardsTest {

    private static String schema;

    private Connection connection;

    @BeforeAll
    static void migrate() {
        schema = TestDatabase.unusedSchemaName();
        MassPayoutSchema.of(TestDatabase.dataSource(), schema).migrate();
    }

    @AfterAll
    static void drop() {
        TestDatabase.drop(schema);
    }

    @BeforeEach
    void storeAPlannedDistribution() throws SQLException {
        connection = TestDatabase.dataSource().getConnection();
        connection.setSchema(schema);
        connection.setAutoCommit(false);
        run("""
                INSERT INTO asset (id, token_id, name, symbol, total_supply, decimals)
                VALUES ('00000000-0000-0000-0000-000000000001', '0.0.100', 'Acme', 'ACM', 100, 0);
                INSERT INTO distribution (id, asset_id, type, execution_type, payout_type, amount, status, idempotency_key,
                  fingerprint, amount_basis, amount_input, remainder_policy, minimum_payment, treasury_account_id,
                  payment_token_id, payment_token_decimals, holder_source)
                VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'DIVIDEND', 'MANUAL',
                  'PERCENTAGE', 10, 'PENDING', 'key', 'print', 'TOTAL', 10, 'DISTRIBUTE', 0, '0.0.2', 'HBAR', 2,
                  'REGISTER');
                INSERT INTO batch_payout (id, distribution_id, batch_number, total_holders, amount, status, transaction_id,
                  valid_until, body, signed_bytes)
                VALUES ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000002', 1, 1, 10,
                  'PROCESSING', '0.0.2@1.1', NOW(), '\\x01', '\\x02');
                INSERT INTO holder (id, asset_id, distribution_id, account_id, account_as_given, balance, payment_amount,
                  status, batch_id)
                VALUES ('00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-000000000001',
                  '00000000-0000-0000-0000-000000000002', '0.0.5', '0.0.5', 100, 10, 'PENDING',
                  '00000000-0000-0000-0000-000000000003');
                UPDATE distribution SET status = 'PROCESSING', planned_at = NOW(), plan_hash = 'hash', payable_amount = 10,
                  retained_amount = 0, payable_holders = 1, skipped_holders = 0, planned_batches = 1;
                INSERT INTO payment_attempt VALUES ('00000000-0000-0000-0000-000000000005',
                  '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000003', '0.0.5', NULL, 'X', '',
                  NOW());
                INSERT INTO audit_event VALUES ('00000000-0000-0000-0000-000000000006', 'asset', 'x', 'made', NULL, 'NEW',
                  'somebody', '', NOW());
                """);
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private int run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    payment_attempt | UPDATE payment_attempt SET failure_detail = 'nicer'
                    payment_attempt | DELETE FROM payment_attempt
                    payment_attempt | TRUNCATE payment_attempt
                    audit_event     | UPDATE audit_event SET who = 'somebody else'
                    audit_event     | DELETE FROM audit_event
                    audit_event     | TRUNCATE audit_event
                    """)
    void history_is_append_only(String table, String sql) {
        assertThatThrownBy(() -> run(sql))
                .hasMessageContaining(table + " is append-only")
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23001"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transaction_id = '0.0.2@1.2'",
                "transaction_id = NULL",
                "body = '\\x03'",
                "body = NULL",
                "signed_bytes = '\\x03'",
                "signed_bytes = NULL",
                "status = 'FAILED', ending = 'DEAD', signed_bytes = NULL"
            })
    void the_identity_of_a_batch_never_changes_once_written(String change) {
        assertThatThrownBy(() -> run("UPDATE batch_payout SET " + change))
                .hasMessageContaining("never change once written");
    }

    @Test
    void a_batch_may_be_written_again_with_the_identity_it_has() throws SQLException {
        assertThat(run(
                        "UPDATE batch_payout SET transaction_id = '0.0.2@1.1', attempts = 1, status = 'FAILED', ending = 'DEAD',"
                                + " failed_payments = 1, failed_amount = 10"))
                .isOne();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    holder_settled_check      | UPDATE holder SET status = 'PAID', paid = TRUE
                    holder_settled_check      | UPDATE holder SET status = 'PAID', paid = TRUE, paid_amount = 10, paid_at = NOW()
                    holder_settled_check      | UPDATE holder SET paid_amount = 10, paid_at = NOW(), settled_by_transaction_id = 'x'
                    holder_paid_check         | UPDATE holder SET paid = TRUE
                    holder_paid_check         | UPDATE holder SET paid = NULL
                    holder_pending_check      | UPDATE holder SET payment_amount = NULL
                    holder_pending_check      | UPDATE holder SET payment_amount = 0
                    holder_pending_check      | UPDATE holder SET batch_id = NULL
                    holder_failure_check      | UPDATE holder SET status = 'FAILED'
                    holder_skip_check         | UPDATE holder SET status = 'SKIPPED'
                    holder_status_check       | UPDATE holder SET status = 'RETRYING'
                    holder_register_check     | UPDATE holder SET distribution_id = NULL
                    holder_balance_check      | UPDATE holder SET balance = -1
                    holder_batch_fkey         | UPDATE holder SET batch_id = '00000000-0000-0000-0000-000000000009'
                    distribution_plan_check   | UPDATE distribution SET retained_amount = 0.01
                    distribution_plan_check   | UPDATE distribution SET retained_amount = NULL
                    distribution_plan_check   | UPDATE distribution SET planned_at = NULL
                    distribution_amounts_check | UPDATE distribution SET amount = -10
                    distribution_status_check | UPDATE distribution SET status = 'IN_PROGRESS'
                    batch_payout_intent_check | UPDATE batch_payout SET status = 'PENDING'
                    batch_payout_ended_check  | UPDATE batch_payout SET status = 'FAILED'
                    batch_payout_ended_check  | UPDATE batch_payout SET status = 'COMPLETED', ending = 'DEAD'
                    batch_payout_counts_check | UPDATE batch_payout SET successful_payments = 1, failed_payments = 1
                    batch_payout_amounts_check | UPDATE batch_payout SET paid_amount = 10.01
                    batch_payout_lease_check  | UPDATE batch_payout SET lease_token = id
                    batch_payout_lease_owner_check | UPDATE batch_payout SET lease_owner = 'worker', lease_since = NOW()
                    batch_payout_lease_owner_check | UPDATE batch_payout SET lease_token = id, lease_until = NOW(), lease_owner = 'worker'
                    """)
    void books_that_do_not_balance_and_states_that_cannot_be_are_refused(String constraint, String sql) {
        assertThatThrownBy(() -> run(sql)).hasMessageContaining('"' + constraint + '"');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    idx_distribution_idempotency_key | distribution | idempotency_key
                    batch_payout_number_key          | batch_payout | batch_number
                    idx_batch_transaction            | batch_payout | transaction_id
                    """)
    void what_names_a_payment_is_unique(String constraint, String table, String column) throws SQLException {
        run("CREATE TEMPORARY TABLE copy ON COMMIT DROP AS SELECT * FROM " + table);
        run("UPDATE copy SET id = gen_random_uuid()");
        if (table.equals("batch_payout")) {
            run(
                    column.equals("batch_number")
                            ? "UPDATE copy SET transaction_id = 'another'"
                            : "UPDATE copy SET batch_number = 2");
        }

        assertThatThrownBy(() -> run("INSERT INTO " + table + " SELECT * FROM copy"))
                .hasMessageContaining('"' + constraint + '"');
    }

    @Test
    void an_account_is_once_in_a_register() throws SQLException {
        String insert = "INSERT INTO holder (id, asset_id, account_id, account_as_given, balance)"
                + " VALUES (gen_random_uuid(), '00000000-0000-0000-0000-000000000001', '0.0.5', '0.0.5', 1)";
        run(insert);

        assertThatThrownBy(() -> run(insert)).hasMessageContaining("\"idx_holder_register\"");
    }
}
