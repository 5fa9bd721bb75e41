package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BOOK;
import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.Waiting;
import io.masspayout.model.FailureCode;
import io.masspayout.testing.AuditReport;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database is lost and restored from a backup that was taken between two calls of the protocol, while the ledger has moved on. After
 * reconcile nobody is paid twice and nobody is lost. A backup is a copy of the database's files, which the server makes while nobody
 * is connected; {@link RestoredServerTest} restores a whole server.
 */
@Tag("long")
class RestoreTest {

    /** Every so many calls there is a backup; {@code -Dmasspayout.restoreStride=1} takes one after each. */
    private static final int STRIDE = Integer.getInteger("masspayout.restoreStride", 23);

    /** With how many kinds of trouble; {@code -Dmasspayout.restoreSeeds=50} for a campaign. */
    private static final int SEEDS = Integer.getInteger("masspayout.restoreSeeds", 2);

    private static final int NEVER = 0;

    private static final String SCHEMA = "restored";
    private static final String PREFIX = TestDatabase.unusedSchemaName() + "_";
    private static final String MIGRATED = PREFIX + "migrated";
    private static final String LOST = PREFIX + "lost";
    private static final String BACKUP = PREFIX + "backup";

    @BeforeAll
    static void migrateOnce() {
        TestDatabase.execute("CREATE DATABASE " + MIGRATED);
        MassPayoutSchema.of(database(MIGRATED), SCHEMA).migrate();
    }

    @AfterAll
    static void drop() {
        TestDatabase.execute("DROP DATABASE IF EXISTS " + MIGRATED);
    }

    @AfterEach
    void dropWhatAFailureLeft() {
        TestDatabase.execute("DROP DATABASE IF EXISTS " + LOST, "DROP DATABASE IF EXISTS " + BACKUP);
    }

