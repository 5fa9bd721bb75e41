package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BOOK;

import io.masspayout.jooq.SchemaVersion.State;
import io.masspayout.jooq.schema.DefaultSchema;
import io.masspayout.store.ConflictException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Named;
import org.jooq.impl.DSL;

/**
 * The library's tables in one schema of a database: makes them, checks them, says what is there, exports and takes back.
 *
 * <p>Several schemas of one database are independent of each other, so each tenant may have one. A schema may hold the host's own
 * tables as well; the history of the library's versions is in a table of its own, {@code masspayout_schema_history}, which Flyway's
 * tools can read.
 *
 * <p>Safe for use by many threads and processes: of several that migrate at once, one does it and the others wait.
 *
 * <p>Every method throws {@link io.masspayout.store.StoreUnavailableException} when the database cannot answer, and
 * {@link SchemaMismatchException} when the role lacks a right.
 */
public final class MassPayoutSchema {

    /** Workers keep their locks for milliseconds; whoever waits longer to revert has met a session that somebody left open. */
    static final Duration REVERT_LOCK_TIMEOUT = Duration.ofSeconds(3);

    /** A version that rewrites many rows takes its time, and other processes wait for it: Flyway's word for "for ever". */
    private static final int WAIT_FOR_OTHERS = -1;

    private static final List<String> TABLES = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
            .map(Named::getName)
            .toList();

    /** Tables into which a migration itself writes, and which of their rows a host has made: a book that was never paid from is nothing to keep. */
    private static final Map<String, Condition> WRITTEN_BY_MIGRATION =
            Map.of(BOOK.getName(), DSL.field(DSL.name(BOOK.LEDGER.getName())).isNotNull());

    private final DataSource dataSource;
    private final SchemaName name;
    private final SchemaConnections connections;
    private final SchemaHistory history;

