package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.ASSET;
import static io.masspayout.jooq.schema.Tables.AUDIT_EVENT;
import static io.masspayout.jooq.schema.Tables.BATCH_PAYOUT;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.PAYMENT_ATTEMPT;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.masspayout.jooq.PageCursor.TimeAndId;
import io.masspayout.jooq.schema.tables.records.AssetRecord;
import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.jooq.schema.tables.records.HolderRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.ExecutionType;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Holder;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.store.AuditEvent;
import io.masspayout.store.DistributionDetails;
import io.masspayout.store.DistributionFilter;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.NumberedPage;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.PayoutQueries;
import io.masspayout.store.Progress;
import io.masspayout.store.StatementLine;
import io.masspayout.validation.Faults;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The lists and reports, each read from one snapshot of the database. */
final class PostgresQueries implements PayoutQueries {

    private static final PageCursor<TimeAndId> ASSETS = PageCursor.byTimeAndId("assets");
    private static final PageCursor<TimeAndId> DISTRIBUTIONS = PageCursor.byTimeAndId("distributions");
    private static final PageCursor<String> HOLDERS = PageCursor.byText("holders");
    private static final PageCursor<String> REGISTER = PageCursor.byText("register");
    private static final PageCursor<Integer> BATCHES = PageCursor.byNumber("batches");
    private static final PageCursor<UUID> ATTEMPTS = PageCursor.byId("attempts");
    private static final PageCursor<UUID> AUDIT = PageCursor.byId("audit");
    private static final PageCursor<TimeAndId> MADE = PageCursor.byTimeAndId("distributions made");

    private final Transactions transactions;
    private final BiFunction<DSLContext, DistributionId, Progress> progress;

    /**
     * Reads through transactions of its own.
     *
     * @param progress reads a distribution's progress inside a transaction of ours
     */
    PostgresQueries(Transactions transactions, BiFunction<DSLContext, DistributionId, Progress> progress) {
        this.transactions = transactions;
        this.progress = progress;
    }

    @Override
    public Page<Asset> assets(PageRequest page) {
        Condition behind = ASSETS.key(page)
                .<Condition>map(key -> row(ASSET.CREATED_AT, ASSET.ID).gt(key.time(), key.id()))
                .orElse(noCondition());
        List<AssetRecord> rows = transactions.read(db -> db.selectFrom(ASSET)
                .where(behind)
                .orderBy(ASSET.CREATED_AT, ASSET.ID)
                .limit(page.limit() + 1)
                .fetch());
        return page(
                rows, page, AssetRows::asset, last -> ASSETS.behind(new TimeAndId(last.getCreatedAt(), last.getId())));
    }

    @Override
    public Page<Distribution> distributions(DistributionFilter filter, PageRequest page) {
        Condition behind = DISTRIBUTIONS
                .key(page)
                .<Condition>map(
                        key -> row(DISTRIBUTION.CREATED_AT, DISTRIBUTION.ID).lt(key.time(), key.id()))
                .orElse(noCondition());
        List<DistributionRecord> rows =
                transactions.read(db -> newestFirst(db, matching(filter).and(behind), page.limit() + 1, 0));
        return page(
                rows,
                page,
                DistributionRows::distribution,
                last -> DISTRIBUTIONS.behind(new TimeAndId(last.getCreatedAt(), last.getId())));
    }

    @Override
    public NumberedPage<Distribution> distributions(DistributionFilter filter, int page, int limit) {
        Faults faults = Faults.of("page request");
        faults.check(page >= 1, "page", page, "must be at least 1");
        faults.check(
                limit >= 1 && limit <= PageRequest.MAX_LIMIT, "limit", limit, "must be 1 to " + PageRequest.MAX_LIMIT);
        faults.throwIfAny();
        return transactions.read(db -> {
            ReadRows<Distribution> read = ReadRows.of(
                    newestFirst(db, matching(filter), limit, (page - 1L) * limit), DistributionRows::distribution);
            return new NumberedPage<>(
                    read.items(), page, limit, db.fetchCount(DISTRIBUTION, matching(filter)), read.unreadable());
        });
    }

    private static List<DistributionRecord> newestFirst(DSLContext db, Condition wanted, int limit, long skipped) {
        return db.selectFrom(DISTRIBUTION)
                .where(wanted)
                .orderBy(DISTRIBUTION.CREATED_AT.desc(), DISTRIBUTION.ID.desc())
                .limit(limit)
                .offset(skipped)
                .fetch();
    }

