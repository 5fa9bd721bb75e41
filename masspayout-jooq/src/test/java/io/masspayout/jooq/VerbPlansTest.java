package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.HOLDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.store.Settlement.Ending;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The queries that run all day find their rows by an index, whatever else is in the tables. */
class VerbPlansTest {

    private static final int DISTRIBUTIONS = 400;
    private static final int BATCHES = 20;
    private static final int HOLDERS = 5;

    private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");

    private static StoreSchema schema;
    private static DSLContext db;
    private static DistributionId distribution;
    private static List<BatchId> batches;

    /** Many ended distributions, and a few that are being paid or wait for money. */
    @BeforeAll
    static void fill() {
        schema = new StoreSchema();
        db = schema.db();
        String in = schema.name() + ".";
        schema.withoutTriggers(
                "INSERT INTO " + in + "asset (id, token_id, name, symbol, total_supply, decimals, treasury_account_id)"
                        + " VALUES (gen_random_uuid(), 't', 'n', 's', 1, 0, 'treasury')",
                "INSERT INTO " + in + "distribution (id, asset_id, type, execution_type, payout_type, status,"
                        + " idempotency_key, fingerprint, amount_basis, amount_input, remainder_policy, minimum_payment,"
                        + " treasury_account_id, payment_token_id, payment_token_decimals, holder_source, created_at,"
                        + " planned_at, plan_hash, amount, payable_amount, retained_amount, payable_holders,"
                        + " skipped_holders, planned_batches)"
                        + " SELECT gen_random_uuid(), a.id, 'DIVIDEND', 'MANUAL', 'FIXED',"
                        + " CASE n % 100 WHEN 0 THEN 'PROCESSING' WHEN 50 THEN 'PENDING' ELSE 'COMPLETED' END,"
                        + " 'k' || n, 'f', 'TOTAL', 1, 'DISTRIBUTE', 0, 'treasury', 'cash', 2, 'REGISTER',"
                        + " now() + n * interval '1 second', now(), 'h', 1, 1, 0, 1, 0, " + BATCHES
                        + " FROM " + in + "asset a, generate_series(1, " + DISTRIBUTIONS + ") n",
                "INSERT INTO " + in + "batch_payout (id, distribution_id, batch_number, total_holders, amount, status,"
                        + " ending, successful_payments, paid_amount, failed_payments, failed_amount, transaction_id, body,"
                        + " signed_bytes, valid_until)"
                        + " SELECT gen_random_uuid(), d.id, n, " + HOLDERS + ", " + HOLDERS + ","
                        + " CASE WHEN d.status = 'PROCESSING' AND n % 2 = 1 THEN 'PROCESSING'"
                        + " WHEN d.status = 'PROCESSING' THEN 'PENDING' ELSE d.status END,"
                        + " CASE WHEN d.status = 'COMPLETED' THEN 'TOOK_EFFECT' END, p.count, p.count, f.count, f.count,"
                        + " d.id || '-' || n, 'b', CASE WHEN d.status = 'COMPLETED'"
                        + " OR d.status = 'PROCESSING' AND n % 2 = 1 THEN 's'::bytea END, now()"
                        + " FROM " + in + "distribution d, generate_series(1, " + BATCHES + ") n,"
                        + " LATERAL (SELECT CASE WHEN n = 1 THEN 1 ELSE 0 END AS count) f,"
                        + " LATERAL (SELECT CASE WHEN d.status = 'COMPLETED' THEN " + HOLDERS
                        + " - f.count ELSE 0 END AS count) p",
                "INSERT INTO " + in + "holder (id, asset_id, distribution_id, account_id, account_as_given, balance,"
                        + " payment_amount, paid, status, failure_code, batch_id)"
                        + " SELECT gen_random_uuid(), d.asset_id, d.id, b.batch_number || '-' || n, 'x', 1, 1, false,"
                        + " CASE WHEN b.status = 'COMPLETED' THEN 'FAILED' ELSE 'PENDING' END,"
                        + " CASE WHEN b.status = 'COMPLETED' THEN 'NOT_ASSOCIATED' END, b.id"
                        + " FROM " + in + "batch_payout b JOIN " + in + "distribution d ON d.id = b.distribution_id,"
                        + " generate_series(1, " + HOLDERS + ") n",
                // Templates and what they made, of which a few are due.
                "INSERT INTO " + in + "distribution (id, asset_id, type, execution_type, payout_type, status,"
                        + " idempotency_key, fingerprint, amount_basis, amount_input, remainder_policy, minimum_payment,"
                        + " treasury_account_id, payment_token_id, payment_token_decimals, holder_source, scheduled_time,"
                        + " frequency, start_time, zone, missed_policy, missed_grace, next_occurrence, next_occurrence_at,"
                        + " trigger_condition, trigger_account_id)"
                        + " SELECT gen_random_uuid(), a.id, 'DIVIDEND', (ARRAY['SCHEDULED', 'RECURRING', 'AUTOMATIC'])[1 + n % 3],"
                        + " 'FIXED', 'PENDING', 'due' || n, 'f', 'TOTAL', 1, 'DISTRIBUTE', 0, 'treasury', 'cash', 2, 'REGISTER',"
                        + " CASE WHEN n % 3 = 0 THEN now() + n * interval '1 hour' END,"
                        + " CASE WHEN n % 3 = 1 THEN 'DAILY' END, CASE WHEN n % 3 = 1 THEN now() END, 'UTC',"
                        + " CASE WHEN n % 3 = 1 THEN 'RUN_ALL' END, CASE WHEN n % 3 = 1 THEN 0 END,"
                        + " CASE WHEN n % 3 = 1 THEN 1 END, CASE WHEN n % 3 = 1 THEN now() + n * interval '1 hour' END,"
                        + " CASE WHEN n % 3 = 2 THEN 'x' END, CASE WHEN n % 3 = 2 THEN 'account' || n END"
                        + " FROM " + in + "asset a, generate_series(1, 3000) n",
                "ANALYZE " + in + "holder",
                "ANALYZE " + in + "batch_payout",
                "ANALYZE " + in + "distribution");
        UUID open = db.select(BATCH_PAYOUT.DISTRIBUTION_ID)
                .from(BATCH_PAYOUT)
                .where(BatchRows.IS_PENDING)
                .limit(1)
                .fetchSingle()
                .value1();
        distribution = new DistributionId(open);
        batches = db.select(BATCH_PAYOUT.ID)
                .from(BATCH_PAYOUT)
                .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(open))
                .fetch(row -> new BatchId(row.value1()));
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @Test
    void whatIsScheduledIsFoundByItsTime() {
        assertThat(planOf(ScheduleVerbs.dueScheduledQuery(db, NOW, 100)))
                .contains("idx_distribution_start")
                .doesNotContain("Seq Scan on distribution");
    }

