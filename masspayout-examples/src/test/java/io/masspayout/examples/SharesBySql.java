package io.masspayout.examples;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes a distribution from a register file in SQL of its own, with nothing of the library: the file's raw text goes into a scratch
 * table, and one query shares the amount by largest remainder.
 */
final class SharesBySql implements AutoCloseable {

    /** Ties go to the earlier line; which account of several with the same remainder gets the last unit changes no multiset of shares. */
    private static final String SHARES = """
            CREATE TEMPORARY TABLE computed AS
            WITH line AS (
                SELECT l.number, split_part(l.text, ',', 1) AS account, split_part(l.text, ',', 2)::NUMERIC AS balance
                FROM regexp_split_to_table(trim(E'\\n' FROM ?), E'\\n') WITH ORDINALITY AS l(text, number)
                WHERE l.number > 1),
            due AS (
                SELECT number, account, balance, div(?::NUMERIC * balance, total) AS whole, mod(?::NUMERIC * balance, total) AS rest
                FROM (SELECT *, sum(balance) OVER () AS total FROM line WHERE balance > 0 AND account <> ?) e),
            ranked AS (
                SELECT *, row_number() OVER (ORDER BY rest DESC, number) AS place, ?::NUMERIC - sum(whole) OVER () AS units_left
                FROM due)
            SELECT account, balance, whole + CASE WHEN place <= units_left THEN 1 ELSE 0 END AS units FROM ranked
            """;

    private final Connection connection;

    private SharesBySql(Connection connection) {
        this.connection = connection;
    }

    /**
     * Computes.
     *
     * @param units the amount in smallest units
     * @param treasury takes no part
     */
    static SharesBySql of(Path register, long units, String treasury, Connection connection)
            throws SQLException, IOException {
        try (PreparedStatement create = connection.prepareStatement(SHARES)) {
            create.setString(1, Files.readString(register));
            create.setLong(2, units);
            create.setLong(3, units);
            create.setString(4, treasury);
            create.setLong(5, units);
            create.executeUpdate();
        }
        return new SharesBySql(connection);
    }

    /** The sum of all shares, with six decimals. */
    BigDecimal total() throws SQLException {
        return number("SELECT (sum(units) / 1000000)::NUMERIC(38, 6) FROM computed");
    }

    long holders() throws SQLException {
        return number("SELECT count(*) FROM computed").longValueExact();
    }

    /** Account and share of the largest, as the quick start prints them. */
    List<String> largest(int limit) throws SQLException {
        return lines("SELECT account || ' ' || (units / 1000000)::NUMERIC(38, 6) || ' USDC' FROM computed"
                + " ORDER BY units DESC LIMIT " + limit);
    }

    /** Balance and share of everybody, in order. */
    List<String> all() throws SQLException {
        return lines(
                "SELECT balance || ',' || (units / 1000000)::NUMERIC(38, 6) FROM computed ORDER BY balance, units");
    }

    private BigDecimal number(String sql) throws SQLException {
        return new BigDecimal(lines(sql).get(0));
    }

    private List<String> lines(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE computed");
        }
    }
}
