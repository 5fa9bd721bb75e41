package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/**
 * What no client of the schema can write: each refusal with its words, and the proof that nothing else refuses the same. In {@code
 * refusals.csv} and {@code refusals.sql}, {@code $n} stands for the row with that number.
 */
class RefusalsTest {

    /** Makes what is looked at when a transaction commits be looked at now. */
    private static final String AS_AT_COMMIT = "; SET CONSTRAINTS ALL IMMEDIATE";

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
    void storeADistributionInMidRun() throws Exception {
        connection = TestDatabase.dataSource().getConnection();
        connection.setSchema(schema);
        connection.setAutoCommit(false);
        try (var script = RefusalsTest.class.getResourceAsStream("refusals.sql")) {
            run(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        run(AS_AT_COMMIT);
        run("SET CONSTRAINTS ALL DEFERRED");
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.replaceAll("\\$(\\d+)", "md5('$1')::uuid"));
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = "refusals.csv", delimiter = '|', numLinesToSkip = 1)
    void isRefusedByItsGuardAndByNothingElse(String guard, String row, String sql, String says) throws SQLException {
        run("SAVEPOINT before");

        assertThatThrownBy(() -> run(sql + AS_AT_COMMIT))
                .hasMessageContaining(says)
                .isInstanceOfSatisfying(PSQLException.class, e -> {
                    assertThat(e.getSQLState()).isEqualTo(guard.endsWith("_check") ? "23514" : "23001");
                    assertThat(e.getServerErrorMessage().getConstraint()).isEqualTo(guard);
                    assertThat(e.getMessage()).as("names the row").contains(id(row));
                });

        run("ROLLBACK TO before");
        String table = guard.replaceFirst("^(batch_payout|blockchain_event_listener_config|[a-z]+)_.*", "$1");
        run(
                guard.endsWith("_check")
                        ? "ALTER TABLE " + table + " DROP CONSTRAINT " + guard
                        : "DROP TRIGGER " + guard + " ON " + table);
        assertThatCode(() -> run(sql + AS_AT_COMMIT)).as("without the guard").doesNotThrowAnyException();
    }

    /** What {@code md5(row)::uuid} is in SQL. */
    private static String id(String row) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(row.getBytes(StandardCharsets.UTF_8));
            ByteBuffer halves = ByteBuffer.wrap(digest);
            return new UUID(halves.getLong(), halves.getLong()).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    distribution | TRUNCATE distribution CASCADE
                    batch_payout | TRUNCATE batch_payout CASCADE
                    holder       | TRUNCATE holder
                    """)
    void noTableOfPaymentsIsTruncated(String table, String sql) throws SQLException {
        for (String other : new String[] {"distribution", "batch_payout", "holder", "payment_attempt"}) {
            if (!other.equals(table)) {
                run("ALTER TABLE " + other + " DISABLE TRIGGER USER");
            }
        }
        run("SAVEPOINT before");
        assertThatThrownBy(() -> run(sql)).hasMessageContaining(table + " is never truncated");
        run("ROLLBACK TO before");
        run("DROP TRIGGER " + table + "_not_truncated ON " + table);
        run(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_temp, %s", "%s, pg_temp", "pg_temp"})
    void aTemporaryTableCannotStandInForTheBatches(String searchPath) throws SQLException {
        run("CREATE TEMPORARY TABLE batch_payout ON COMMIT DROP AS SELECT * FROM " + schema + ".batch_payout");
        run("UPDATE pg_temp.batch_payout SET status = 'COMPLETED', successful_payments = 1, paid_amount = 10");
        run("SET LOCAL search_path TO " + searchPath.formatted(schema));

        assertThatThrownBy(() -> run("UPDATE " + schema + ".holder SET status = 'PAID', paid = TRUE, paid_amount = 10,"
                        + " paid_at = NOW(), settled_by_transaction_id = 't3' WHERE id = $4"))
                .hasMessageContaining("PAID by a batch that paid it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE holder SET id = id",
                "UPDATE batch_payout SET status = status",
                "UPDATE distribution SET amount = 40.00",
                "UPDATE distribution SET held = TRUE, concept = 'renamed'",
                "UPDATE batch_payout SET lease_token = id, lease_until = NOW() WHERE id IN ($3, $10)",
                "INSERT INTO holder (id, asset_id, account_id, account_as_given, balance) VALUES ($99, $1, 'new', 'new', 1)",
                "DELETE FROM holder WHERE distribution_id IS NULL",
                "DELETE FROM distribution WHERE id = $2000"
            })
    void whatChangesNoPaymentIsNotRefused(String sql) {
        assertThatCode(() -> run(sql + AS_AT_COMMIT)).doesNotThrowAnyException();
    }
}
