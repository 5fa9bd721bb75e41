package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** VALIDATE looks at what is there, and not only at what the history says. */
class ListedSchemaTest {

    private final String schema = TestDatabase.unusedSchemaName();
    private final MassPayoutSchema versions = MassPayoutSchema.of(TestDatabase.dataSource(), schema);

    @BeforeEach
    void migrate() {
        versions.migrate();
    }

    @AfterEach
    void drop() {
        TestDatabase.drop(schema);
    }

    private void run(String sql) {
        TestDatabase.execute("SET search_path = " + schema + "; " + sql + "; RESET search_path");
    }

    @Test
    void theListingInTheJarIsThatOfAFreshSchema() {
        assertThat(ListedSchema.of(schema))
                .as("run ./mvnw -q -B -ntp -pl masspayout-jooq -am -Pgenerate-tables and commit what it wrote")
                .isEqualTo(SchemaListing.expected())
                .hasSizeGreaterThan(200);
        versions.validate();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE holder DROP COLUMN paid CASCADE                                    | column holder.paid is missing
                    ALTER TABLE asset ALTER COLUMN decimals TYPE BIGINT                            | column asset.decimals is 'bigint
                    ALTER TABLE batch_payout ALTER COLUMN amount DROP NOT NULL                     | column batch_payout.amount is 'numeric
                    ALTER TABLE batch_payout ALTER COLUMN attempts DROP DEFAULT                    | column batch_payout.attempts is 'integer NOT NULL'
                    ALTER TABLE batch_payout DROP CONSTRAINT batch_payout_amounts_check            | constraint batch_payout.batch_payout_amounts_check is missing
                    ALTER TABLE holder DROP CONSTRAINT holder_batch_fkey                           | constraint holder.holder_batch_fkey is missing
                    DROP TRIGGER holder_fits_batch ON holder                                       | trigger holder.holder_fits_batch is missing
                    ALTER TABLE holder DISABLE TRIGGER holder_fits_batch                           | trigger holder.holder_fits_batch is 'DISABLED
                    DROP INDEX idx_batch_transaction                                               | index batch_payout.idx_batch_transaction is missing
                    DROP INDEX idx_batch_transaction; CREATE INDEX idx_batch_transaction ON batch_payout(transaction_id) | index batch_payout.idx_batch_transaction is 'CREATE INDEX
                    DROP TABLE parked_event                                                        | column parked_event.
                    CREATE OR REPLACE FUNCTION holder_fits_batch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END' | function holder_fits_batch() is
                    ALTER FUNCTION tally_new_batches() SECURITY INVOKER                            | function tally_new_batches() is
                    ALTER FUNCTION holder_fits_batch() RESET ALL                                   | function holder_fits_batch() is
                    """)
    void whatIsMissingOrAnotherIsNamed(String sql, String difference) {
        run(sql);

        assertThatThrownBy(versions::validate)
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("schema " + schema)
                .hasMessageContaining(difference);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX mine ON holder (paid_at)",
                "ALTER TABLE distribution ADD COLUMN ledger_entry VARCHAR",
                "CREATE TABLE board_resolution (id INT PRIMARY KEY)",
                "GRANT SELECT ON holder TO PUBLIC",
                "ALTER TABLE holder VALIDATE CONSTRAINT holder_paid_what_is_due_check",
                "ALTER TABLE holder SET (fillfactor = 60)",
                "CREATE FUNCTION mine() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
                        + " CREATE TRIGGER mine AFTER UPDATE ON holder FOR EACH STATEMENT EXECUTE FUNCTION mine()"
            })
    void whatAHostAddsIsNoDifference(String sql) {
        run(sql);

        assertThatCode(versions::validate).doesNotThrowAnyException();
    }

    @Test
    void thePartitionsOfTheDocumentationAreNoDifference() throws IOException {
        run(Files.readString(Path.of("..", "docs", "partition-holder.sql")));

        assertThatCode(versions::validate).doesNotThrowAnyException();
    }

    @Test
    void ofManyDifferencesTheFirstAreShown() {
        run("DROP TABLE holder CASCADE");

        assertThatThrownBy(versions::validate).hasMessageContaining("; and ").hasMessageContaining(" more");
    }

    @Test
    void anAliasOfTheSchemasNameIsNotTheSchema() {
        Stream.of("t", "b", "w").forEach(name -> {
            MassPayoutSchema other = MassPayoutSchema.of(TestDatabase.dataSource(), name);
            try {
                other.migrate();
                assertThatCode(other::validate).doesNotThrowAnyException();
            } finally {
                TestDatabase.drop(name);
            }
        });
    }
}
