package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION_EXCLUSION;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.ExecutionType;
import io.masspayout.model.Origin;
import io.masspayout.model.Timing;
import io.masspayout.schedule.Occurrence;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

/** Distributions that wait for a time or for money, and those that they make. */
final class ScheduleVerbs {

    private static final Condition IS_PENDING = DISTRIBUTION.STATUS.eq(DSL.inline(DistributionStatus.PENDING.name()));
    private static final Condition IS_FREE = DSL.not(DSL.condition(DISTRIBUTION.HELD));

    private final Transactions transactions;
    private final Audit audit;

    ScheduleVerbs(Transactions transactions, Audit audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    Instant databaseTime() {
        return transactions.run(
                db -> db.select(BatchRows.DATABASE_CLOCK).fetchSingle().value1());
    }

    List<DistributionId> dueScheduled(Instant now, int limit) {
        return transactions.run(db -> dueScheduledQuery(db, now, limit).fetch(ScheduleVerbs::id));
    }

    static ResultQuery<? extends Record> dueScheduledQuery(DSLContext db, Instant now, int limit) {
        return db.select(DISTRIBUTION.ID)
                .from(DISTRIBUTION)
                .join(ASSET)
                .on(ASSET.ID.eq(DISTRIBUTION.ASSET_ID))
                .where(IS_PENDING)
                .and(is(ExecutionType.SCHEDULED))
                .and(DISTRIBUTION.PLANNED_AT.isNull())
                .and(DISTRIBUTION.SCHEDULED_TIME.le(now))
                .and(IS_FREE)
                .and(DISTRIBUTION.RECONCILING_SINCE.isNull())
                .and(DSL.not(DSL.condition(ASSET.PAUSED)))
                .and(WorkVerbs.isToBeTried(now))
                .orderBy(DSL.coalesce(DISTRIBUTION.NEXT_START_AT, DISTRIBUTION.SCHEDULED_TIME), DISTRIBUTION.ID)
                .limit(limit);
    }

    List<DistributionId> dueRecurring(Instant now, int limit) {
        return transactions.run(db -> dueRecurringQuery(db, now, limit).fetch(ScheduleVerbs::id));
    }

    static ResultQuery<? extends Record> dueRecurringQuery(DSLContext db, Instant now, int limit) {
        return db.select(DISTRIBUTION.ID)
                .from(DISTRIBUTION)
                .where(DISTRIBUTION.NEXT_OCCURRENCE_AT.le(now))
                .and(IS_FREE)
                .and(WorkVerbs.isToBeTried(now))
                .orderBy(DSL.coalesce(DISTRIBUTION.NEXT_START_AT, DISTRIBUTION.NEXT_OCCURRENCE_AT), DISTRIBUTION.ID)
                .limit(limit);
    }

    List<Distribution> automatic(AccountId into) {
        return transactions.run(db -> automaticQuery(db, into).fetch(ScheduleVerbs::distribution));
    }

    static ResultQuery<? extends Record> automaticQuery(DSLContext db, AccountId into) {
        return db.select(DISTRIBUTION.fields())
                .from(DISTRIBUTION)
                .where(DISTRIBUTION.TRIGGER_ACCOUNT_ID.eq(into.value()))
                .and(is(ExecutionType.AUTOMATIC))
                .and(IS_PENDING)
                .orderBy(DISTRIBUTION.CREATED_AT, DISTRIBUTION.ID);
    }

    private static Condition is(ExecutionType type) {
        return DISTRIBUTION.EXECUTION_TYPE.eq(DSL.inline(type.name()));
    }

    private static DistributionId id(Record row) {
        return new DistributionId(row.get(DISTRIBUTION.ID));
    }

    private static Distribution distribution(Record row) {
        return DistributionRows.distribution(row.into(DISTRIBUTION));
    }

    boolean takeTurn(DistributionId template, Turn turn, Act act) {
        return transactions.run(db -> {
            DistributionRecord row = DistributionRows.locked(db, template);
            if (!DistributionRows.status(row).isNotStarted()
                    || row.getHeld()
                    || row.getNextOccurrence() == null
                    || row.getNextOccurrence() != turn.from().number()) {
                return false;
            }
            Distribution child = turn.child();
            if (child != null) {
                insert(db, child);
                copyExclusions(db, child.id(), template);
                audit.write(db, act, declared(child, template));
            }
            Optional<Occurrence> next = Optional.ofNullable(turn.next());
            DistributionStatus to = next.isPresent() ? DistributionStatus.PENDING : DistributionStatus.COMPLETED;
            db.update(DISTRIBUTION)
                    .set(
                            DISTRIBUTION.NEXT_OCCURRENCE,
                            next.map(Occurrence::number).orElse(null))
                    .set(
                            DISTRIBUTION.NEXT_OCCURRENCE_AT,
                            next.map(Occurrence::at).orElse(null))
                    .set(DISTRIBUTION.STATUS, to.name())
                    .set(DISTRIBUTION.UPDATED_AT, act.at())
                    .where(DISTRIBUTION.ID.eq(template.value()))
                    .execute();
            if (turn.leftOut() > 0) {
                audit.write(
                        db,
                        act,
                        Change.of(
                                template,
                                "occurrences left out",
                                turn.from().number(),
                                next.map(Occurrence::number).orElse(null),
                                turn.leftOut() + " missed"));
            }
            if (to.isFinal()) {
                audit.write(db, act, Change.of(template, "finished", row.getStatus(), to, "no further occurrence"));
            }
            return true;
        });
    }

    boolean shareDeposit(Distribution child, Act act) {
        Origin origin = child.origin();
        if (origin == null) {
            throw new IllegalArgumentException("distribution " + child.id() + " was made for no deposit");
        }
        DistributionId template = origin.template();
        return transactions.run(db -> {
            DistributionRecord row = DistributionRows.locked(db, template);
            if (!DistributionRows.status(row).isNotStarted()) {
                throw new ConflictException("distribution " + template + " is " + row.getStatus());
            }
            if (row.getHeld()) {
                throw new ConflictException(
                        "distribution " + template + " is held; resume it, then handle this event again");
            }
            if (db.insertInto(DISTRIBUTION)
                            .set(DistributionRows.row(child))
                            .onConflictDoNothing()
                            .execute()
                    == 0) {
                return false;
            }
            copyExclusions(db, child.id(), template);
            audit.write(db, act, declared(child, template));
            return true;
        });
    }

    private static Change declared(Distribution child, DistributionId template) {
        return Change.of(child.id(), "declared", null, child.status(), "by distribution " + template);
    }

    private static void insert(DSLContext db, Distribution child) {
        db.insertInto(DISTRIBUTION).set(DistributionRows.row(child)).execute();
    }

    private static void copyExclusions(DSLContext db, DistributionId child, DistributionId template) {
        db.insertInto(DISTRIBUTION_EXCLUSION, DISTRIBUTION_EXCLUSION.DISTRIBUTION_ID, DISTRIBUTION_EXCLUSION.ACCOUNT_ID)
                .select(DSL.select(DSL.val(child.value()), DISTRIBUTION_EXCLUSION.ACCOUNT_ID)
                        .from(DISTRIBUTION_EXCLUSION)
                        .where(DISTRIBUTION_EXCLUSION.DISTRIBUTION_ID.eq(template.value())))
                .execute();
    }

    Distribution reschedule(DistributionId id, Timing.Scheduled timing, Act act) {
        return transactions.run(db -> {
            DistributionRecord row = DistributionRows.locked(db, id);
            boolean waits = DistributionRows.status(row).isNotStarted() && row.getPlannedAt() == null;
            if (!waits || !row.getExecutionType().equals(ExecutionType.SCHEDULED.name())) {
                throw new ConflictException("distribution " + id + " is " + row.getExecutionType() + " and "
                        + row.getStatus() + (row.getPlannedAt() == null ? "" : " and planned")
                        + "; only a scheduled one that nobody has started gets another time");
            }
            audit.write(db, act, Change.of(id, "rescheduled", row.getScheduledTime(), timing.at(), act.why()));
            return DistributionRows.distribution(db.update(DISTRIBUTION)
                    .set(DISTRIBUTION.SCHEDULED_TIME, timing.at())
                    .set(DISTRIBUTION.ZONE, TimingRows.zone(timing.zone()))
                    .setNull(DISTRIBUTION.START_FAILURE)
                    .setNull(DISTRIBUTION.NEXT_START_AT)
                    .set(DISTRIBUTION.START_FAILURES, 0)
                    .set(DISTRIBUTION.UPDATED_AT, act.at())
                    .where(DISTRIBUTION.ID.eq(id.value()))
                    .returning()
                    .fetchSingle());
        });
    }
}
