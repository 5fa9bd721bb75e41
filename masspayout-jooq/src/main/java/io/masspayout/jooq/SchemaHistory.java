package io.masspayout.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The table in which Flyway notes what it applied, kept apart from the host's own by its name.
 *
 * <p>It is made here and not by Flyway: an export of the DDL can then contain it, it can be made in a schema that already holds the
 * host's tables without Flyway's baseline, and its times are instants (Flyway's own table has them in the zone of whoever migrated).
 */
final class SchemaHistory {

    static final String TABLE = "masspayout_schema_history";

    /** What Flyway expects to find; only the type of {@code installed_on} is ours. */
    static final String DDL = """
            CREATE TABLE masspayout_schema_history (
              installed_rank INT NOT NULL,
              version VARCHAR(50),
              description VARCHAR(200) NOT NULL,
              type VARCHAR(20) NOT NULL,
              script VARCHAR(1000) NOT NULL,
              checksum INT,
              installed_by VARCHAR(100) NOT NULL,
              installed_on TIMESTAMPTZ NOT NULL DEFAULT now(),
              execution_time INT NOT NULL,
              success BOOLEAN NOT NULL,
              CONSTRAINT masspayout_schema_history_pk PRIMARY KEY (installed_rank)
            );
            CREATE INDEX masspayout_schema_history_s_idx ON masspayout_schema_history(success);
            """;

    private static final Field<String> VERSION = field(name("version"), SQLDataType.VARCHAR);
    private static final Field<String> DESCRIPTION = field(name("description"), SQLDataType.VARCHAR);
    private static final Field<Integer> CHECKSUM = field(name("checksum"), SQLDataType.INTEGER);
    private static final Field<Instant> INSTALLED_ON = field(name("installed_on"), SQLDataType.INSTANT);
    private static final Field<Integer> RANK = field(name("installed_rank"), SQLDataType.INTEGER);

    /** A version that was applied. */
    record Entry(
            String version, String description, @Nullable Integer checksum, Instant installedAt) {}

    private final SchemaName schema;

    SchemaHistory(SchemaName schema) {
        this.schema = schema;
    }

    /** Whether there is a history, even an empty one. */
    boolean exists(DSLContext database) {
        return TableCatalogue.exists(database, schema, TABLE);
    }

    /** What was applied, in that order, by version. */
    Map<String, Entry> entries(DSLContext database) {
        List<Entry> found = database.select(VERSION, DESCRIPTION, CHECKSUM, INSTALLED_ON)
                .from(table(name(schema.value(), TABLE)))
                .where(VERSION.isNotNull())
                .orderBy(RANK)
                .fetch(row -> new Entry(row.value1(), row.value2(), row.value3(), row.value4()));
        Map<String, Entry> byVersion = new LinkedHashMap<>();
        found.forEach(entry -> byVersion.put(entry.version(), entry));
        return byVersion;
    }

    /** Forgets that a version was applied. */
    void remove(DSLContext database, String version) {
        database.deleteFrom(table(name(schema.value(), TABLE)))
                .where(VERSION.eq(version))
                .execute();
    }

    /** The row that Flyway would write for a version, as a statement for somebody who applies the DDL by hand. */
    static String insertStatement(Migration migration) {
        return "INSERT INTO " + TABLE
                + " (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)\n"
                + "  VALUES (" + migration.version() + ", " + inline(migration.version()) + ", "
                + inline(migration.description()) + ", 'SQL', " + inline(migration.script()) + ", "
                + migration.checksum() + ", CURRENT_USER, 0, TRUE);\n";
    }
}
