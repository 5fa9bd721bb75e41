package io.masspayout.campaign;

import io.masspayout.money.Units;
import io.masspayout.testing.LedgerPayment;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The ledger's history, loaded beside the tables, and the two compared in SQL.
 *
 * @param payments how many there were on the ledger
 * @param violations what does not agree, in words
 */
record PlainSqlAudit(long payments, List<String> violations) {

    private static final int ROWS_AT_ONCE = 5_000;

    /** Account by account: who has money that the database knows nothing of, or the reverse, or another amount, or twice. */
    private static final String PAYMENTS = """
        SELECT 'distribution ' || COALESCE(h.distribution_id::text, l.distribution_id::text)
            || ' account ' || COALESCE(h.account_id, l.account_id) || ': the database has '
            || COALESCE(h.paid_amount::text, 'nothing') || ' by ' || COALESCE(h.settled_by_transaction_id, 'nobody')
            || ', the ledger ' || COALESCE(l.amount::text, 'nothing') || ' by ' || COALESCE(l.transactions, 'nobody')
        FROM (SELECT * FROM holder WHERE distribution_id IS NOT NULL AND status = 'PAID') h
        FULL JOIN (
            SELECT distribution_id, account_id, SUM(amount) AS amount, STRING_AGG(transaction_id, ' and ') AS transactions
            FROM ledger_payment GROUP BY distribution_id, account_id) l
          ON l.distribution_id = h.distribution_id AND l.account_id = h.account_id
        WHERE h.paid_amount IS DISTINCT FROM l.amount OR h.payment_amount IS DISTINCT FROM l.amount
           OR h.settled_by_transaction_id IS DISTINCT FROM l.transactions
        LIMIT 20
        """;

    private static final String SHARES = """
        SELECT 'distribution ' || d.id || ': the amount is ' || COALESCE(d.amount::text, 'unknown') || ', but '
            || COALESCE(s.due::text, 'nothing') || ' is due and ' || COALESCE(d.retained_amount::text, 'nothing') || ' retained'
        FROM distribution d
        JOIN (SELECT distribution_id, SUM(payment_amount) AS due FROM holder GROUP BY distribution_id) s
          ON s.distribution_id = d.id
        WHERE s.due + d.retained_amount IS DISTINCT FROM d.amount
        """;

    private static final String UNFINISHED = """
        SELECT 'distribution ' || id || ' is ' || status FROM distribution
        WHERE status NOT IN ('COMPLETED', 'PARTIALLY_COMPLETED', 'FAILED', 'CANCELLED')
          AND execution_type NOT IN ('RECURRING', 'AUTOMATIC')
        UNION ALL
        SELECT 'batch ' || id || ' is ' || status FROM batch_payout WHERE status NOT IN ('COMPLETED', 'FAILED', 'CANCELLED')
        """;

    private static final String PAID_BY_TREASURY = """
        SELECT COALESCE(SUM(l.amount), 0) FROM ledger_payment l JOIN distribution d ON d.id = l.distribution_id
        WHERE d.treasury_account_id = ?
        """;

    static PlainSqlAudit of(Evidence evidence, List<Declared> declared) throws SQLException {
        List<String> violations = new ArrayList<>();
        try (Connection connection = evidence.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TEMPORARY TABLE ledger_payment (distribution_id UUID,"
                        + " account_id VARCHAR COLLATE \"C\", amount NUMERIC, transaction_id VARCHAR) ON COMMIT DROP");
            }
            load(evidence, declared, connection);
            violations.addAll(Books.lines(connection, PAYMENTS));
            violations.addAll(Books.lines(connection, SHARES));
            violations.addAll(Books.lines(connection, UNFINISHED));
            violations.addAll(treasuries(evidence, connection));
            String payments = Books.lines(connection, "SELECT count(*) FROM ledger_payment")
                    .get(0);
            connection.rollback();
            return new PlainSqlAudit(Long.parseLong(payments), List.copyOf(violations));
        }
    }

    private static void load(Evidence evidence, List<Declared> declared, Connection connection) throws SQLException {
        for (Declared one : declared) {
            List<LedgerPayment> some = new ArrayList<>();
            evidence.payments(one.id(), some::add);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO ledger_payment VALUES (?, ?, ?, ?)")) {
                int rows = 0;
                for (LedgerPayment payment : some) {
                    insert.setObject(1, one.id().value());
                    insert.setString(2, payment.credited().value());
                    insert.setBigDecimal(3, Units.toDecimal(payment.amount(), CampaignTerms.DECIMALS));
                    insert.setString(4, payment.transactionId().value());
                    insert.addBatch();
                    if (++rows % ROWS_AT_ONCE == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
        }
    }

    // What was put in and not taken out, less what is there, has been paid; the distributions' history has to explain
    // it.
    private static List<String> treasuries(Evidence evidence, Connection connection) throws SQLException {
        List<String> wrong = new ArrayList<>();
        for (String line : evidence.treasuries()) {
            String[] words = line.split(" ", -1);
            BigDecimal gone = Units.toDecimal(
                    Math.subtractExact(Long.parseLong(words[1]), Long.parseLong(words[2])), CampaignTerms.DECIMALS);
            BigDecimal explained = new BigDecimal(
                    Books.lines(connection, PAID_BY_TREASURY, words[0]).get(0));
            if (gone.compareTo(explained) != 0) {
                wrong.add(
                        "treasury " + words[0] + " paid " + gone + ", of which the distributions explain " + explained);
            }
        }
        return wrong;
    }
}
