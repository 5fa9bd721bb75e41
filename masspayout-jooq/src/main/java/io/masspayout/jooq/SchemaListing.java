package io.masspayout.jooq;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * What the last version makes, as the catalogue tells it: columns, constraints, triggers, functions and indexes. The listing in the jar is
 * written with the generated tables (GenerateTables) and compared to a fresh schema by a test.
 *
 * <p>What a host has added is not listed, so it is no difference: tables, columns, indexes, triggers, rights, and the partitions of
 * docs/partition-holder.sql. Expressions are compared without blanks, parentheses and casts, in which versions of PostgreSQL differ.
 */
final class SchemaListing {

    /** Where the listing is, beside this class. */
    static final String RESOURCE = "schema-listing.txt";

    private static final String SEPARATOR = " = ";

    /** In a message; the first differences tell what has happened, and two hundred lines would hide it. */
    private static final int MOST_SHOWN = 5;

    /** Everything by its name, in the order of names. A partition of holder has the keys that the table as a whole cannot have. */
    private static final String QUERY = """
            WITH tables AS (
              SELECT c.oid, CASE WHEN c.relname = 'holder_default' THEN 'holder' ELSE c.relname END AS name,
                     c.relname = 'holder_default' AS is_part
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = {0} AND c.relkind IN ('r', 'p')
                AND (c.relname = ANY ({1}) OR c.relname = 'holder_default' AND c.relispartition)
            )
            SELECT 'column ' || t.name || '.' || a.attname AS what,
                   pg_catalog.format_type(a.atttypid, a.atttypmod)
                     || CASE WHEN l.collname IS NULL OR a.attcollation = y.typcollation THEN '' ELSE ' COLLATE ' || l.collname END
                     || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                     || COALESCE(' DEFAULT ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid), '') AS definition
              FROM tables t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
              JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
              LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
              LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
              WHERE NOT t.is_part
            UNION
            SELECT 'constraint ' || t.name || '.' || k.conname, pg_catalog.pg_get_constraintdef(k.oid)
              FROM tables t JOIN pg_catalog.pg_constraint k ON k.conrelid = t.oid AND k.contype IN ('c', 'f', 'p', 'u')
            UNION
            SELECT 'index ' || t.name || '.' || c.relname,
                   CASE WHEN i.indisvalid THEN '' ELSE 'INVALID ' END || pg_catalog.pg_get_indexdef(i.indexrelid)
              FROM tables t JOIN pg_catalog.pg_index i ON i.indrelid = t.oid
              JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
              WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
            UNION
            SELECT 'trigger ' || t.name || '.' || g.tgname,
                   CASE g.tgenabled WHEN 'O' THEN '' WHEN 'A' THEN '' ELSE 'DISABLED ' END || pg_catalog.pg_get_triggerdef(g.oid)
              FROM tables t JOIN pg_catalog.pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal AND NOT t.is_part
            UNION
            SELECT 'function ' || p.proname || '()',
                   CASE WHEN p.prosecdef THEN 'SECURITY DEFINER ' ELSE '' END || COALESCE(p.proconfig::text, '') || ' ' || p.prosrc
              FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
              WHERE n.nspname = {0} AND p.prorettype = 'pg_catalog.trigger'::pg_catalog.regtype
                AND EXISTS (SELECT FROM tables t JOIN pg_catalog.pg_trigger g ON g.tgrelid = t.oid AND g.tgfoid = p.oid)
            """;

    private SchemaListing() {}

    /** What a schema has, one thing a line. */
    static List<String> read(DSLContext database, SchemaName schema, List<String> tables) {
        Map<String, String> found = new TreeMap<>();
        for (Record row : database.resultQuery(QUERY, DSL.val(schema.value()), DSL.val(tables.toArray(String[]::new)))
                .fetch()) {
            found.put(
                    String.valueOf(row.get("what", String.class)),
                    plain(String.valueOf(row.get("definition", String.class)), schema, tables));
        }
        return found.entrySet().stream()
                .map(entry -> entry.getKey() + SEPARATOR + entry.getValue())
                .toList();
    }

    /** Without what servers of different versions, and schemas of different names, say in different ways. */
    private static String plain(String definition, SchemaName schema, List<String> tables) {
        return definition
                // Before a table or a function; an alias may have the schema's name, and stands before a column.
                .replaceAll(
                        "(?<![\\w.\"])(" + Pattern.quote(schema.quoted()) + "|" + Pattern.quote(schema.value())
                                + ")\\.(?=(" + String.join("|", tables) + "|holder_default)\\b|\\w+\\()",
                        "")
                .replace(" holder_default ", " holder ")
                .replaceAll("::(character varying|[a-z]+)(\\[])?", "")
                .replace(" NOT VALID", "")
                .replace("ONLY ", "")
                .replaceAll("[()\\s]+", " ")
                .replaceAll(" ?([,\\[\\]]) ?", "$1")
                .strip();
    }

    /** What the last version makes. */
    static List<String> expected() {
        try (InputStream in = SchemaListing.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar of masspayout-jooq");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In what a schema differs from the last version, in words; empty when it has all of that. */
    static String differences(List<String> expected, List<String> found) {
        Map<String, String> present = byName(found);
        List<String> differences = new ArrayList<>();
        byName(expected).forEach((what, definition) -> {
            String there = present.get(what);
            if (there == null) {
                differences.add(what + " is missing");
            } else if (!there.equals(definition)) {
                differences.add(what + " is '" + there + "' and not '" + definition + "'");
            }
        });
        int shown = Math.min(MOST_SHOWN, differences.size());
        String rest = shown < differences.size() ? "; and " + (differences.size() - shown) + " more" : "";
        return String.join("; ", differences.subList(0, shown)) + rest;
    }

    private static Map<String, String> byName(List<String> lines) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String line : lines) {
            int at = line.indexOf(SEPARATOR);
            byName.put(line.substring(0, at), line.substring(at + SEPARATOR.length()));
        }
        return byName;
    }
}
