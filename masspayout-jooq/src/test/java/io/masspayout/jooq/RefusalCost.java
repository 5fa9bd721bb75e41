package io.masspayout.jooq;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What the refusals of the third version cost where it matters: planning many holders and paying them, with and without them, on a
 * durable server. Not a test: run it by hand, with how many holders and how many rounds.
 */
final class RefusalCost {

    private static final int HOLDERS_PER_BATCH = 100;
    private static final int BATCHES_PER_STATEMENT = 32;

    private final Connection connection;
    private final int holders;
    private final ProcessHandle backend;

    private RefusalCost(Connection connection, int holders) throws SQLException {
        this.connection = connection;
        this.holders = holders;
        try (Statement statement = connection.createStatement();
                ResultSet pid = statement.executeQuery("SELECT pg_backend_pid()")) {
            pid.next();
            this.backend = ProcessHandle.of(pid.getLong(1)).orElseThrow();
        }
    }

    public static void main(String[] args) throws Exception {
        int holders = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("max_wal_size", "4GB")
                        .start();
                Connection connection = server.getPostgresDatabase().getConnection()) {
            connection.setAutoCommit(false);
            String[] versions = {"2", "3"};
            List<List<Spent>> planning = List.of(new ArrayList<>(), new ArrayList<>());
            List<List<Spent>> paying = List.of(new ArrayList<>(), new ArrayList<>());
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < versions.length; i++) {
                    String schema = "cost_" + round + "_" + versions[i];
                    MassPayoutSchema.of(server.getPostgresDatabase(), schema).migrateTo(versions[i]);
                    connection.setSchema(schema);
                    RefusalCost run = new RefusalCost(connection, holders);
                    planning.get(i).add(run.timed(run::plan));
                    connection.setAutoCommit(true);
                    run.execute("VACUUM ANALYZE holder, batch_payout, distribution");
                    run.execute("CHECKPOINT");
                    connection.setAutoCommit(false);
                    paying.get(i).add(run.timed(run::pay));
                    run.execute("DROP SCHEMA " + schema + " CASCADE");
                    connection.commit();
                }
            }
            report("planning", planning);
            report("paying", paying);
        }
    }

    /**
     * What a step took.
     *
     * @param cpu of the database's process: on a busy machine this tells more than the clock
     */
    private record Spent(long millis, long cpu) {}

    private static void report(String what, List<List<Spent>> spent) {
        report(what + ", ms by the clock", spent, Spent::millis);
        report(what + ", ms of CPU", spent, Spent::cpu);
    }

    private static void report(String what, List<List<Spent>> spent, ToLongFunction<Spent> measure) {
        long[] without = spent.get(0).stream().mapToLong(measure).sorted().toArray();
        long[] with = spent.get(1).stream().mapToLong(measure).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-26s without %s, with %s; ratio of the medians %d %%%n",
                what,
                Arrays.toString(without),
                Arrays.toString(with),
                100 * with[with.length / 2] / without[without.length / 2]);
    }

    private interface Step {
        void run() throws SQLException;
    }

    private Spent timed(Step step) throws SQLException {
        long start = System.nanoTime();
        Duration cpu = cpu();
        step.run();
        return new Spent(
                (System.nanoTime() - start) / 1_000_000, cpu().minus(cpu).toMillis());
    }

    private Duration cpu() {
        return backend.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void plan() throws SQLException {
        execute("INSERT INTO asset (id, token_id, name, symbol, total_supply, decimals, treasury_account_id)"
                + " VALUES (md5('a')::uuid, 't', 'n', 's', 1, 0, 'treasury')");
        execute("INSERT INTO distribution (id, asset_id, type, execution_type, payout_type, status, idempotency_key,"
                + " fingerprint, amount_basis, amount_input, remainder_policy, minimum_payment, treasury_account_id,"
                + " payment_token_id, payment_token_decimals, holder_source)"
                + " VALUES (md5('d')::uuid, md5('a')::uuid, 'DIVIDEND', 'MANUAL', 'FIXED', 'PENDING', 'k', 'f', 'TOTAL', 1,"
                + " 'DISTRIBUTE', 0, 'treasury', 'cash', 2, 'REGISTER')");
        int batches = holders / HOLDERS_PER_BATCH;
        execute("WITH b AS (INSERT INTO batch_payout (id, distribution_id, batch_number, total_holders, amount, status)"
                + " SELECT ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid, md5('d')::uuid, n, "
                + HOLDERS_PER_BATCH + ", " + HOLDERS_PER_BATCH + ", 'PENDING' FROM generate_series(0, " + (batches - 1)
                + ") n)"
                + " INSERT INTO holder (id, asset_id, distribution_id, account_id, account_as_given, balance,"
                + " payment_amount, status, batch_id)"
                + " SELECT ('00000000-0000-0000-0001-' || lpad(to_hex(n), 12, '0'))::uuid, md5('a')::uuid, md5('d')::uuid,"
                + " '0.0.' || (1000000 + n), '0.0.' || (1000000 + n), 1, 1.000000, 'PENDING',"
                + " ('00000000-0000-0000-0000-' || lpad(to_hex(n / " + HOLDERS_PER_BATCH + "), 12, '0'))::uuid"
                + " FROM generate_series(0, " + (holders - 1) + ") n");
        execute("UPDATE distribution SET planned_at = now(), plan_hash = 'h', amount = " + holders
                + ", payable_amount = "
                + holders + ", retained_amount = 0, payable_holders = " + holders + ", skipped_holders = 0,"
                + " planned_batches = " + batches + ", status = 'PROCESSING'");
        connection.commit();
    }

    /** What the settling of one round of the engine writes, batch by batch as long as there are any. */
    private void pay() throws SQLException {
        int batches = holders / HOLDERS_PER_BATCH;
        execute("UPDATE batch_payout SET status = 'PROCESSING', transaction_id = 't' || batch_number, body = 'b',"
                + " signed_bytes = 's', valid_until = now()");
        connection.commit();
        for (int first = 0; first < batches; first += BATCHES_PER_STATEMENT) {
            String some = "(ARRAY(SELECT ('00000000-0000-0000-0000-' || lpad(to_hex(n), 12, '0'))::uuid"
                    + " FROM generate_series(" + first + ", " + (first + BATCHES_PER_STATEMENT - 1) + ") n))";
            execute("UPDATE batch_payout SET status = 'COMPLETED', ending = 'TOOK_EFFECT', successful_payments ="
                    + " total_holders, paid_amount = amount, settled_at = now(), updated_at = now() WHERE id = ANY "
                    + some);
            execute("UPDATE holder h SET status = 'PAID', paid = TRUE, paid_amount = payment_amount, paid_at = now(),"
                    + " settled_by_transaction_id = b.transaction_id, updated_at = now() FROM batch_payout b"
                    + " WHERE b.id = ANY " + some + " AND h.batch_id = b.id AND h.status = 'PENDING'");
            connection.commit();
        }
        try (Statement statement = connection.createStatement();
                ResultSet paid = statement.executeQuery("SELECT COUNT(*) FROM holder WHERE status = 'PAID'")) {
            paid.next();
            if (paid.getInt(1) != holders) {
                throw new IllegalStateException("paid " + paid.getInt(1));
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
