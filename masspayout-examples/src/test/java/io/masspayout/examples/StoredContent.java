package io.masspayout.examples;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Number of rows and a checksum of every table of a schema: equal when nothing was changed. */
record StoredContent(Map<String, String> tables) {

    static StoredContent of(ExampleDatabase database) throws SQLException {
        Map<String, String> content = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables(database.schema(), statement)) {
                String sql =
                        "SELECT count(*) || ' rows, ' || COALESCE(md5(string_agg(t::text, '|' ORDER BY t::text)), 'none')"
                                + " FROM " + database.schema() + "." + table + " t";
                try (ResultSet row = statement.executeQuery(sql)) {
                    row.next();
                    content.put(table, row.getString(1));
                }
            }
        }
        return new StoredContent(content);
    }

    private static List<String> tables(String schema, Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = '" + schema + "'"
                        // What a worker knows of the ledger and of its own settings is none of what a mistake could
                        // change.
                        + " AND table_name NOT IN ('book', 'followed_history')")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