    private MassPayoutSchema(DataSource dataSource, SchemaName name) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.name = name;
        this.connections = new SchemaConnections(dataSource, name);
        this.history = new SchemaHistory(name);
    }

    /** The library's tables in schema {@code public}. */
    public static MassPayoutSchema of(DataSource dataSource) {
        return new MassPayoutSchema(dataSource, SchemaName.PUBLIC);
    }

    /**
     * The library's tables in a schema by name.
     *
     * @param dataSource gives up to three connections at once while migrating, otherwise one
     * @param schema 1 to 63 letters, digits and underscores, not beginning with a digit or {@code pg_}; upper and lower case differ
     * @throws io.masspayout.validation.InvalidRequestException when it is no such name
     */
    public static MassPayoutSchema of(DataSource dataSource, String schema) {
        return new MassPayoutSchema(dataSource, new SchemaName(schema));
    }

    /** The schema's name. */
    public String name() {
        return name.value();
    }

    /**
     * Does what a mode says.
     *
     * @throws SchemaMismatchException as {@link #migrate} or {@link #validate} does
     */
    public void prepare(SchemaMode mode) {
        Runnable preparation = switch (mode) {
            case MIGRATE -> this::migrate;
            case VALIDATE -> this::validate;
            case NONE -> () -> {};
        };
        preparation.run();
    }

    /**
     * Brings the schema up to this library's version, one database transaction a version. Makes the schema when it is not there and
     * the role may. Changes nothing when there is nothing to do, and then needs reading rights only.
     *
     * @throws SchemaMismatchException when the schema is newer than the library, when an applied version is not the library's,
     *     when a version does not fit what is stored, or when the role may not change the schema
     */
    public void migrate() {
        migrateTo(Migration.ALL.get(Migration.ALL.size() - 1).version());
    }

    /** As {@link #migrate}, but no further than a version. */
    void migrateTo(String version) {
        if (requireNoStranger(info()).get(indexOf(version)).state() == State.APPLIED) {
            return;
        }
        connections.inTransaction(this::prepareHistory);
        try {
            Flyway.configure(MassPayoutSchema.class.getClassLoader())
                    .dataSource(dataSource)
                    .locations(Migration.LOCATION)
                    .schemas(name.value())
                    .defaultSchema(name.value())
                    .createSchemas(false)
                    .table(SchemaHistory.TABLE)
                    .target(MigrationVersion.fromVersion(version))
                    // Our scripts have no placeholders, and a dollar sign in one means itself.
                    .placeholderReplacement(false)
                    .lockRetryCount(WAIT_FOR_OTHERS)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw connections.meaningOf(e);
        }
        requireNoStranger(info());
    }

    private static int indexOf(String version) {
        for (int i = 0; i < Migration.ALL.size(); i++) {
            if (Migration.ALL.get(i).version().equals(version)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no version " + version);
    }

    /** Flyway would baseline a schema that holds tables but no history; one that is there, if empty, it goes on with. */
    private boolean prepareHistory(DSLContext database) {
        lockOutOthers(database);
        if (!TableCatalogue.exists(database, name)) {
            database.execute("CREATE SCHEMA " + name.quoted());
        }
        if (!history.exists(database)) {
            run(database, SchemaHistory.DDL);
        }
        return true;
    }

    private void lockOutOthers(DSLContext database) {
        database.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", SchemaHistory.TABLE + " in " + name.value());
    }

    /**
     * Checks that the schema is this library's version, and has every column, constraint, trigger, function and index that the version
     * makes. What the host has added beside them is not looked at. Reads only.
     *
     * @throws SchemaMismatchException when it is not; the message says in what way, and what to do
     */
    public void validate() {
        List<SchemaVersion> versions = requireNoStranger(info());
        String pending = versions.stream()
                .filter(version -> version.state() == State.PENDING)
                .map(SchemaVersion::version)
                .collect(Collectors.joining(", "));
        if (pending.isEmpty()) {
            requireWhole();
            return;
        }
        if (versions.stream().allMatch(version -> version.state() == State.PENDING)) {
            throw new SchemaMismatchException("schema " + name
                    + " is not migrated: there is no version of the library's tables in it; call MassPayoutSchema.migrate(),"
                    + " apply the exported DDL, or correct the schema's name");
        }
        throw new SchemaMismatchException(
                "schema " + name + " is older than the library: version " + pending
                        + " is missing; call MassPayoutSchema.migrate(), or use the library's version that the schema was made by");
    }

    private void requireWhole() {
        String differences = connections.inTransaction(
                database -> SchemaListing.differences(SchemaListing.expected(), listing(database)));
        if (!differences.isEmpty()) {
            throw new SchemaMismatchException("schema " + name + " has the history of this version but not its tables: "
                    + differences + "; restore what is missing from the exported DDL (MassPayoutSchema.writeDdl),"
                    + " or bring a new schema up and move the rows");
        }
    }

    /** What the schema has, as {@link SchemaListing} tells it. */
    List<String> listing(DSLContext database) {
        return SchemaListing.read(database, name, TABLES);
    }

    private List<SchemaVersion> requireNoStranger(List<SchemaVersion> versions) {
        for (SchemaVersion version : versions) {
            if (version.state() == State.UNKNOWN) {
                throw new SchemaMismatchException("schema " + name + " is newer than the library: it has version "
                        + version.version() + " (" + version.description()
                        + "), which this library does not know; use the newer library that made it");
            }
            if (version.state() == State.CHANGED) {
                throw new SchemaMismatchException(
                        "version " + version.version() + " of schema " + name
                                + " was applied from another text than this library has (the checksums differ): use the library's"
                                + " version that applied it; if its script was edited, bring a new schema up and move the rows");
            }
        }
        return versions;
    }

    /** Every version that the library knows or the database has, oldest first. Reads only. */
    public List<SchemaVersion> info() {
        Map<String, SchemaHistory.Entry> applied =
                connections.inTransaction(database -> history.exists(database) ? history.entries(database) : Map.of());
        List<SchemaVersion> versions = new ArrayList<>();
        for (Migration migration : Migration.ALL) {
            SchemaHistory.Entry entry = applied.get(migration.version());
            versions.add(
                    entry == null
                            ? new SchemaVersion(migration.version(), migration.description(), State.PENDING, null)
                            : new SchemaVersion(
                                    migration.version(),
                                    migration.description(),
                                    Objects.equals(entry.checksum(), migration.checksum())
                                            ? State.APPLIED
                                            : State.CHANGED,
                                    entry.installedAt()));
        }
        applied.values().stream()
                .filter(entry -> Migration.ALL.stream()
                        .noneMatch(known -> known.version().equals(entry.version())))
                .map(entry ->
                        new SchemaVersion(entry.version(), entry.description(), State.UNKNOWN, entry.installedAt()))
                .forEach(versions::add);
        return List.copyOf(versions);
    }

    /**
     * Writes the DDL of all versions as one script, for a person to review and apply where no program may. It contains the history,
     * so a schema made by it passes {@link #validate} and can be migrated further. Asks no database.
     *
     * @param out gets the script; not closed
     */
    public void writeDdl(Appendable out) {
        try {
            out.append("-- The tables of masspayout in schema ")
                    .append(name.quoted())
                    .append(".\n");
            out.append("-- The schema must be there and must not hold them yet. To be applied as a whole.\n\n");
            out.append("BEGIN;\n\nSET LOCAL search_path TO ")
                    .append(name.quoted())
                    .append(";\n\n");
            out.append(SchemaHistory.DDL);
            for (Migration migration : Migration.ALL) {
                out.append("\n-- Version ").append(migration.version()).append(": ");
                out.append(migration.description())
                        .append(" ")
                        .append("=".repeat(60))
                        .append("\n\n");
                out.append(migration.sql()).append('\n');
                out.append(SchemaHistory.insertStatement(migration));
            }
            out.append("\nCOMMIT;\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes back the last version that was applied, in one database transaction. Stop all workers before.
     *
     * @param mode whether stored rows may be lost
     * @return the version taken back, which is PENDING now; empty when none was applied
     * @throws ConflictException when rows are stored and the mode says to keep them
     * @throws SchemaMismatchException when the last version is not this library's
     */
    public Optional<SchemaVersion> revertLast(RevertMode mode) {
        List<SchemaVersion> versions = requireNoStranger(info());
        if (versions.stream().noneMatch(version -> version.state() == State.APPLIED)) {
            return Optional.empty();
        }
        return connections.inTransaction(database -> {
            lockOutOthers(database);
            database.execute("SET LOCAL lock_timeout = '" + REVERT_LOCK_TIMEOUT.toMillis() + "ms'");
            Map<String, SchemaHistory.Entry> applied = history.entries(database);
            for (int i = Migration.ALL.size() - 1; i >= 0; i--) {
                Migration last = Migration.ALL.get(i);
                if (applied.containsKey(last.version())) {
                    revert(database, last, mode);
                    return Optional.of(new SchemaVersion(last.version(), last.description(), State.PENDING, null));
                }
            }
            return Optional.empty();
        });
    }

    private void revert(DSLContext database, Migration last, RevertMode mode) {
        List<String> present = TableCatalogue.tables(database, name, TABLES);
        present.forEach(table -> database.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE"));
        if (mode == RevertMode.ONLY_IF_EMPTY) {
            List<String> filled = present.stream()
                    .filter(table -> database.fetchExists(DSL.selectOne()
                            .from(DSL.table(DSL.name(table)))
                            .where(WRITTEN_BY_MIGRATION.getOrDefault(table, DSL.noCondition()))))
                    .toList();
            if (!filled.isEmpty()) {
                throw new ConflictException("version " + last.version() + " of schema " + name
                        + " was not reverted, as there are rows in " + String.join(", ", filled)
                        + "; keep them elsewhere, then revert with " + RevertMode.DROP_ROWS);
            }
        }
        run(database, last.revertSql());
        history.remove(database, last.version());
    }

    /** A script goes to the server as it is, several statements at once, and past jOOQ's own templates. */
    private static void run(DSLContext database, String script) {
        database.connection(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(script);
            }
        });
    }
}