    @Test
    void templatesAreFoundByTheTimeOfTheirNextOccurrence() {
        assertThat(planOf(ScheduleVerbs.dueRecurringQuery(db, NOW, 100)))
                .contains("idx_distribution_next_occurrence")
                .doesNotContain("Seq Scan");
    }

    @Test
    void automaticDistributionsAreFoundByTheAccountThatIsPaidInto() {
        assertThat(planOf(ScheduleVerbs.automaticQuery(db, AccountId.of("account7"))))
                .contains("idx_distribution_automatic")
                .doesNotContain("Seq Scan");
    }

    @Test
    void claimingFindsPendingBatches() {
        assertThat(planOf(LeaseVerbs.free(db, distribution, BatchRows.IS_PENDING, NOW, 10)))
                .contains("idx_batch_open")
                .doesNotContain("Seq Scan");
    }

    @Test
    void claimingInDoubtFindsProcessingBatches() {
        assertThat(planOf(LeaseVerbs.free(db, distribution, BatchRows.IS_PROCESSING, NOW, 10)))
                .contains("idx_batch_open")
                .doesNotContain("Seq Scan");
    }

    @Test
    void settlingFindsTheHoldersOfItsBatches() {
        assertThat(planOf(db.update(HOLDER)
                        .set(HOLDER.ATTEMPTS, 1)
                        .where(HOLDER.BATCH_ID.eq(DSL.any(BatchRows.array(batches))))
                        .and(HOLDER.STATUS.eq(DSL.inline("PENDING")))))
                .contains("idx_holder_batch")
                .doesNotContain("Seq Scan");
    }