    private static DataSource database(String name) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(TestDatabase.jdbcUrl());
        database.setDatabaseName(name);
        return database;
    }

    private static final int BEFORE_ANYTHING_IS_SENT = 12;

    private static void copy(String from, String to) {
        TestDatabase.execute("CREATE DATABASE " + to + " TEMPLATE " + from);
    }

    @Test
    void nobodyIsPaidTwiceAndNobodyIsLostWhateverTheBackupHasForgotten() throws SQLException {
        int restores = 0;
        int lacking = 0;
        int stopped = 0;
        long adopted = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            int calls = run(seed, NEVER, Integer.MAX_VALUE).calls();
            assertThat(calls).as("calls to the store").isGreaterThan(60);
            for (int moment = 1 + seed % STRIDE; moment < calls; moment += STRIDE) {
                // Some are lost soon after the backup, others when all is over.
                int end = moment % 2 == 0 ? Integer.MAX_VALUE : moment + 1 + 7 * moment % 41;
                Run run = run(seed, moment, end);
                restores++;
                lacking += run.lacked() > 0 ? 1 : 0;
                adopted += run.adopted();
                stopped += run.contradictions() > 0 ? 1 : 0;
            }
        }
        System.out.println(restores + " restores, " + lacking + " of them of a backup that lacked a payment, " + adopted
                + " ledger transactions read back, " + stopped + " times a person had to look");
        assertThat(restores).as("restores").isGreaterThan(3 * SEEDS);
        assertThat(adopted).as("transactions that the backups had forgotten").isPositive();
    }

    /** Nobody is a holder in such a backup, and yet the ledger has paid. */
    @Test
    void aBackupFromBeforeThePlanIsNotPaidAgainByAPlanThatComesLater() throws SQLException {
        Run run = run(11, 1, Integer.MAX_VALUE);

        assertThat(run.adopted()).isGreaterThan(2);
        assertThat(run.contradictions()).isZero();
    }

    /** The host starts its workers on a backup as if nothing had happened. */
    @Test
    void withoutAReconcileNothingIsPaidAgainAndTheTreasuryStops() throws SQLException {
        RestorablePayout payout = new RestorablePayout(SCHEMA, 7);
        try (KeptConnection lost = start(payout)) {
            payout.payWithTrouble(lost.dataSource(), call -> {
                if (call == BEFORE_ANYTHING_IS_SENT) {
                    backUp(lost);
                }
            });
        }
        int before = payout.executed();
        try (KeptConnection restored = new KeptConnection(database(BACKUP))) {
            DistributionSummary summary = payout.execute(restored.dataSource());

            assertThat(summary.waiting()).map(Waiting::reason).contains(Waiting.Reason.RECONCILING);
            assertThat(payout.stop(restored.dataSource()))
                    .map(stop -> stop.failure().code())
                    .contains(FailureCode.UNKNOWN_PAYMENT);
            assertThat(payout.executed()).as("transactions on the ledger").isEqualTo(before);
            assertThat(payout.wronglyPaid()).as("holders not paid exactly once").isZero();
        }
    }

    /** Nothing in such a backup tells of the treasury, and a transaction of the database that was lost may still be on its way to the ledger. */
    @Test
    void aTreasuryThatTheBackupHasNeverLookedAtIsReconciledBeforeItPays() throws SQLException {
        RestorablePayout payout = new RestorablePayout(SCHEMA, 7);
        try (KeptConnection lost = start(payout)) {
            backUp(lost);
        }
        try (KeptConnection restored = new KeptConnection(database(BACKUP))) {
            DistributionSummary summary = payout.execute(restored.dataSource());

            assertThat(summary.waiting()).map(Waiting::reason).contains(Waiting.Reason.RECONCILING);
            assertThat(payout.executed()).as("transactions on the ledger").isZero();
            payout.reconcile(restored.dataSource());
            payout.payToTheEnd(restored.dataSource());
            assertThat(payout.wronglyPaid()).as("holders not paid exactly once").isZero();
        }
    }

    /**
     * What came of a backup.
     *
     * @param lacked transactions that the ledger had and the backup did not know
     */
    private record Run(int calls, int lacked, long adopted, long contradictions) {}

    private static KeptConnection start(RestorablePayout payout) {
        copy(MIGRATED, LOST);
        KeptConnection connection = new KeptConnection(database(LOST));
        isNoCopy(connection.dataSource());
        payout.declare(connection.dataSource());
        return connection;
    }

    /** As if the schema had been made in this database: a migration for each run would take ten times as long. */
    private static void isNoCopy(DataSource database) {
        DSL.using(database, SQLDialect.POSTGRES, JooqPayoutStore.settings(new SchemaName(SCHEMA)))
                .update(BOOK)
                .set(BOOK.LINEAGE, DatabaseServer.LINEAGE)
                .execute();
    }

    private static void backUp(KeptConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        copy(LOST, BACKUP);
    }

    /** Pays with trouble; with a backup after a call, a loss after a later one, and everything that has to follow. */
    private static Run run(long seed, int backupAt, int lostAt) throws SQLException {
        RestorablePayout payout = new RestorablePayout(SCHEMA, seed);
        int[] calls = {0};
        int[] executed = {0};
        try (KeptConnection lost = start(payout)) {
            payout.payWithTrouble(lost.dataSource(), call -> {
                calls[0] = call;
                if (call == backupAt) {
                    backUp(lost);
                    executed[0] = payout.executed();
                }
                if (call == lostAt) {
                    throw new RestorablePayout.Killed();
                }
            });
        }
        TestDatabase.execute("DROP DATABASE " + LOST);
        if (backupAt == NEVER) {
            return new Run(calls[0], 0, 0, 0);
        }
        int lacked = payout.executed() - executed[0];
        try (KeptConnection restored = new KeptConnection(database(BACKUP))) {
            payout.payUnaware(restored.dataSource());
            assertThat(payout.doublyPaid())
                    .as(
                            "holders paid twice by a host that knows of no restore, seed %d, backup after call %d",
                            seed, backupAt)
                    .isZero();
            long adopted = payout.reconcile(restored.dataSource());
            payout.payToTheEnd(restored.dataSource());
            AuditReport report = payout.audit(restored.dataSource()).requireClean();
            assertThat(report.paid())
                    .as("seed %d, backup after call %d", seed, backupAt)
                    .isEqualTo(RestorablePayout.HOLDERS);
            assertThat(payout.wronglyPaid()).as("holders not paid exactly once").isZero();
            assertThat(payout.paid()).isEqualTo(RestorablePayout.HOLDERS * SimulatedPayout.UNITS_PER_HOLDER);
            return new Run(calls[0], lacked, adopted, payout.contradictions());
        } finally {
            TestDatabase.execute("DROP DATABASE " + BACKUP);
        }
    }
}
