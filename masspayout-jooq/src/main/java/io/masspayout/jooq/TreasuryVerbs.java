package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;
import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.TREASURY;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.jooq.schema.tables.records.TreasuryRecord;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.money.Units;
import io.masspayout.store.Act;
import io.masspayout.store.Obligations;
import io.masspayout.store.Obstacle;
import io.masspayout.store.OpenDue;
import io.masspayout.store.ReserveResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What treasuries owe, and for whom money is reserved. */
final class TreasuryVerbs {

    private final Transactions transactions;
    private final Audit audit;
    private final TreasuryStops stops;

    TreasuryVerbs(Transactions transactions, Audit audit, TreasuryStops stops) {
        this.transactions = transactions;
        this.audit = audit;
        this.stops = stops;
    }

    Obligations obligations(Treasury treasury) {
        return transactions.run(db -> {
            // The epoch first: a reservation made between the two reads is then one that the epoch does not know.
            TreasuryRecord row = find(db, treasury);
            long open = open(db, owed(treasury));
            return new Obligations(
                    open, row == null ? 0 : row.getEpoch(), TreasuryStops.stop(row), TreasuryStops.silence(row));
        });
    }

    OpenDue openDue(DistributionId id) {
        return transactions.run(db -> {
            DistributionRecord row = DistributionRows.read(db, id);
            Condition itself = DISTRIBUTION.ID.eq(row.getId());
            long unsent = open(db, itself.and(BatchRows.IS_PENDING));
            long owedToOthers = open(db, owed(DistributionRows.treasury(row)).and(DSL.not(itself)));
            return new OpenDue(unsent, owedToOthers);
        });
    }

    private static @Nullable TreasuryRecord find(DSLContext db, Treasury treasury) {
        return db.selectFrom(TREASURY).where(TreasuryStops.is(treasury)).fetchOne();
    }

    /** Of distributions that lost their reservation, what is in flight may still take money; only PROCESSING ones have either. */
    static Condition owed(Treasury treasury) {
        return TreasuryStops.paysFrom(treasury)
                .and(DISTRIBUTION.STATUS.eq(DSL.inline(DistributionStatus.PROCESSING.name())))
                .and(DSL.condition(DISTRIBUTION.FUNDED).or(BatchRows.IS_PROCESSING));
    }

    /** What some of the open batches are to pay, in smallest units; as far as a {@code long} goes. */
    private static long open(DSLContext db, Condition which) {
        return Units.saturated(
                openQuery(db, which)
                        .fetch(row -> row.value2().movePointRight(row.value1()).toBigIntegerExact())
                        .stream()
                        .reduce(BigInteger.ZERO, BigInteger::add));
    }

    static ResultQuery<Record2<Integer, BigDecimal>> openQuery(DSLContext db, Condition which) {
        return db.select(
                        DISTRIBUTION.PAYMENT_TOKEN_DECIMALS,
                        DSL.sum(BATCH_PAYOUT.AMOUNT.minus(BATCH_PAYOUT.FAILED_AMOUNT)))
                .from(DISTRIBUTION)
                .join(BATCH_PAYOUT)
                .on(BATCH_PAYOUT.DISTRIBUTION_ID.eq(DISTRIBUTION.ID))
                .and(BatchRows.IS_OPEN)
                .where(which)
                .groupBy(DISTRIBUTION.PAYMENT_TOKEN_DECIMALS);
    }

    ReserveResult reserve(DistributionId id, Obligations seen, long balance, Act act) {
        return transactions.run(db -> {
            DistributionRecord row = DistributionRows.locked(db, id);
            DistributionStatus status = DistributionRows.status(row);
            boolean payable = (status.isNotStarted() && row.getPlannedAt() != null) || status.isBeingPaid();
            if (!payable || row.getCancelRequested()) {
                return new ReserveResult.NotPayable(status);
            }
            boolean paused = db.select(ASSET.PAUSED)
                    .from(ASSET)
                    .where(ASSET.ID.eq(row.getAssetId()))
                    .forShare()
                    .fetchSingle()
                    .value1();
            TreasuryRecord treasury = TreasuryStops.lockTreasury(db, DistributionRows.treasury(row));
            Optional<Obstacle> obstacle = new Gate.Seen(
                            row,
                            paused,
                            Gate.isStopped(treasury),
                            FollowedRows.gate(db, DistributionRows.treasury(row)))
                    .obstacle(Obstacle.Step.RESERVE);
            if (obstacle.isPresent()) {
                return new ReserveResult.Blocked(obstacle.get().refusal());
            }
            if (row.getFunded()) {
                return new ReserveResult.Reserved();
            }
            if (treasury.getEpoch() != seen.epoch()) {
                return new ReserveResult.Moved();
            }
            return reserve(db, row, treasury, seen, balance, act);
        });
    }

