package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.jooq.SchemaVersion.State;
import io.masspayout.store.ConflictException;
import io.masspayout.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaRevertTest {

    private static final String ASSET = "INSERT INTO %s.asset (id, token_id, name, symbol, total_supply, decimals)"
            + " VALUES ('00000000-0000-0000-0000-000000000001', '0.0.1', 'Acme', 'ACM', 100, 0)";

    private final String name = TestDatabase.unusedSchemaName();
    private final MassPayoutSchema schema = MassPayoutSchema.of(TestDatabase.dataSource(), name);

    @BeforeEach
    void migrateToTheFirstVersion() {
        schema.migrateTo("1");
    }

    @AfterEach
    void drop() {
        TestDatabase.drop(name);
    }

    @Test
    void gives_the_catalogue_of_the_version_before_and_can_be_migrated_again() {
        List<List<String>> catalogues = new ArrayList<>();
        for (Migration version : Migration.ALL) {
            schema.migrateTo(version.version());
            catalogues.add(Catalogue.of(name));
        }

        for (int last = Migration.ALL.size() - 1; last > 0; last--) {
            Migration version = Migration.ALL.get(last);
            assertThat(schema.revertLast(RevertMode.ONLY_IF_EMPTY))
                    .hasValue(new SchemaVersion(version.version(), version.description(), State.PENDING, null));
            assertThat(Catalogue.of(name))
                    .as("without version " + version.version())
                    .isEqualTo(catalogues.get(last - 1));
        }

        assertThat(schema.info())
                .extracting(SchemaVersion::state)
                .startsWith(State.APPLIED, State.PENDING)
                .containsOnlyOnce(State.APPLIED);
        schema.migrate();
        assertThat(Catalogue.of(name)).isEqualTo(catalogues.get(catalogues.size() - 1));
    }

    @Test
    void takes_back_everything_version_by_version() {
        schema.migrate();

        Migration.ALL.forEach(version -> schema.revertLast(RevertMode.ONLY_IF_EMPTY));

        assertThat(schema.revertLast(RevertMode.ONLY_IF_EMPTY)).isEmpty();
        assertThat(Catalogue.columns(name)).allMatch(line -> line.startsWith(SchemaHistory.TABLE));
        assertThatThrownBy(schema::validate).hasMessageContaining("is not migrated");
        schema.migrate();
        schema.validate();
    }

    @Test
    void refuses_while_there_are_rows_and_changes_nothing() {
        schema.migrate();
        TestDatabase.execute(ASSET.formatted(name));
        List<String> before = Catalogue.of(name);

        assertThatThrownBy(() -> schema.revertLast(RevertMode.ONLY_IF_EMPTY))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("there are rows in asset;")
                .hasMessageContaining("DROP_ROWS");

        assertThat(Catalogue.of(name)).isEqualTo(before);
        schema.validate();
    }

    @Test
    void drops_rows_when_told_to_and_keeps_what_the_version_before_has_room_for() throws SQLException {
        schema.migrate();
        TestDatabase.execute(
                ASSET.formatted(name),
                "INSERT INTO " + name + ".treasury (account_id, token_id) VALUES ('0.0.2', 'HBAR')");

        for (int version = Migration.ALL.size(); version > 1; version--) {
            schema.revertLast(RevertMode.DROP_ROWS);
        }

        assertThat(schema.info())
                .extracting(SchemaVersion::state)
                .startsWith(State.APPLIED, State.PENDING)
                .containsOnlyOnce(State.APPLIED);
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT token_id FROM " + name + ".asset")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("0.0.1");
        }
    }

    @Test
    void gives_up_rather_than_wait_for_ever_for_a_session_that_uses_a_table() throws SQLException {
        schema.migrate();
        try (Connection busy = TestDatabase.dataSource().getConnection();
                Statement statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("LOCK TABLE " + name + ".holder IN ROW EXCLUSIVE MODE");

            assertThatThrownBy(() -> schema.revertLast(RevertMode.ONLY_IF_EMPTY))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("lock timeout");
            busy.rollback();
        }
        schema.validate();
    }
}
