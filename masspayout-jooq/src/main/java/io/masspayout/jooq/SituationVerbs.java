package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.LEDGER_RECORD;
import static io.masspayout.jooq.schema.Tables.TREASURY;

import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.jooq.schema.tables.records.TreasuryRecord;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Treasury;
import io.masspayout.money.Units;
import io.masspayout.store.Fees;
import io.masspayout.store.Progress;
import io.masspayout.store.Settlement.Ending;
import io.masspayout.store.Shortage;
import io.masspayout.store.Situation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What is known of why distributions go on or do not. */
final class SituationVerbs {

    private final Transactions transactions;

    SituationVerbs(Transactions transactions) {
        this.transactions = transactions;
    }

    Situation situation(DistributionId id) {
        return transactions.read(db -> {
            Gate.Seen seen = Gate.look(db, id);
            DistributionRecord row = seen.distribution();
            Progress progress = ProgressVerbs.read(db, id);
            Treasury payer = DistributionRows.treasury(row);
            TreasuryRecord treasury =
                    db.selectFrom(TREASURY).where(TreasuryStops.is(payer)).fetchOne();
            return new Situation(
                    DistributionRows.distribution(row),
                    progress,
                    seen.obstacles(),
                    TreasuryStops.stop(treasury),
                    Probes.probing(treasury),
                    FollowedRows.read(db, payer),
                    TreasuryStops.silence(treasury),
                    shortage(row),
                    progress.openBatches() > 0 ? worker(db, id) : Optional.empty());
        });
    }

    /** By the ledger's answers, and by the history where these said nothing. */
    Fees fees(DistributionId id) {
        Field<Long> fee = DSL.coalesce(BATCH_PAYOUT.FEE, LEDGER_RECORD.FEE);
        Field<BigDecimal> sum = DSL.sum(fee);
        Field<Integer> known = DSL.count(fee);
        Field<Integer> ended = DSL.count();
        List<Field<String>> onTheLedger = Arrays.stream(Ending.values())
                .filter(Ending::isOnTheLedger)
                .<Field<String>>map(ending -> DSL.inline(ending.name()))
                .toList();
        return transactions.read(db -> {
            DistributionRows.read(db, id);
            var row = db.select(sum, known, ended)
                    .from(BATCH_PAYOUT)
                    .leftJoin(LEDGER_RECORD)
                    .on(LEDGER_RECORD.TRANSACTION_ID.eq(BATCH_PAYOUT.TRANSACTION_ID))
                    .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(id.value()))
                    .and(BATCH_PAYOUT.ENDING.in(onTheLedger))
                    .fetchSingle();
            BigDecimal charged = row.value1();
            return new Fees(
                    charged == null ? 0 : Units.saturated(charged.toBigIntegerExact()),
                    row.value2(),
                    (long) row.value3() - row.value2());
        });
    }

    private static Optional<Shortage> shortage(DistributionRecord row) {
        BigDecimal missing = row.getShortBy();
        Instant since = row.getShortSince();
        Instant seenAt = row.getShortSeenAt();
        return missing == null || since == null || seenAt == null
                ? Optional.empty()
                : Optional.of(new Shortage(missing.longValueExact(), since, seenAt));
    }

    private static Optional<Situation.AtWork> worker(DSLContext db, DistributionId id) {
        return db.select(BATCH_PAYOUT.LEASE_OWNER, BATCH_PAYOUT.LEASE_SINCE, BATCH_PAYOUT.LEASE_UNTIL)
                .from(BATCH_PAYOUT)
                .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(id.value()))
                .and(BatchRows.IS_OPEN)
                .and(BATCH_PAYOUT.LEASE_UNTIL.gt(BatchRows.DATABASE_CLOCK))
                .orderBy(BATCH_PAYOUT.LEASE_UNTIL.desc())
                .limit(1)
                .fetchOptional(row -> new Situation.AtWork(named(row.value1()), row.value2(), row.value3()));
    }

    /** A worker of an earlier release writes no name. */
    private static String named(@Nullable String owner) {
        return owner == null ? "of an earlier release" : owner;
    }
}