    private ReserveResult reserve(
            DSLContext db, DistributionRecord row, TreasuryRecord treasury, Obligations seen, long balance, Act act) {
        Treasury payer = DistributionRows.treasury(row);
        // What was owed when the balance was read counts: a payment recorded since may still be in that balance.
        // What is in flight was owed then.
        long needed = open(db, DISTRIBUTION.ID.eq(row.getId()).and(BatchRows.IS_PENDING));
        long missing = Units.missing(seen.open(), needed, balance);
        boolean enough = missing <= 0;
        db.update(TREASURY)
                .set(TREASURY.EPOCH, treasury.getEpoch() + (enough ? 1 : 0))
                .set(TREASURY.BALANCE_SEEN, BigDecimal.valueOf(balance))
                .set(TREASURY.BALANCE_SEEN_AT, act.at())
                .where(TreasuryStops.is(payer))
                .execute();
        if (!enough) {
            db.update(DISTRIBUTION)
                    .set(DISTRIBUTION.SHORT_BY, BigDecimal.valueOf(missing))
                    .set(DISTRIBUTION.SHORT_SINCE, DSL.coalesce(DISTRIBUTION.SHORT_SINCE, act.at()))
                    .set(DISTRIBUTION.SHORT_SEEN_AT, act.at())
                    .where(DISTRIBUTION.ID.eq(row.getId()))
                    .execute();
            return new ReserveResult.Underfunded(missing);
        }
        DistributionStatus from = DistributionRows.status(row);
        db.update(DISTRIBUTION)
                .set(DISTRIBUTION.FUNDED, true)
                .setNull(DISTRIBUTION.SHORT_BY)
                .setNull(DISTRIBUTION.SHORT_SINCE)
                .setNull(DISTRIBUTION.SHORT_SEEN_AT)
                .set(DISTRIBUTION.STATUS, DistributionStatus.PROCESSING.name())
                .set(DISTRIBUTION.EXECUTED_AT, DSL.coalesce(DISTRIBUTION.EXECUTED_AT, act.at()))
                .set(DISTRIBUTION.UPDATED_AT, act.at())
                .where(DISTRIBUTION.ID.eq(row.getId()))
                .execute();
        audit.write(
                db,
                act,
                Change.of(
                        new DistributionId(row.getId()),
                        from.isNotStarted() ? "started" : "funded",
                        from,
                        DistributionStatus.PROCESSING,
                        act.why()));
        return new ReserveResult.Reserved();
    }

    void stop(Treasury treasury, TreasuryStop stop, Act act) {
        transactions.run(db -> {
            stops.stop(db, treasury, stop, act);
            return stop;
        });
    }

    void stopAfterFailure(Treasury treasury, TreasuryStop stop, Act act) {
        transactions.run(db -> {
            stops.stopAfterFailure(db, treasury, stop, act);
            return stop;
        });
    }

    boolean liftStop(Treasury treasury, boolean byPerson, Act act) {
        return transactions.run(db -> {
            TreasuryRecord row = db.selectFrom(TREASURY)
                    .where(TreasuryStops.is(treasury))
                    .forNoKeyUpdate()
                    .fetchOne();
            Optional<TreasuryStop> stop = TreasuryStops.stop(row);
            if (stop.isEmpty()) {
                return true;
            }
            FailureCode code = stop.get().failure().code();
            boolean seenByNoLook = code.needsPerson() || Probes.probing(row).isPresent();
            if (code.isOfHistory() || (seenByNoLook && !byPerson)) {
                return false;
            }
            TreasuryStops.clear(db, treasury);
            if (byPerson) {
                Probes.forgetTries(db, treasury);
            } else {
                Probes.liftedByLook(db, treasury, code);
            }
            Optional<Failure> forgotten = FollowedRows.firstUnexplained(db, treasury);
            if (forgotten.isPresent()) {
                stops.stop(db, treasury, new TreasuryStop(forgotten.get(), act.at()), act);
                return false;
            }
            audit.write(
                    db,
                    act,
                    Change.of(treasury, "stop lifted", stop.get().failure().code(), null, act.why()));
            return true;
        });
    }

    void noAnswer(Treasury treasury, Failure reason, Act act) {
        transactions.run(db -> {
            TreasuryStops.lockTreasury(db, treasury);
            return db.update(TREASURY)
                    .set(TREASURY.SILENT_REASON, reason.detail())
                    .set(TREASURY.SILENT_SINCE, DSL.coalesce(TREASURY.SILENT_SINCE, act.at()))
                    .set(TREASURY.SILENT_SEEN_AT, act.at())
                    .where(TreasuryStops.is(treasury))
                    .execute();
        });
    }

    void answered(Treasury treasury) {
        transactions.run(db -> db.update(TREASURY)
                .setNull(TREASURY.SILENT_REASON)
                .setNull(TREASURY.SILENT_SINCE)
                .setNull(TREASURY.SILENT_SEEN_AT)
                .where(TreasuryStops.is(treasury))
                .and(TREASURY.SILENT_REASON.isNotNull())
                .execute());
    }

    Optional<Obstacle> obstacle(DistributionId id, Obstacle.Step step) {
        return transactions.run(db -> Gate.look(db, id).obstacle(step));
    }

    Optional<TreasuryStop> stopped(Treasury treasury) {
        return transactions.run(db -> TreasuryStops.stop(find(db, treasury)));
    }
}