    /** Statuses as literals: some indexes are of one status, and are used only where the statement itself names it. */
    private static Condition matching(DistributionFilter filter) {
        return DSL.and(
                filter.assetId()
                        .<Condition>map(id -> DISTRIBUTION.ASSET_ID.eq(id.value()))
                        .orElse(noCondition()),
                filter.status()
                        .<Condition>map(status -> DISTRIBUTION.STATUS.eq(inline(status.name())))
                        .orElse(noCondition()),
                filter.type()
                        .<Condition>map(type -> DISTRIBUTION.TYPE.eq(type.name()))
                        .orElse(noCondition()),
                filter.createdFrom().<Condition>map(DISTRIBUTION.CREATED_AT::ge).orElse(noCondition()),
                filter.createdBefore()
                        .<Condition>map(DISTRIBUTION.CREATED_AT::lt)
                        .orElse(noCondition()));
    }

    @Override
    public Optional<Distribution> distributionByKey(String idempotencyKey) {
        return transactions
                .read(db -> {
                    ExactTexts.of(db, "look-up of a distribution")
                            .text("idempotencyKey", idempotencyKey)
                            .throwIfAny();
                    return db.fetchOptional(DISTRIBUTION, DISTRIBUTION.IDEMPOTENCY_KEY.eq(idempotencyKey));
                })
                .map(DistributionRows::distribution);
    }

    @Override
    public Optional<DistributionDetails> distributionDetails(DistributionId id, int limit) {
        PageRequest first = PageRequest.first(limit);
        return transactions.read(db -> db.fetchOptional(DISTRIBUTION, DISTRIBUTION.ID.eq(id.value()))
                .map(distribution -> new DistributionDetails(
                        DistributionRows.distribution(distribution),
                        AssetRows.asset(db.fetchSingle(ASSET, ASSET.ID.eq(distribution.getAssetId()))),
                        progress.apply(db, id),
                        batches(db, distribution, first),
                        holders(db, distribution, Optional.empty(), first))));
    }

    @Override
    public List<Distribution> pendingScheduled(Instant now, int limit) {
        int rows = PageRequest.first(limit).limit();
        List<DistributionRecord> due = transactions.read(db -> db.selectFrom(DISTRIBUTION)
                .where(DISTRIBUTION.STATUS.eq(inline(DistributionStatus.PENDING.name())))
                .and(DISTRIBUTION.EXECUTION_TYPE.eq(ExecutionType.SCHEDULED.name()))
                .and(DISTRIBUTION.SCHEDULED_TIME.le(now))
                .orderBy(DISTRIBUTION.SCHEDULED_TIME, DISTRIBUTION.ID)
                .limit(rows)
                .fetch());
        return ReadRows.of(due, DistributionRows::distribution).items();
    }

    @Override
    public Page<Holder> holders(DistributionId id, Optional<HolderStatus> status, PageRequest page) {
        return transactions.read(db -> holders(db, DistributionRows.read(db, id), status, page));
    }

    private static Page<Holder> holders(
            DSLContext db, DistributionRecord of, Optional<HolderStatus> status, PageRequest page) {
        int decimals = of.getPaymentTokenDecimals();
        return page(
                HolderLists.page(db, of, status, HOLDERS.key(page), page.limit() + 1),
                page,
                row -> HolderRows.holder(row, decimals),
                last -> HOLDERS.behind(last.getAccountId()));
    }

    @Override
    public Page<Holder> register(AssetId id, PageRequest page) {
        List<HolderRecord> rows = transactions.read(db -> {
            if (!db.fetchExists(ASSET, ASSET.ID.eq(id.value()))) {
                throw new NotFoundException("asset", id);
            }
            return HolderLists.register(db, id, REGISTER.key(page), page.limit() + 1);
        });
        return page(rows, page, HolderRows::ofRegister, last -> REGISTER.behind(last.getAccountId()));
    }

    @Override
    public Optional<Holder> holder(DistributionId id, AccountId account) {
        return transactions.read(db -> {
            DistributionRecord of = DistributionRows.read(db, id);
            return HolderLists.one(db, of, account).map(row -> HolderRows.holder(row, of.getPaymentTokenDecimals()));
        });
    }

    @Override
    public Page<BatchPayout> batches(DistributionId id, PageRequest page) {
        return transactions.read(db -> batches(db, DistributionRows.read(db, id), page));
    }

    private static Page<BatchPayout> batches(DSLContext db, DistributionRecord of, PageRequest page) {
        int decimals = of.getPaymentTokenDecimals();
        // Body and signed bytes are kilobytes each, and nobody looks at them here.
        List<BatchPayoutRecord> rows = db.select(
                        BATCH_PAYOUT.asterisk().except(BATCH_PAYOUT.BODY, BATCH_PAYOUT.SIGNED_BYTES))
                .from(BATCH_PAYOUT)
                .where(BATCH_PAYOUT.DISTRIBUTION_ID.eq(of.getId()))
                .and(BATCHES.key(page)
                        .<Condition>map(BATCH_PAYOUT.BATCH_NUMBER::gt)
                        .orElse(noCondition()))
                .orderBy(BATCH_PAYOUT.BATCH_NUMBER)
                .limit(page.limit() + 1)
                .fetchInto(BATCH_PAYOUT);
        return page(
                rows,
                page,
                row -> BatchPayoutRows.batchPayout(row, decimals),
                last -> BATCHES.behind(last.getBatchNumber()));
    }

