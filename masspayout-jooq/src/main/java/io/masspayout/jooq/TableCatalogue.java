package io.masspayout.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** Which schemas and tables a database has. Any role may ask. */
final class TableCatalogue {

    private static final Field<String> SCHEMA_OF_TABLE = field(name("schemaname"), SQLDataType.VARCHAR);
    private static final Field<String> TABLE_NAME = field(name("tablename"), SQLDataType.VARCHAR);

    private TableCatalogue() {}

    static boolean exists(DSLContext database, SchemaName schema) {
        return database.fetchExists(database.selectOne()
                .from(table(name("pg_catalog", "pg_namespace")))
                .where(field(name("nspname"), SQLDataType.VARCHAR).eq(schema.value())));
    }

    static boolean exists(DSLContext database, SchemaName schema, String tableName) {
        return tables(database, schema, List.of(tableName)).contains(tableName);
    }

    /** Those of the tables that are there. */
    static List<String> tables(DSLContext database, SchemaName schema, List<String> wanted) {
        return database.select(TABLE_NAME)
                .from(table(name("pg_catalog", "pg_tables")))
                .where(SCHEMA_OF_TABLE.eq(schema.value()), TABLE_NAME.in(wanted))
                .orderBy(TABLE_NAME)
                .fetch(TABLE_NAME);
    }
}
