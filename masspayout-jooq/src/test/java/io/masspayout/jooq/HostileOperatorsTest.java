package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * A role that may create in the schema (PostgreSQL 13 and 14: every role in {@code public}) makes operators there that fit a {@code varchar}
 * better than the server's own, and that lie: every refusal stands all the same.
 */
class HostileOperatorsTest {

    private static final String LIES = """
            CREATE FUNCTION %1$s.no(varchar, varchar) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false';
            CREATE OPERATOR %1$s.= (FUNCTION = %1$s.no, LEFTARG = varchar, RIGHTARG = varchar);
            CREATE OPERATOR %1$s.<> (FUNCTION = %1$s.no, LEFTARG = varchar, RIGHTARG = varchar)
            """;

    private static String schema;
    private static String role;

    private Connection connection;

    @BeforeAll
    static void migrate() {
        schema = TestDatabase.unusedSchemaName();
        role = schema + "_creator";
        MassPayoutSchema.of(TestDatabase.dataSource(), schema).migrate();
        TestDatabase.execute("CREATE ROLE " + role, "GRANT USAGE, CREATE ON SCHEMA " + schema + " TO " + role);
    }

    @AfterAll
    static void drop() {
        TestDatabase.drop(schema);
        TestDatabase.execute("DROP ROLE " + role);
    }

    @BeforeEach
    void storeADistributionInMidRunThenLie() throws Exception {
        connection = TestDatabase.dataSource().getConnection();
        connection.setSchema(schema);
        connection.setAutoCommit(false);
        try (var script = RefusalsTest.class.getResourceAsStream("refusals.sql")) {
            run(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        run("SET CONSTRAINTS ALL IMMEDIATE");
        run("SET CONSTRAINTS ALL DEFERRED");
        run("SET LOCAL ROLE " + role);
        run(LIES.formatted(schema));
        run("RESET ROLE");
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
    void everyRefusalStands(String guard, String row, String sql, String says) {
        assertThat(row).isNotBlank();
        assertThatThrownBy(() -> run(sql + "; SET CONSTRAINTS ALL IMMEDIATE"))
                .as(guard)
                .hasMessageContaining(says);
    }

    @Test
    void theOperatorsDoLie() throws SQLException {
        try (Statement statement = connection.createStatement();
                var answer =
                        statement.executeQuery("SELECT 'a'::varchar = 'a'::varchar, 'a'::varchar <> 'b'::varchar")) {
            answer.next();
            assertThat(answer.getBoolean(1)).isFalse();
            assertThat(answer.getBoolean(2)).isFalse();
        }
    }

    /** What a trigger's WHEN and a CHECK use is bound when they are made; so a migration looks at what it finds bound. */
    @Test
    void aSchemaWhoseGuardsWereMadeWithALieIsNotBroughtUpToDate() {
        String trapped = TestDatabase.emptySchema();
        try {
            MassPayoutSchema versions = MassPayoutSchema.of(TestDatabase.dataSource(), trapped);
            versions.migrateTo("2");
            TestDatabase.execute(LIES.formatted(trapped));
            assertThatThrownBy(versions::migrate).hasMessageContaining("which is not the server's own");
        } finally {
            TestDatabase.drop(trapped);
        }
    }
}
