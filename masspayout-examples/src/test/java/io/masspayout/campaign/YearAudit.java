package io.masspayout.campaign;

import io.masspayout.model.DistributionId;
import io.masspayout.money.Units;
import io.masspayout.testing.LedgerPayment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Compares what had to be paid in a year with the database and the ledger: in SQL in which the library has no part, and by the audits of the
 * campaign. Nothing may be under way.
 *
 * @param payouts how many distributions were made and paid, by what set them going
 * @param leftOut how many times were left out, as their policy allows
 * @param payments how many there were on the ledger
 * @param violations what does not agree, in words
 */
record YearAudit(Map<String, Long> payouts, long leftOut, long payments, List<String> violations) {

    private static final int FIRST_LINES = 20;

    private static final String TABLES = """
        SET LOCAL TIME ZONE 'UTC';
        CREATE TEMPORARY TABLE expected (
          what VARCHAR COLLATE "C" NOT NULL, not_before TIMESTAMPTZ NOT NULL, required BOOLEAN NOT NULL) ON COMMIT DROP;
        CREATE TEMPORARY TABLE expected_share (
          what VARCHAR COLLATE "C" NOT NULL, account_id VARCHAR COLLATE "C" NOT NULL, amount NUMERIC NOT NULL) ON COMMIT DROP;
        CREATE TEMPORARY TABLE expected_template (
          key VARCHAR COLLATE "C" NOT NULL, status VARCHAR NOT NULL, turns BIGINT NOT NULL) ON COMMIT DROP;
        CREATE TEMPORARY TABLE ledger_payment (
          distribution_id UUID NOT NULL, account_id VARCHAR COLLATE "C" NOT NULL, amount NUMERIC NOT NULL,
          started TIMESTAMPTZ NOT NULL) ON COMMIT DROP;
        CREATE TEMPORARY VIEW made AS
        SELECT d.id, d.parent_id, d.status, d.planned_at,
          (CASE
            WHEN d.occurrence_at IS NOT NULL THEN 'RECURRING ' || p.idempotency_key || ' #' || d.occurrence || ' '
              || to_char(d.occurrence_at, 'YYYY-MM-DD"T"HH24:MI:SS.US')
            WHEN d.trigger_contract_id IS NOT NULL THEN 'AUTOMATIC ' || p.idempotency_key || ' '
              || d.trigger_contract_id || ' ' || d.trigger_timestamp || '/' || d.trigger_index
            ELSE concat_ws(' ', d.execution_type, d.idempotency_key,
              to_char(d.scheduled_time, 'YYYY-MM-DD"T"HH24:MI:SS.US'))
          END || ' of ' || a.symbol) COLLATE "C" AS what
        FROM distribution d JOIN asset a ON a.id = d.asset_id LEFT JOIN distribution p ON p.id = d.parent_id
        WHERE d.execution_type NOT IN ('RECURRING', 'AUTOMATIC') AND d.status <> 'CANCELLED';
        CREATE TEMPORARY VIEW template AS
        SELECT d.idempotency_key AS key, d.status,
          (SELECT count(*) FROM made m WHERE m.parent_id = d.id) AS run,
          (SELECT COALESCE(SUM(split_part(a.why, ' ', 1)::bigint), 0) FROM audit_event a
           WHERE a.subject = 'distribution' AND a.subject_id = d.id::text AND a.event = 'occurrences left out') AS left_out
        FROM distribution d
        WHERE d.execution_type IN ('RECURRING', 'AUTOMATIC')
        """;

    private static final String EXACTLY_ONCE = """
        SELECT COALESCE(e.what, m.what) || ' was expected ' || COALESCE(e.times, 0) || ' times and is there '
            || COALESCE(m.times, 0) || ' times'
        FROM (SELECT what, count(*) AS times, bool_and(required) AS required FROM expected GROUP BY what) e
        FULL JOIN (SELECT what, count(*) AS times FROM made GROUP BY what) m ON m.what = e.what
        WHERE e.times IS DISTINCT FROM 1 OR m.times > 1 OR m.times IS NULL AND e.required
        ORDER BY 1
        """;

    private static final String COMPLETED_IN_TIME = """
        SELECT m.what || ' is ' || m.status || ', planned at ' || COALESCE(m.planned_at::text, 'no time')
            || ', due at ' || e.not_before
        FROM made m JOIN expected e ON e.what = m.what
        WHERE m.status <> 'COMPLETED' OR m.planned_at IS NULL OR m.planned_at < e.not_before
        ORDER BY 1
        """;

    /** Everybody once, the right amount, not before its time; and nobody else, be it for a cancelled one or for a template. */
    private static final String PAID_RIGHTLY = """
        SELECT COALESCE(due.what, 'distribution ' || paid.distribution_id) || ' account '
            || COALESCE(due.account_id, paid.account_id) || ': due '
            || COALESCE(due.amount || ' from ' || due.not_before, 'nothing') || ', paid '
            || COALESCE(paid.amount::text, 'nothing') || ' in ' || COALESCE(paid.times, 0) || ' payments, the first at '
            || COALESCE(paid.started::text, 'no time')
        FROM (SELECT m.id, s.what, s.account_id, s.amount, e.not_before
              FROM expected_share s JOIN expected e ON e.what = s.what JOIN made m ON m.what = s.what) due
        FULL JOIN (SELECT distribution_id, account_id, SUM(amount) AS amount, count(*) AS times, MIN(started) AS started
                   FROM ledger_payment GROUP BY distribution_id, account_id) paid
          ON paid.distribution_id = due.id AND paid.account_id = due.account_id
        WHERE paid.times IS DISTINCT FROM 1 OR paid.amount IS DISTINCT FROM due.amount OR paid.started < due.not_before
        ORDER BY 1
        """;

