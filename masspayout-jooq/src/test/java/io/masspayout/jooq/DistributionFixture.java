package io.masspayout.jooq;

import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Writes assets, distributions and many holders straight into a schema, as the payment verbs would have left them. */
final class DistributionFixture implements AutoCloseable {

    /** Of every payment token here: 1.00 is 100 units. */
    static final int DECIMALS = 2;

    static final int HOLDERS_PER_BATCH = 10;

    private final Connection connection;

    DistributionFixture(String schema) {
        try {
            connection = TestDatabase.dataSource().getConnection();
            connection.setSchema(schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    AssetId asset(int number) {
        AssetId id = new AssetId(new UUID(1, number));
        run(
                "INSERT INTO asset (id, token_id, name, symbol, total_supply, decimals, treasury_account_id, created_at,"
                        + " updated_at) VALUES (?, '0.0.' || ?, 'Asset', 'AST', 1000, 0, '0.0.2',"
                        + " TIMESTAMPTZ '2026-01-01T00:00:00Z' + ? / 3 * INTERVAL '1 second', NOW())",
                id.value(),
                number,
                number);
        return id;
    }

    /** A distribution without holders; three of them share each second, the later number is the later one. */
    DistributionId distribution(int number, AssetId asset, String status, String executionType) {
        DistributionId id = new DistributionId(new UUID(2, number));
        run(
                "INSERT INTO distribution (id, asset_id, type, execution_type, payout_type, status, scheduled_time,"
                        + " idempotency_key, fingerprint, amount_basis, amount_input, remainder_policy, minimum_payment,"
                        + " treasury_account_id, payment_token_id, payment_token_decimals, holder_source, created_at, updated_at)"
                        + " VALUES (?, ?, 'DIVIDEND', ?, 'PERCENTAGE', ?, TIMESTAMPTZ '2026-03-01T00:00:00Z' - ? * INTERVAL '1 day',"
                        + " 'key-' || ?, 'print', 'TOTAL', 10, 'DISTRIBUTE', 0, '0.0.2', 'HBAR', " + DECIMALS
                        + ", 'REGISTER',"
                        + " TIMESTAMPTZ '2026-01-01T00:00:00Z' + ? / 3 * INTERVAL '1 second', NOW())",
                id.value(),
                asset.value(),
                executionType,
                status,
                number,
                number,
                number);
        return id;
    }

    /**
     * Plans a distribution for accounts 0.0.1000001 and on, in batches of ten, all of which have ended: everybody got 1.00, but for
     * whose number in the distribution, from 0, is a multiple of {@code failingEvery}.
     */
    void settle(DistributionId id, int holders, int failingEvery) {
        run("BEGIN");
        run(
                "INSERT INTO batch_payout (id, distribution_id, batch_number, total_holders, amount, status, ending, transaction_id,"
                        + " valid_until, body, signed_bytes, successful_payments, failed_payments, paid_amount, failed_amount)"
                        + " SELECT md5(d.id || '/' || b.number)::uuid, d.id, b.number, 10, 10, 'COMPLETED', 'TOOK_EFFECT',"
                        + " d.id || '@' || b.number, NOW(), '\\x01', '\\x02', 10 - f.count, f.count, 10 - f.count, f.count"
                        + " FROM distribution d, generate_series(1, ?) AS b(number),"
                        + " LATERAL (SELECT COUNT(*) AS count FROM generate_series((b.number - 1) * 10, b.number * 10 - 1) AS h(number)"
                        + "   WHERE h.number % ? = 0) AS f WHERE d.id = ?",
                holders / HOLDERS_PER_BATCH, failingEvery, id.value());
        run(
                "INSERT INTO holder (id, asset_id, distribution_id, account_id, account_as_given, balance, payment_amount, paid, status,"
                        + " batch_id, failure_code, failure_detail, paid_amount, paid_at, settled_by_transaction_id)"
                        + " SELECT md5(d.id || '-' || h.number)::uuid, d.asset_id, d.id, '0.0.' || 1000001 + h.number, 'given', 100, 1,"
                        + " NOT failed, CASE WHEN failed THEN 'FAILED' ELSE 'PAID' END,"
                        + " md5(d.id || '/' || (h.number / 10 + 1))::uuid,"
                        + " CASE WHEN failed THEN 'RECIPIENT_REFUSED' END, CASE WHEN failed THEN 'no' END,"
                        + " CASE WHEN NOT failed THEN 1 END, CASE WHEN NOT failed THEN NOW() END,"
                        + " CASE WHEN NOT failed THEN d.id || '@' || (h.number / 10 + 1) END"
                        + " FROM distribution d, generate_series(0, ?) AS h(number), LATERAL (SELECT h.number % ? = 0 AS failed) AS f"
                        + " WHERE d.id = ?",
                holders - 1, failingEvery, id.value());
        // Last, as nobody joins a plan.
        run(
                "UPDATE distribution SET amount = ?, payable_amount = ?, retained_amount = 0, payable_holders = ?, skipped_holders = 0,"
                        + " planned_batches = ?, planned_at = NOW(), plan_hash = 'hash' WHERE id = ?",
                holders,
                holders,
                holders,
                holders / HOLDERS_PER_BATCH,
                id.value());
        run("COMMIT");
    }

    void register(AssetId asset, int holders) {
        run(
                "INSERT INTO holder (id, asset_id, account_id, account_as_given, balance)"
                        + " SELECT md5(?::text || h.number)::uuid, ?, '0.0.' || 1000001 + h.number, 'given', h.number"
                        + " FROM generate_series(0, ?) AS h(number)",
                asset.value().toString(),
                asset.value(),
                holders - 1);
    }

    /** Lets the planner know what is there. */
    void analyze() {
        run("ANALYZE asset, distribution, batch_payout, holder");
    }

    void run(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
