package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.model.BatchStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted of a distribution's batches is what they come to, whatever is written to them and by how many sessions at once. */
class TallyTest {

    private static final int DISTRIBUTIONS = 3;
    private static final int BATCHES = 20;
    private static final int SESSIONS = 4;
    private static final int WRITES = 60;

    private final StoreSchema schema = new StoreSchema();
    private final DSLContext db = schema.db();

    @BeforeEach
    void insertBatches() {
        String in = schema.name() + ".";
        TestDatabase.execute(
                "INSERT INTO " + in + "asset (id, token_id, name, symbol, total_supply, decimals)"
                        + " VALUES (gen_random_uuid(), 't', 'n', 's', 1, 0)",
                "INSERT INTO " + in + "distribution (id, asset_id, type, execution_type, payout_type, status,"
                        + " idempotency_key, fingerprint, amount_basis, amount_input, remainder_policy, minimum_payment,"
                        + " treasury_account_id, payment_token_id, payment_token_decimals, holder_source)"
                        + " SELECT gen_random_uuid(), a.id, 'DIVIDEND', 'MANUAL', 'FIXED', 'PENDING', 'k' || n, 'f', 'TOTAL', 1,"
                        + " 'DISTRIBUTE', 0, 'treasury', 'cash', 2, 'REGISTER' FROM " + in
                        + "asset a, generate_series(1, " + DISTRIBUTIONS + ") n",
                "INSERT INTO " + in + "batch_payout (id, distribution_id, batch_number, total_holders, amount, status)"
                        + " SELECT gen_random_uuid(), d.id, n, 100 + n, 1000.25 * n, 'PENDING' FROM " + in
                        + "distribution d, generate_series(1, " + BATCHES + ") n");
    }

    @AfterEach
    void drop() {
        schema.drop();
    }

    @Test
    void sessionsThatWriteAtOnceAreCountedExactly() throws Exception {
        Set<String> before = Tally.counted(db, schema.name());
        assertThat(before).hasSize(DISTRIBUTIONS);
        Tally.requireExact(schema);

        ExecutorService sessions = Executors.newFixedThreadPool(SESSIONS);
        try {
            List<Callable<Object>> writers = new ArrayList<>();
            for (int seed = 1; seed <= SESSIONS; seed++) {
                Random random = new Random(seed);
                writers.add(() -> {
                    for (int i = 0; i < WRITES; i++) {
                        write(random);
                    }
                    return true;
                });
            }
            for (Future<Object> written : sessions.invokeAll(writers)) {
                written.get();
            }
        } finally {
            sessions.shutdownNow();
        }

        assertThat(Tally.counted(db, schema.name())).isNotEqualTo(before).hasSize(2 * DISTRIBUTIONS);
        Tally.requireExact(schema);
    }

    @Test
    void batchesFromBeforeAreCountedWhenTheirSchemaIsBroughtUpToDate() {
        MassPayoutSchema versions = MassPayoutSchema.of(TestDatabase.dataSource(), schema.name());
        while (versions.info().get(5).state() == SchemaVersion.State.APPLIED) {
            versions.revertLast(RevertMode.DROP_ROWS);
        }
        write(new Random(5));
        versions.migrate();
        Tally.requireExact(schema);

        write(new Random(6));
        Tally.requireExact(schema);
    }

    @Test
    void whatIsRolledBackIsNotCounted() {
        Set<String> before = Tally.counted(db, schema.name());
        assertThatThrownBy(() -> db.transaction(in -> {
                    in.dsl()
                            .update(BATCH_PAYOUT)
                            .set(BATCH_PAYOUT.AMOUNT, BATCH_PAYOUT.AMOUNT.plus(1))
                            .execute();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(Tally.counted(db, schema.name())).isEqualTo(before);
        Tally.requireExact(schema);
    }

    /** One statement over batches of all distributions, in whatever order the database takes them. */
    private void write(Random random) {
        Condition some = BATCH_PAYOUT
                .BATCH_NUMBER
                .eq(1 + random.nextInt(BATCHES))
                .and(BATCH_PAYOUT.STATUS.eq(BatchStatus.PENDING.name()));
        var update = db.update(BATCH_PAYOUT);
        switch (random.nextInt(5)) {
            case 0 ->
                update.set(BATCH_PAYOUT.STATUS, BatchStatus.PROCESSING.name())
                        .set(BATCH_PAYOUT.TRANSACTION_ID, BATCH_PAYOUT.ID.cast(SQLDataType.VARCHAR))
                        .set(BATCH_PAYOUT.VALID_UNTIL, BatchRows.DATABASE_CLOCK)
                        .set(BATCH_PAYOUT.BODY, new byte[] {1})
                        .set(BATCH_PAYOUT.SIGNED_BYTES, new byte[] {1})
                        .where(some)
                        .execute();
            case 1 ->
                update.set(BATCH_PAYOUT.FAILED_PAYMENTS, BATCH_PAYOUT.FAILED_PAYMENTS.plus(1))
                        .set(
                                BATCH_PAYOUT.FAILED_AMOUNT,
                                BATCH_PAYOUT.FAILED_AMOUNT.plus(DSL.inline(new BigDecimal("0.01"))))
                        .where(some)
                        .execute();
            case 2 ->
                update.set(BATCH_PAYOUT.NEXT_ATTEMPT_AT, BatchRows.DATABASE_CLOCK)
                        .where(some)
                        .execute();
            case 3 -> update.setNull(BATCH_PAYOUT.NEXT_ATTEMPT_AT).where(some).execute();
            default ->
                update.set(BATCH_PAYOUT.ATTEMPTS, BATCH_PAYOUT.ATTEMPTS.plus(1))
                        .where(some)
                        .execute();
        }
    }
}
