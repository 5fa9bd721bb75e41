package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DdlExportTest {

    private final String applied = TestDatabase.emptySchema();
    private final String migrated = TestDatabase.unusedSchemaName();

    @AfterEach
    void drop() {
        TestDatabase.drop(applied);
        TestDatabase.drop(migrated);
    }

    @Test
    void applied_by_hand_gives_what_migrating_gives() throws SQLException {
        MassPayoutSchema schema = MassPayoutSchema.of(TestDatabase.dataSource(), applied);
        StringBuilder script = new StringBuilder();
        schema.writeDdl(script);
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(script.toString());
        }

        MassPayoutSchema.of(TestDatabase.dataSource(), migrated).migrate();
        assertThat(Catalogue.of(applied)).isEqualTo(Catalogue.of(migrated));
        schema.validate();
        assertThat(schema.info()).extracting(SchemaVersion::state).containsOnly(SchemaVersion.State.APPLIED);
        assertThat(script)
                .containsSubsequence(
                        "-- Version 1: schema as requested",
                        "-- Version 2: payment protocol",
                        "-- Version 3: refusals",
                        "-- Version 4: time and events");
    }

    @Test
    void every_script_in_the_jar_is_a_version_and_can_be_taken_back() throws Exception {
        Path resources = Path.of("src/main/resources/io/masspayout/jooq");
        assertThat(names(resources.resolve("migration")))
                .containsExactlyInAnyOrderElementsOf(
                        Migration.ALL.stream().map(Migration::script).toList());
        assertThat(names(resources.resolve("revert")))
                .containsExactlyInAnyOrderElementsOf(Migration.ALL.stream()
                        .map(migration -> "V" + migration.version() + ".sql")
                        .toList());
    }

    private static java.util.List<String> names(Path directory) throws java.io.IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
