package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.masspayout.jooq.SchemaVersion.State;
import io.masspayout.store.StoreUnavailableException;
import io.masspayout.validation.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class MassPayoutSchemaTest {

    private final List<String> schemas = new ArrayList<>();

    @AfterEach
    void dropSchemas() {
        schemas.forEach(TestDatabase::drop);
    }

    private String unused() {
        String name = TestDatabase.unusedSchemaName();
        schemas.add(name);
        return name;
    }

    private static MassPayoutSchema at(String schema) {
        return MassPayoutSchema.of(TestDatabase.dataSource(), schema);
    }

    @Test
    void migrates_a_schema_that_is_not_there_and_says_what_it_did() {
        MassPayoutSchema schema = at(unused());
        Instant before = Instant.now().minus(Duration.ofMinutes(5));

        assertThat(schema.info()).extracting(SchemaVersion::state).containsOnly(State.PENDING);
        schema.migrate();

        assertThat(schema.info())
                .extracting(SchemaVersion::version, SchemaVersion::description, SchemaVersion::state)
                .startsWith(tuple("1", "schema as requested", State.APPLIED))
                .containsExactlyElementsOf(Migration.ALL.stream()
                        .map(each -> tuple(each.version(), each.description(), State.APPLIED))
                        .toList());
        assertThat(schema.info())
                .allSatisfy(version -> assertThat(version.installedAt())
                        .isBetween(before, Instant.now().plus(Duration.ofMinutes(5))));
        schema.validate();
    }

    @Test
    void migrating_again_changes_nothing() {
        String name = unused();
        at(name).migrate();
        List<String> before = Catalogue.of(name);
        List<SchemaVersion> infoBefore = at(name).info();

        at(name).migrate();

        assertThat(Catalogue.of(name)).isEqualTo(before);
        assertThat(at(name).info()).isEqualTo(infoBefore);
    }

    @Test
    void stores_the_checksums_that_flyway_computes() {
        String name = unused();
        at(name).migrate();

        assertThat(org.flywaydb.core.Flyway.configure()
                        .dataSource(TestDatabase.dataSource())
                        .schemas(name)
                        .locations(Migration.LOCATION)
                        .table(SchemaHistory.TABLE)
                        .load()
                        .validateWithResult()
                        .validationSuccessful)
                .isTrue();
    }

    @Test
    void works_beside_tables_of_the_host() {
        String name = unused();
        TestDatabase.execute(
                "CREATE SCHEMA " + name,
                "CREATE TABLE " + name + ".invoice (id INT PRIMARY KEY)",
                "INSERT INTO " + name + ".invoice VALUES (1)",
                "CREATE TABLE " + name + ".flyway_schema_history (id INT)");

        at(name).migrate();
        at(name).validate();

        assertThat(Catalogue.columns(name)).contains("invoice.id integer NOT NULL", "asset.id uuid NOT NULL");
    }

    @Test
    void refuses_a_schema_in_which_the_host_has_a_table_by_one_of_our_names_and_leaves_it_alone() {
        String name = unused();
        TestDatabase.execute("CREATE SCHEMA " + name, "CREATE TABLE " + name + ".holder (id INT)");

        assertThatThrownBy(() -> at(name).migrate())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("\"holder\" already exists")
                .hasMessageContaining("give the library a schema of its own");
        assertThat(Catalogue.columns(name)).contains("holder.id integer").noneMatch(line -> line.startsWith("asset."));
    }

    @Test
    void schemas_side_by_side_are_alike_and_independent() {
        String one = unused();
        String two = unused();
        at(one).migrate();
        at(two).migrate();

        assertThat(Catalogue.of(one)).isEqualTo(Catalogue.of(two));

        at(one).revertLast(RevertMode.ONLY_IF_EMPTY);
        at(two).validate();
    }

    @Test
    void several_that_migrate_at_once_are_one_migration() throws Exception {
        String name = unused();
        int processes = 6;
        CyclicBarrier together = new CyclicBarrier(processes);
        ExecutorService executor = Executors.newFixedThreadPool(processes);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                work.add(() -> {
                    together.await();
                    at(name).migrate();
                    return null;
                });
            }
            for (Future<Void> done : executor.invokeAll(work)) {
                done.get();
            }
        } finally {
            executor.shutdownNow();
        }
        at(name).validate();
        assertThat(at(name).info()).extracting(SchemaVersion::state).containsOnly(State.APPLIED);
    }

    @Test
    void leaves_a_pooled_connection_as_it_was() throws Exception {
        String name = unused();
        try (MassPayoutDataSource pool =
                MassPayoutDataSource.builder(TestDatabase.jdbcUrl()).poolSize(3).build()) {
            at(name);
            MassPayoutSchema.of(pool, name).migrate();
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("SHOW search_path")) {
                row.next();
                assertThat(row.getString(1)).doesNotContain(name);
                assertThat(connection.getAutoCommit()).isTrue();
            }
        }
    }

    @Test
    void a_schema_that_is_not_migrated_is_refused() {
        assertThatThrownBy(() -> at(unused()).validate())
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("is not migrated")
                .hasMessageContaining("call MassPayoutSchema.migrate()");
    }

    @Test
    void a_schema_older_than_the_library_is_refused() {
        MassPayoutSchema schema = at(unused());
        schema.migrateTo("1");
        String later = Migration.ALL.stream().skip(1).map(Migration::version).collect(Collectors.joining(", "));

        assertThatThrownBy(schema::validate)
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("older than the library: version " + later + " is missing");
        schema.migrate();
        schema.validate();
    }

    @ParameterizedTest
    @EnumSource(
            value = SchemaMode.class,
            names = {"MIGRATE", "VALIDATE"})
    void a_schema_newer_than_the_library_is_refused(SchemaMode mode) {
        String name = unused();
        at(name).migrate();
        TestDatabase.execute("INSERT INTO " + name + "." + SchemaHistory.TABLE
                + " (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)"
                + " VALUES (99, '999', 'from the future', 'SQL', 'V999__from_the_future.sql', 1, 'x', 0, TRUE)");

        assertThatThrownBy(() -> at(name).prepare(mode))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("newer than the library: it has version 999 (from the future)");
        assertThatThrownBy(() -> at(name).revertLast(RevertMode.DROP_ROWS)).isInstanceOf(SchemaMismatchException.class);
        assertThat(at(name).info()).last().extracting(SchemaVersion::state).isEqualTo(State.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = SchemaMode.class,
            names = {"MIGRATE", "VALIDATE"})
    void a_version_applied_from_another_text_is_refused(SchemaMode mode) {
        String name = unused();
        at(name).migrate();
        TestDatabase.execute(
                "UPDATE " + name + "." + SchemaHistory.TABLE + " SET checksum = checksum + 1 WHERE version = '1'");

        assertThatThrownBy(() -> at(name).prepare(mode))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("version 1 of schema " + name)
                .hasMessageContaining("the checksums differ");
    }

    @Test
    void a_role_without_rights_to_create_can_validate_and_find_nothing_to_migrate() {
        String name = unused();
        at(name).migrate();
        withReader(name, reader -> {
            MassPayoutSchema schema = MassPayoutSchema.of(reader, name);
            schema.prepare(SchemaMode.VALIDATE);
            schema.prepare(SchemaMode.NONE);
            schema.prepare(SchemaMode.MIGRATE);
            assertThat(schema.info()).extracting(SchemaVersion::state).containsOnly(State.APPLIED);
        });
    }

    @Test
    void a_role_without_rights_to_create_is_told_who_has_to_migrate() {
        String name = unused();
        at(name).migrateTo("1");
        String absent = unused();
        withReader(name, reader -> {
            assertThatThrownBy(() -> MassPayoutSchema.of(reader, name).migrate())
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContaining("let a role with the right to create tables migrate it");
            assertThatThrownBy(() -> MassPayoutSchema.of(reader, absent).migrate())
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContaining("permission denied");
        });
    }

    private static void withReader(String schema, java.util.function.Consumer<DataSource> work) {
        String role = schema + "_reader";
        TestDatabase.execute(
                "CREATE ROLE " + role + " LOGIN PASSWORD 'reader'",
                "GRANT USAGE ON SCHEMA " + schema + " TO " + role,
                "GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + role);
        try {
            work.accept(TestDatabase.dataSource(role, "reader"));
        } finally {
            TestDatabase.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
        }
    }

    @Test
    void mode_none_asks_nobody() {
        MassPayoutSchema.of(nowhere()).prepare(SchemaMode.NONE);
    }

    @Test
    void a_database_that_is_down_is_unavailable() {
        MassPayoutSchema schema = MassPayoutSchema.of(nowhere());

        assertThatThrownBy(schema::migrate).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(schema::validate).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(schema::info).isInstanceOf(StoreUnavailableException.class);
    }

    private static DataSource nowhere() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        // Port 1 is never PostgreSQL's, and a refused connection answers at once.
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/postgres");
        return nowhere;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a-b", "a b", "a\"; DROP SCHEMA public; --", "pg_catalog", "PG_x", "ı"})
    void a_name_that_is_no_identifier_is_refused(String name) {
        assertThatThrownBy(() -> at(name))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("schema");
    }

    @Test
    void a_name_of_64_characters_is_refused_and_one_of_63_works_also_in_upper_case() {
        assertThatThrownBy(() -> at("a".repeat(64))).isInstanceOf(InvalidRequestException.class);

        String name = "Tenant_I_" + "x".repeat(54);
        schemas.add('"' + name + '"');
        at(name).migrate();
        at(name).validate();
        at(name).revertLast(RevertMode.ONLY_IF_EMPTY);
    }
}
