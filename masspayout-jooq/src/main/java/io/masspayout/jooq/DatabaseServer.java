package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BOOK;

import io.masspayout.jooq.internal.StoredText;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Which database answers, as any role may ask. A dump, a point-in-time restore, a promotion and a copy by dump show themselves in the lineage;
 * a copied disk only by the server's start.
 *
 * @param lineage the cluster's system identifier, its timeline, and the ids of database and table, which a restore makes anew
 * @param start when the server was started
 */
record DatabaseServer(String lineage, String start) {

    /**
     * {@code pg_walfile_name} begins with the timeline, of which {@code pg_control_checkpoint} tells only after the next checkpoint.
     */
    static final Field<String> LINEAGE = DSL.field(
            "concat_ws('/', (SELECT system_identifier FROM pg_catalog.pg_control_system()),"
                    + " pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8),"
                    + " (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()),"
                    + " (SELECT tableoid FROM {0}))",
            StoredText.TYPE, BOOK);

    /** In seconds since 1970, so that no setting of the session changes the text. */
    static final Field<String> START =
            DSL.field("cast(extract(epoch from pg_catalog.pg_postmaster_start_time()) as varchar)", StoredText.TYPE);

    /** One row, so that a statement asks the server once however often it compares. */
    private static final Table<?> TABLE =
            DSL.select(LINEAGE.as("lineage"), START.as("start")).asTable("server");

    private static final Field<String> ITS_LINEAGE = Unnested.column("server", "lineage", StoredText.TYPE);
    private static final Field<String> ITS_START = Unnested.column("server", "start", StoredText.TYPE);

    /** What a statement has to read beside its own tables for {@link #isAt} and {@link #isOfLineage}. */
    static Table<?> table() {
        return TABLE;
    }

    static DatabaseServer of(DSLContext db) {
        return db.select(LINEAGE, START).fetchSingle(row -> new DatabaseServer(row.value1(), row.value2()));
    }

    /** Whether a row names this server; the statement reads {@link #table}. */
    static Condition isAt(Field<String> lineage, Field<String> start) {
        return isOfLineage(lineage).and(start.eq(ITS_START));
    }

    /** Whether a row names a server of this lineage; the statement reads {@link #table}. */
    static Condition isOfLineage(Field<String> lineage) {
        return lineage.eq(ITS_LINEAGE);
    }

    /** As one text. */
    String name() {
        return lineage + " since " + start;
    }
}