    /** By id: ids of what is written once are made in the order of time. */
    @Override
    public Page<PaymentAttempt> attempts(DistributionId id, Optional<AccountId> account, PageRequest page) {
        List<? extends Record> rows = transactions.read(db -> db.select(PAYMENT_ATTEMPT.fields())
                .select(BATCH_PAYOUT.BATCH_NUMBER)
                .from(PAYMENT_ATTEMPT)
                .join(BATCH_PAYOUT)
                .on(BATCH_PAYOUT.ID.eq(PAYMENT_ATTEMPT.BATCH_ID))
                .where(PAYMENT_ATTEMPT.DISTRIBUTION_ID.eq(id.value()))
                .and(account.<Condition>map(who -> PAYMENT_ATTEMPT.ACCOUNT_ID.eq(who.value()))
                        .orElse(noCondition()))
                .and(ATTEMPTS.key(page).<Condition>map(PAYMENT_ATTEMPT.ID::gt).orElse(noCondition()))
                .orderBy(PAYMENT_ATTEMPT.ID)
                .limit(page.limit() + 1)
                .fetch());
        return page(rows, page, PostgresQueries::attempt, last -> ATTEMPTS.behind(last.get(PAYMENT_ATTEMPT.ID)));
    }

    private static PaymentAttempt attempt(Record row) {
        String transactionId = row.get(PAYMENT_ATTEMPT.TRANSACTION_ID);
        return new PaymentAttempt(
                AccountId.of(row.get(PAYMENT_ATTEMPT.ACCOUNT_ID)),
                new BatchId(row.get(PAYMENT_ATTEMPT.BATCH_ID)),
                row.get(BATCH_PAYOUT.BATCH_NUMBER),
                transactionId == null ? null : LedgerTransactionId.of(transactionId),
                new Failure(
                        FailureCode.valueOf(row.get(PAYMENT_ATTEMPT.FAILURE_CODE)),
                        row.get(PAYMENT_ATTEMPT.FAILURE_DETAIL)),
                row.get(PAYMENT_ATTEMPT.CREATED_AT));
    }

    @Override
    public Page<AuditEvent> audit(String subject, String subjectId, PageRequest page) {
        var rows = transactions.read(db -> db.selectFrom(AUDIT_EVENT)
                .where(AUDIT_EVENT.SUBJECT.eq(subject), AUDIT_EVENT.SUBJECT_ID.eq(subjectId))
                .and(AUDIT.key(page).<Condition>map(AUDIT_EVENT.ID::gt).orElse(noCondition()))
                .orderBy(AUDIT_EVENT.ID)
                .limit(page.limit() + 1)
                .fetch());
        return page(
                rows,
                page,
                row -> new AuditEvent(
                        row.getId(),
                        row.getSubject(),
                        row.getSubjectId(),
                        row.getEvent(),
                        row.getFromState(),
                        row.getToState(),
                        row.getWho(),
                        row.getWhy(),
                        row.getCreatedAt()),
                last -> AUDIT.behind(last.getId()));
    }

    @Override
    public long statement(DistributionId id, Consumer<StatementLine> lines) {
        return transactions.read(db -> Statements.stream(db, DistributionRows.read(db, id), lines));
    }

    @Override
    public Page<Distribution> madeBy(DistributionId template, PageRequest page) {
        List<DistributionRecord> rows = transactions.read(db -> {
            DistributionRows.read(db, template);
            return db.selectFrom(DISTRIBUTION)
                    .where(DISTRIBUTION.PARENT_ID.eq(template.value()))
                    .and(MADE.key(page)
                            .<Condition>map(last -> row(DISTRIBUTION.CREATED_AT, DISTRIBUTION.ID)
                                    .gt(last.time(), last.id()))
                            .orElse(noCondition()))
                    .orderBy(DISTRIBUTION.CREATED_AT, DISTRIBUTION.ID)
                    .limit(page.limit() + 1)
                    .fetch();
        });
        return page(
                rows,
                page,
                DistributionRows::distribution,
                last -> MADE.behind(new TimeAndId(last.getCreatedAt(), last.getId())));
    }

    /** One row more than wanted was asked for: its presence says that there is a next page. */
    static <R extends Record, T> Page<T> page(
            List<R> rows, PageRequest wanted, Function<? super R, T> item, Function<? super R, String> cursor) {
        boolean more = rows.size() > wanted.limit();
        List<R> shown = more ? rows.subList(0, wanted.limit()) : rows;
        ReadRows<T> read = ReadRows.of(shown, item);
        return new Page<>(
                read.items(),
                more ? Optional.of(cursor.apply(shown.get(shown.size() - 1))) : Optional.empty(),
                read.unreadable());
    }
}
