package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.model.PayoutType;
import io.masspayout.model.Plan;
import io.masspayout.model.RemainderPolicy;
import io.masspayout.model.SkipReason;
import io.masspayout.store.PlanDraft;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StatementLine;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The figures of a plan are those of {@link io.masspayout.money.Allocation}, whatever the register; a preview shows the same. */
abstract class SharesContract extends StoreScenario {

    private static final int REGISTERS = 300;
    private static final int MOST_HOLDERS = 24;
    private static final long SEED = 20261101;

    SharesContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void sharesFollowTheReferenceAllocationForAnyRegister() {
        Random random = new Random(SEED);
        Asset asset = asset();
        for (int i = 0; i < REGISTERS; i++) {
            RegisterLines lines = randomRegister(random, asset);
            register(asset, lines);
            Declaration declaration = randomTerms(random, asset, lines);
            Distribution distribution = declare(declaration);
            long total = 1 + (random.nextBoolean() ? random.nextInt(50) : random.nextLong(1_000_000_000_000_000_000L));
            PlanOrder order = order(distribution, total, 1 + random.nextInt(5));
            String situation = "register " + i + " of seed " + SEED + ": " + lines.lines() + " " + distribution.terms()
                    + " total " + total;

            PlanDraft draft = store.draftPlan(distribution.id(), REGISTER, order, NOW);
            Plan plan = store.commitPlan(distribution.id(), REGISTER, order, act("plan"))
                    .value()
                    .requirePlan();

            ExpectedPlan expected = ExpectedPlan.of(lines.lines(), declaration, total);
            List<StatementLine> statement = statement(distribution);
            assertThat(statement.stream().map(StatementLine::account))
                    .as("order by account, " + situation)
                    .containsExactlyElementsOf(expected.due().keySet());
            assertThat(statement.stream().map(StatementLine::due))
                    .as("shares, " + situation)
                    .containsExactlyElementsOf(expected.due().values());
            assertThat(skipped(statement)).as("skipped, " + situation).isEqualTo(expected.skipped());
            assertThat(plan.total()).as(situation).isEqualTo(total);
            assertThat(plan.payable()).as(situation).isEqualTo(expected.payable());
            assertThat(plan.retained()).as(situation).isEqualTo(total - expected.payable());
            assertThat(plan.payableHolders()).as(situation).isEqualTo(expected.payableHolders());
            assertThat(plan.skippedHolders()).as(situation).isEqualTo(statement.size() - expected.payableHolders());
            assertThat(plan.hash()).as("hash, " + situation).isEqualTo(expected.hash());
            assertBatchesMatch(situation, order, plan, batches(distribution), statement);
            assertThat(draft.plan()).as("draft, " + situation).isEqualTo(plan);
            assertThat(draft.skipped()).as("draft, " + situation).isEqualTo(expected.skippedCounts());
            assertThat(draft.smallest()).as("draft, " + situation).isEqualTo(expected.smallest());
            assertThat(draft.largest()).as("draft, " + situation).isEqualTo(expected.largest());
            assertThat(store.writtenPlan(distribution.id()))
                    .as("written, " + situation)
                    .hasValue(draft);
        }
    }

    private static RegisterLines randomRegister(Random random, Asset asset) {
        RegisterLines lines = RegisterLines.empty();
        int holders = random.nextInt(MOST_HOLDERS);
        // Ids of different lengths: bytewise, 0.0.10 comes before 0.0.9.
        for (int account : random.ints(0, 2_000).distinct().limit(holders).toArray()) {
            String name = random.nextInt(8) == 0 ? "0x" + Integer.toHexString(account) : "0.0." + account;
            if (random.nextInt(10) == 0) {
                lines.addUnborn(name, randomBalance(random));
            } else {
                lines.add(name, randomBalance(random));
            }
        }
        if (random.nextInt(4) == 0) {
            lines.add(asset.treasury(), randomBalance(random));
        }
        return lines;
    }

    private static long randomBalance(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE - random.nextInt(3);
            case 2 -> random.nextLong(Long.MAX_VALUE);
            default -> random.nextInt(20);
        };
    }

    private static Declaration randomTerms(Random random, Asset asset, RegisterLines lines) {
        Declaration declaration = Declaration.of(asset)
                .payout(random.nextBoolean() ? PayoutType.FIXED : PayoutType.PERCENTAGE)
                .remainder(random.nextBoolean() ? RemainderPolicy.DISTRIBUTE : RemainderPolicy.RETAIN)
                .minimum(random.nextInt(3) == 0 ? random.nextInt(10) : 0)
                .createAccounts(random.nextBoolean());
        for (StagedHolder line : lines.lines()) {
            if (random.nextInt(9) == 0) {
                declaration.exclude(line.account());
            }
        }
        return declaration;
    }

    private static Map<AccountId, SkipReason> skipped(List<StatementLine> statement) {
        Map<AccountId, SkipReason> skipped = new TreeMap<>();
        for (StatementLine line : statement) {
            if (line.skipReason() != null) {
                skipped.put(line.account(), line.skipReason());
            }
        }
        return skipped;
    }

    private static void assertBatchesMatch(
            String situation, PlanOrder order, Plan plan, List<BatchPayout> batches, List<StatementLine> statement) {
        List<StatementLine> payable =
                statement.stream().filter(line -> line.due() > 0).toList();
        assertThat(plan.batches()).as("batches, " + situation).isEqualTo(batches.size());
        int size = order.holdersPerBatch();
        assertThat(batches).as("batches, " + situation).hasSize((payable.size() + size - 1) / size);
        for (int i = 0; i < batches.size(); i++) {
            BatchPayout batch = batches.get(i);
            List<StatementLine> chunk = payable.subList(i * size, Math.min(payable.size(), (i + 1) * size));
            assertThat(batch.batchNumber()).as("batch, " + situation).isEqualTo(i + 1);
            assertThat(batch.totalHolders()).as("batch, " + situation).isEqualTo(chunk.size());
            assertThat(batch.amount())
                    .as("batch, " + situation)
                    .isEqualTo(chunk.stream().mapToLong(StatementLine::due).sum());
            assertThat(chunk)
                    .as("batch, " + situation)
                    .allMatch(line -> batch.id().equals(line.batchId()));
        }
    }
}
