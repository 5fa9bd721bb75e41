package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.validation.InvalidRequestException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MassPayoutDataSourceTest {

    @Test
    void gives_connections_with_autocommit_and_a_statement_timeout() throws SQLException {
        try (MassPayoutDataSource pool = MassPayoutDataSource.builder(TestDatabase.jdbcUrl())
                        .statementTimeout(Duration.ofSeconds(90))
                        .build();
                Connection connection = pool.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(setting(connection, "statement_timeout")).isEqualTo("90s");
            assertThat(setting(connection, "application_name")).isEqualTo("masspayout");
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void starts_nothing_before_the_first_connection() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (MassPayoutDataSource pool = MassPayoutDataSource.builder("jdbc:postgresql://127.0.0.1:1/nowhere")
                .build()) {
            assertThat(pool).isNotNull();
            assertThat(Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> !before.contains(thread))
                            .map(Thread::getName)
                            .collect(Collectors.toSet()))
                    .noneMatch(name -> name.contains("masspayout"));
        }
    }

    /** The database may go away at any moment of a process's very first connection; the next one has to work all the same. */
    @Test
    void a_pool_whose_first_connection_breaks_at_any_moment_serves_the_next_call() throws Exception {
        boolean cut = true;
        int message = 1;
        while (cut) {
            try (CuttingProxy proxy = CuttingProxy.before(TestDatabase.jdbcUrl(), message);
                    MassPayoutDataSource pool =
                            MassPayoutDataSource.builder(proxy.jdbcUrl()).build();
                    Connection connection = pool.getConnection()) {
                cut = proxy.hasCut();
                if (cut) {
                    assertThat(setting(connection, "transaction_isolation"))
                            .as("after a cut before message %d", message)
                            .isEqualTo("read committed");
                }
            }
            message++;
        }
        assertThat(message)
                .as("moments at which a connection in the making was cut")
                .isGreaterThan(5);
    }

    @Test
    void the_smallest_pool_is_large_enough_to_migrate() {
        String schema = TestDatabase.unusedSchemaName();
        try (MassPayoutDataSource pool = MassPayoutDataSource.builder(TestDatabase.jdbcUrl())
                .poolSize(MassPayoutDataSource.MIN_POOL_SIZE)
                .build()) {
            MassPayoutSchema.of(pool, schema).migrate();
            MassPayoutSchema.of(pool, schema).validate();
        } finally {
            TestDatabase.drop(schema);
        }
    }

    @Test
    void names_every_fault_and_no_password() {
        assertThatThrownBy(() -> MassPayoutDataSource.builder("jdbc:mysql://u:secret@host/db?password=secret")
                        .poolSize(0)
                        .statementTimeout(Duration.ZERO)
                        .build())
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.faults())
                                .extracting(fault -> fault.field())
                                .containsExactly("url", "poolSize", "statementTimeout"))
                .hasMessageNotContaining("secret");
    }
}
