package io.masspayout.jooq;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL itself says is in a schema, as sorted lines that do not name the schema. */
final class Catalogue {

    private static final String COLUMNS = """
            SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                || COALESCE(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
                || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || l.collname ELSE '' END
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            LEFT JOIN pg_collation l ON l.oid = a.attcollation
            WHERE c.relnamespace = ?::regnamespace AND c.relkind = 'r'
            ORDER BY 1
            """;

    // PostgreSQL 18 lists NOT NULL among the constraints (contype n); the columns say it.
    private static final String CONSTRAINTS = """
            SELECT c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
            WHERE c.relnamespace = ?::regnamespace AND k.contype <> 'n'
            ORDER BY 1
            """;

    private static final String INDEXES = """
            SELECT c.relname || ' ' || i.relname || ' ' || pg_get_indexdef(i.oid)
            FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
            WHERE c.relnamespace = ?::regnamespace
            ORDER BY 1
            """;

    private static final String CODE = """
            SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE p.pronamespace = ?::regnamespace
            UNION ALL
            SELECT pg_get_triggerdef(g.oid) FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
            WHERE c.relnamespace = ?::regnamespace AND NOT g.tgisinternal
            ORDER BY 1
            """;

    private static final String PERSISTENCE = """
            SELECT c.relname || ' is kept as ' || c.relpersistence::text
            FROM pg_class c WHERE c.relnamespace = ?::regnamespace AND c.relkind = 'r'
            ORDER BY 1
            """;

    private Catalogue() {}

    static List<String> columns(String schema) {
        return lines(COLUMNS, schema);
    }

    static List<String> constraints(String schema) {
        return lines(CONSTRAINTS, schema);
    }

    static List<String> indexes(String schema) {
        return lines(INDEXES, schema);
    }

    /** Everything at once. */
    static List<String> of(String schema) {
        List<String> all = new ArrayList<>();
        for (String query : List.of(COLUMNS, CONSTRAINTS, INDEXES, CODE, PERSISTENCE)) {
            all.addAll(lines(query, schema));
        }
        return all;
    }

    private static List<String> lines(String query, String schema) {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setString(i, schema);
            }
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1).replace(schema + ".", ""));
                }
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