    /** Each time of a template was either run or left out, and those that have no further one know that. */
    private static final String TEMPLATES = """
        SELECT COALESCE(e.key, t.key) || ' is ' || COALESCE(t.status, 'missing') || ', expected '
            || COALESCE(e.status, 'none') || ', with ' || COALESCE(e.turns, 0) || ' times, of which '
            || COALESCE(t.run, 0) || ' were run and ' || COALESCE(t.left_out, 0) || ' left out'
        FROM expected_template e FULL JOIN template t ON t.key = e.key
        WHERE t.status IS DISTINCT FROM e.status OR t.run + t.left_out <> e.turns
        ORDER BY 1
        """;

    /**
     * Looks at everything there is.
     *
     * @param places where the holders of payouts are
     */
    static YearAudit of(
            Evidence evidence, Places places, List<ExpectedPayout> payouts, List<ExpectedTemplate> templates)
            throws SQLException {
        List<String> violations = new ArrayList<>();
        try (Connection connection = evidence.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(TABLES);
            }
            loadExpected(places, payouts, templates, connection);
            loadLedger(evidence, connection);
            for (String question : List.of(EXACTLY_ONCE, COMPLETED_IN_TIME, PAID_RIGHTLY, TEMPLATES)) {
                List<String> wrong = Books.lines(connection, question);
                violations.addAll(wrong.subList(0, Math.min(FIRST_LINES, wrong.size())));
            }
            Map<String, Long> completedOf = new LinkedHashMap<>();
            for (String kind : List.of(ExpectedPayout.RECURRING, ExpectedPayout.SCHEDULED, ExpectedPayout.AUTOMATIC)) {
                long completed = number(
                        connection,
                        "SELECT count(*) FROM made WHERE status = 'COMPLETED' AND what LIKE '" + kind + "%'");
                completedOf.put(kind.strip(), completed);
                // A comparison of nothing is no comparison.
                if (completed == 0
                        || payouts.stream().noneMatch(one -> one.what().startsWith(kind))) {
                    violations.add("no payout is " + kind.strip());
                }
            }
            long leftOut = number(connection, "SELECT COALESCE(SUM(left_out), 0) FROM template");
            long payments = number(connection, "SELECT count(*) FROM ledger_payment");
            List<Declared> declared = declared(connection);
            connection.rollback();
            violations.addAll(CampaignAudit.of(evidence, declared).violations());
            return new YearAudit(completedOf, leftOut, payments, violations);
        }
    }

    private static void loadExpected(
            Places places, List<ExpectedPayout> payouts, List<ExpectedTemplate> templates, Connection connection)
            throws SQLException {
        try (PreparedStatement payout = connection.prepareStatement("INSERT INTO expected VALUES (?, ?, ?)");
                PreparedStatement share = connection.prepareStatement("INSERT INTO expected_share VALUES (?, ?, ?)");
                PreparedStatement template =
                        connection.prepareStatement("INSERT INTO expected_template VALUES (?, ?, ?)")) {
            for (ExpectedPayout one : payouts) {
                payout.setString(1, one.what());
                payout.setObject(2, one.notBefore().atOffset(ZoneOffset.UTC));
                payout.setBoolean(3, one.isRequired());
                payout.addBatch();
                for (int i = 0; i < one.shares().size(); i++) {
                    share.setString(1, one.what());
                    share.setString(2, places.account(i));
                    share.setBigDecimal(3, Units.toDecimal(one.shares().get(i), CampaignTerms.DECIMALS));
                    share.addBatch();
                }
            }
            for (ExpectedTemplate one : templates) {
                template.setString(1, one.key());
                template.setString(2, one.status().name());
                template.setLong(3, one.turns());
                template.addBatch();
            }
            payout.executeBatch();
            share.executeBatch();
            template.executeBatch();
        }
    }

    /** Of every distribution that there is, those included that must not have paid anybody. */
    private static void loadLedger(Evidence evidence, Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO ledger_payment VALUES (?, ?, ?, ?)")) {
            for (String id : Books.lines(connection, "SELECT id FROM distribution")) {
                UUID distribution = UUID.fromString(id);
                List<LedgerPayment> some = new ArrayList<>();
                evidence.payments(new DistributionId(distribution), some::add);
                for (LedgerPayment payment : some) {
                    insert.setObject(1, distribution);
                    insert.setString(2, payment.credited().value());
                    insert.setBigDecimal(3, Units.toDecimal(payment.amount(), CampaignTerms.DECIMALS));
                    insert.setObject(4, started(payment).atOffset(ZoneOffset.UTC));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** The ledger's own word on when it was made: its id has the time, in seconds with nine decimals. */
    private static Instant started(LedgerPayment payment) {
        String id = payment.transactionId().value();
        String[] time = id.substring(id.indexOf('@') + 1).split("\\.", -1);
        return Instant.ofEpochSecond(Long.parseLong(time[0]), Long.parseLong(time[1]));
    }

    private static List<Declared> declared(Connection connection) throws SQLException {
        return Books.lines(connection, """
            SELECT d.id || ' ' || (SELECT count(*) FROM holder h WHERE h.asset_id = d.asset_id AND h.distribution_id IS NULL)
            FROM distribution d WHERE d.execution_type NOT IN ('RECURRING', 'AUTOMATIC')
            """).stream()
                .map(line -> line.split(" ", -1))
                .map(words -> new Declared(new DistributionId(UUID.fromString(words[0])), Integer.parseInt(words[1])))
                .toList();
    }

    private static long number(Connection connection, String question) throws SQLException {
        return Long.parseLong(Books.lines(connection, question).get(0));
    }
}