    /** With the join alone it is read whole by a hash join, which the server takes as long as it has no statistics of a large plan. */
    @Test
    void payingReadsNobodyElseHoweverItIsJoined() {
        List<BatchEnding> endings = batches.stream().map(VerbPlansTest::paid).toList();
        List<String> plans = new ArrayList<>();
        db.transaction(in -> {
            in.dsl().execute("SET LOCAL enable_seqscan = off");
            plans.add(planOf(in.dsl(), BatchEnding.payQuery(in.dsl(), endings, NOW)));
            in.dsl().execute("SET LOCAL enable_nestloop = off");
            plans.add(planOf(in.dsl(), BatchEnding.payQuery(in.dsl(), endings, NOW)));
        });
        assertThat(plans)
                .hasSize(2)
                .allSatisfy(plan -> assertThat(plan)
                        .containsPattern("Index Cond: .*batch_id = ")
                        .doesNotContain("Recheck Cond: (batch_id IS NOT NULL)"));
        assertThat(plans.get(1)).contains("Hash Join");
    }

    private static BatchEnding paid(BatchId id) {
        BatchPayoutRecord row = new BatchPayoutRecord();
        row.setId(id.value());
        return new BatchEnding(row, "id", Ending.TOOK_EFFECT, NOW, null, null, List.of());
    }

    /** In the plan that finds leavers by their accounts, each one is compared with every entry of the array of batches. */
    @Test
    void leavingComparesAHolderWithEachBatchOnceHoweverManyLeaveIt() {
        List<Leaver> leavers = new ArrayList<>();
        for (int number = 1; number <= batches.size(); number++) {
            for (int holder = 1; holder <= HOLDERS; holder++) {
                leavers.add(leaver(batches.get(number - 1), number + "-" + holder));
            }
        }
        List<String> plans = new ArrayList<>();
        db.transaction(in -> {
            in.dsl().execute("SET LOCAL enable_seqscan = off");
            plans.add(planOf(in.dsl(), Leaver.moveQuery(in.dsl(), leavers, NOW)));
            in.dsl().execute("SET LOCAL enable_hashjoin = off");
            in.dsl().execute("SET LOCAL enable_mergejoin = off");
            plans.add(planOf(in.dsl(), Leaver.moveQuery(in.dsl(), leavers, NOW)));
        });

        assertThat(plans)
                .hasSize(2)
                .allSatisfy(plan -> assertThat(plan).contains("idx_holder").doesNotContain("Seq Scan"))
                .allSatisfy(plan -> assertThat(entriesOfBatchArray(plan)).isEqualTo(batches.size()));
    }

    private static Leaver leaver(BatchId batch, String account) {
        return new Leaver(
                distribution.value(),
                batch.value(),
                null,
                account,
                BigDecimal.ONE,
                Failure.of(FailureCode.NOT_ASSOCIATED, "x"),
                HolderStatus.FAILED,
                null);
    }

    private static int entriesOfBatchArray(String plan) {
        Matcher array = Pattern.compile("batch_id = ANY \\(+'\\{([^}]*)}'").matcher(plan);
        assertThat(array.find()).as(plan).isTrue();
        return array.group(1).split(",", -1).length;
    }

    @Test
    void retryingFindsFailedHoldersByTheirBatches() {
        assertThat(planOf(db.selectFrom(RetryVerbs.failed(distribution, 9).asTable("failed"))))
                .contains("idx_holder_batch")
                .doesNotContain("Seq Scan");
    }

    @Test
    void progressReadsBatchesOfOneDistributionAndNoHolder() {
        assertThat(planOf(ProgressVerbs.query(db, distribution)))
                .doesNotContain("Seq Scan")
                .doesNotContain("holder_");
    }

    @Test
    void whatIsDueIsFoundAmongWhatIsBeingPaid() {
        assertThat(planOf(ProgressVerbs.dueQuery(db, NOW, 10)))
                .containsPattern("idx_distribution_(unfinished|status)")
                .doesNotContain("hashed SubPlan")
                .doesNotContain("Seq Scan on batch_payout")
                .doesNotContain("Seq Scan on distribution");
    }

    @Test
    void whatATreasuryOwesIsFoundInOpenBatches() {
        Treasury treasury = new Treasury(AccountId.of("treasury"), TokenId.of("cash"));
        assertThat(planOf(TreasuryVerbs.openQuery(db, TreasuryVerbs.owed(treasury))))
                .contains("idx_batch_open")
                .doesNotContain("Seq Scan");
    }

    private static String planOf(Query query) {
        return planOf(db, query);
    }

    private static String planOf(DSLContext in, Query query) {
        return in.explain(query).plan();
    }
}
