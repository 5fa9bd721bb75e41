package io.masspayout.examples;

import io.masspayout.MassPayoutClient;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.money.Units;
import io.masspayout.testing.AuditReport;
import io.masspayout.testing.AuditedBooks;
import io.masspayout.testing.AuditedHolder;
import io.masspayout.testing.Auditor;
import io.masspayout.testing.LedgerPayment;
import io.masspayout.testing.SimulatedNetwork;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Compares what the ledger moved with what the database says, payment by payment, twice: by the library's auditor on the library's
 * statement, and in plain SQL, in which the library has no part.
 *
 * @param holders how many were paid
 * @param batches how many transactions took effect
 * @param paid what was paid altogether, in units of the payment token
 * @param disagreements what does not agree, in words; the first ten
 */
record Verification(long holders, long batches, BigDecimal paid, List<String> disagreements) {

    private static final int ROWS_AT_ONCE = 10_000;

    /** Account by account: who has money that the database knows nothing of, or the reverse, or another amount, or twice. */
    private static final String PAYMENTS = """
            SELECT 'account ' || COALESCE(h.account_id, l.account_id) || ': the database has '
                || COALESCE(h.paid_amount::text, 'nothing') || ' by ' || COALESCE(h.settled_by_transaction_id, 'nobody')
                || ', the ledger ' || COALESCE(l.amount::text, 'nothing') || ' by ' || COALESCE(l.transactions, 'nobody')
            FROM (SELECT * FROM holder WHERE distribution_id = ? AND status = 'PAID') h
            FULL JOIN (
                SELECT account_id, SUM(amount) AS amount, STRING_AGG(transaction_id, ' and ') AS transactions
                FROM ledger_payment GROUP BY account_id) l ON l.account_id = h.account_id
            WHERE h.paid_amount IS DISTINCT FROM l.amount OR h.payment_amount IS DISTINCT FROM l.amount
               OR h.settled_by_transaction_id IS DISTINCT FROM l.transactions
            LIMIT 10
            """;

    /** The books: what was paid, what is open or failed, and what was retained are the amount. */
    private static final String BOOKS = """
            SELECT 'the amount is ' || d.amount || ', but ' || s.due || ' is due to holders and ' || d.retained_amount || ' retained'
            FROM distribution d, (SELECT SUM(payment_amount) AS due FROM holder WHERE distribution_id = ?) s
            WHERE d.id = ? AND s.due + d.retained_amount IS DISTINCT FROM d.amount
            """;

    private static final String TOTALS = """
            SELECT COUNT(*), COUNT(DISTINCT transaction_id), COALESCE(SUM(amount), 0) FROM ledger_payment
            """;

    /**
     * Compares.
     *
     * @param taken what has left the treasury on the ledger, in smallest units
     */
    static Verification of(
            DistributionId distributionId,
            MassPayoutClient client,
            SimulatedNetwork network,
            long taken,
            ExampleDatabase database)
            throws SQLException {
        Distribution distribution = client.distributions().get(distributionId);
        AuditReport audit = Auditor.audit(
                distributionId,
                network::payments,
                AuditedBooks.of(
                        distribution,
                        holders -> client.reports()
                                .statement(distributionId, line -> holders.accept(AuditedHolder.of(line)))));
        UUID id = distribution.id().value();
        int decimals = distribution.currency().decimals();
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            load(distribution, network, connection, database.schema());
            List<String> disagreements = new ArrayList<>(audit.violations());
            disagreements.addAll(query(connection, PAYMENTS, id));
            disagreements.addAll(query(connection, BOOKS, id, id));
            try (Statement statement = connection.createStatement();
                    ResultSet totals = statement.executeQuery(TOTALS)) {
                totals.next();
                BigDecimal paid = totals.getBigDecimal(3);
                BigDecimal missing = Units.toDecimal(taken, decimals);
                if (paid.compareTo(missing) != 0) {
                    disagreements.add("the treasury lacks " + missing + " but paid " + paid);
                }
                if (!agrees(audit, totals.getLong(1), totals.getLong(2))) {
                    disagreements.add("the auditor counts otherwise: " + audit);
                }
                return new Verification(totals.getLong(1), totals.getLong(2), paid, List.copyOf(disagreements));
            } finally {
                connection.rollback();
            }
        }
    }

    /**
     * Compares several distributions.
     *
     * @return for a person to read
     * @throws IllegalStateException for the first one that does not agree
     */
    static String ofAll(
            List<Distribution> distributions,
            MassPayoutClient client,
            SimulatedNetwork network,
            ExampleDatabase database)
            throws SQLException {
        BigDecimal paid = BigDecimal.ZERO;
        for (Distribution distribution : distributions) {
            DistributionId id = distribution.id();
            Verification result = of(id, client, network, network.paid(id), database);
            if (!result.agrees()) {
                throw new IllegalStateException("NOT VERIFIED " + id + ": " + result.disagreements());
            }
            paid = paid.add(result.paid());
        }
        return "VERIFIED " + distributions.size() + " distributions paid " + paid.toPlainString() + " "
                + ExampleLedger.SYMBOL + ": ledger and database agree to the smallest unit";
    }

    /** Brings the ledger's history of the distribution into a table that ends with the database transaction. */
    private static void load(Distribution distribution, SimulatedNetwork network, Connection connection, String schema)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL search_path TO " + schema);
            statement.execute("CREATE TEMPORARY TABLE ledger_payment (account_id VARCHAR COLLATE \"C\", amount NUMERIC,"
                    + " transaction_id VARCHAR) ON COMMIT DROP");
        }
        List<LedgerPayment> some = new ArrayList<>();
        network.payments(distribution.id(), payment -> {
            some.add(payment);
            if (some.size() == ROWS_AT_ONCE) {
                insert(connection, some, distribution.currency().decimals());
            }
        });
        insert(connection, some, distribution.currency().decimals());
    }

    private static void insert(Connection connection, List<LedgerPayment> payments, int decimals) {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO ledger_payment SELECT * FROM UNNEST(?::varchar[], ?::numeric[], ?::varchar[])")) {
            insert.setArray(
                    1,
                    array(
                            connection,
                            "varchar",
                            payments.stream().map(p -> p.credited().value())));
            insert.setArray(
                    2, array(connection, "numeric", payments.stream().map(p -> Units.toDecimal(p.amount(), decimals))));
            insert.setArray(
                    3,
                    array(
                            connection,
                            "varchar",
                            payments.stream().map(p -> p.transactionId().value())));
            insert.executeUpdate();
            payments.clear();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot load the ledger's payments", e);
        }
    }

    private static Array array(Connection connection, String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private static List<String> query(Connection connection, String sql, UUID... parameters) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
        }
        return lines;
    }

    private static boolean agrees(AuditReport audit, long payments, long transactions) {
        return audit.paid() == payments && audit.transactions() == transactions;
    }

    boolean agrees() {
        return disagreements.isEmpty();
    }
}
