package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;

import io.masspayout.bulkhead.Breakage;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.AmountBasis;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.DistributionType;
import io.masspayout.model.HolderSource;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.PayoutTerms;
import io.masspayout.model.PayoutType;
import io.masspayout.model.Plan;
import io.masspayout.model.RemainderPolicy;
import io.masspayout.model.SnapshotRef;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.money.Units;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.UnreadableRowException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;

/** Between a distribution and its row, and the ways to get at the row. */
final class DistributionRows {

    private DistributionRows() {}

    /** The row, kept from changing: whoever writes to a distribution or adds batches to it has it so. */
    static DistributionRecord locked(DSLContext db, DistributionId id) {
        return byId(db, id)
                .forNoKeyUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotFoundException("distribution", id));
    }

    static DistributionRecord read(DSLContext db, DistributionId id) {
        return byId(db, id).fetchOptional().orElseThrow(() -> new NotFoundException("distribution", id));
    }

    private static SelectConditionStep<DistributionRecord> byId(DSLContext db, DistributionId id) {
        return db.selectFrom(DISTRIBUTION).where(DISTRIBUTION.ID.eq(id.value()));
    }

    static Treasury treasury(DistributionRecord row) {
        return new Treasury(AccountId.of(row.getTreasuryAccountId()), TokenId.of(row.getPaymentTokenId()));
    }

    static DistributionStatus status(DistributionRecord row) {
        return DistributionStatus.valueOf(row.getStatus());
    }

    /** As the library sees it; throws {@link UnreadableRowException} where this process does not understand what is written there. */
    static Distribution distribution(DistributionRecord row) {
        try {
            return understood(row);
        } catch (RuntimeException e) {
            throw new UnreadableRowException("distribution", row.getId(), Breakage.reason(e), e);
        }
    }

    private static Distribution understood(DistributionRecord row) {
        int decimals = row.getPaymentTokenDecimals();
        TokenId token = TokenId.of(row.getPaymentTokenId());
        return new Distribution(
                new DistributionId(row.getId()),
                new AssetId(row.getAssetId()),
                DistributionType.valueOf(row.getType()),
                TimingRows.timing(row),
                TimingRows.origin(row),
                row.getIdempotencyKey(),
                row.getFingerprint(),
                row.getConcept(),
                row.getCorporateAction(),
                new PayoutTerms(
                        PayoutType.valueOf(row.getPayoutType()),
                        AmountBasis.valueOf(row.getAmountBasis()),
                        row.getAmountInput(),
                        RemainderPolicy.valueOf(row.getRemainderPolicy()),
                        Units.ofDecimal(row.getMinimumPayment(), decimals),
                        row.getCreateAccounts(),
                        row.getPayTokenTreasury(),
                        row.getRefuseUnknownAccounts()),
                treasury(row),
                new PaymentCurrency(token, decimals),
                HolderSource.valueOf(row.getHolderSource()),
                row.getRecordDate(),
                snapshot(row),
                plan(row),
                status(row),
                TimingRows.startFailure(row),
                row.getHeld(),
                row.getCancelRequested(),
                row.getReconcilingSince(),
                row.getExecutedAt(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }

    static @Nullable SnapshotRef snapshot(DistributionRecord row) {
        String reference = row.getSnapshotReference();
        return reference == null
                ? null
                : new SnapshotRef(reference, row.getSnapshotTakenAt(), row.getSnapshotExclusive());
    }

    static @Nullable Plan plan(DistributionRecord row) {
        Instant plannedAt = row.getPlannedAt();
        if (plannedAt == null) {
            return null;
        }
        return new Plan(
                units(row, row.getAmount()),
                units(row, row.getPayableAmount()),
                units(row, row.getRetainedAmount()),
                row.getPayableHolders(),
                row.getSkippedHolders(),
                row.getPlannedBatches(),
                row.getPlanHash(),
                plannedAt);
    }

    /** Smallest units of an amount in the distribution's payment token. */
    static long units(DistributionRecord row, BigDecimal amount) {
        return Units.ofDecimal(amount, row.getPaymentTokenDecimals());
    }

    /** The row of a distribution that has no plan yet. */
    static DistributionRecord row(Distribution distribution) {
        int decimals = distribution.currency().decimals();
        PayoutTerms terms = distribution.terms();
        DistributionRecord row = new DistributionRecord();
        row.setId(distribution.id().value());
        row.setAssetId(distribution.assetId().value());
        row.setType(distribution.type().name());
        TimingRows.write(distribution, row);
        row.setIdempotencyKey(distribution.idempotencyKey());
        row.setFingerprint(distribution.fingerprint());
        row.setConcept(distribution.concept());
        row.setCorporateAction(distribution.corporateAction());
        row.setPayoutType(terms.payoutType().name());
        row.setAmountBasis(terms.basis().name());
        row.setAmountInput(terms.input());
        row.setRemainderPolicy(terms.remainderPolicy().name());
        row.setMinimumPayment(Units.toDecimal(terms.minimumPayment(), decimals));
        row.setCreateAccounts(terms.createAccounts());
        row.setPayTokenTreasury(terms.payTokenTreasury());
        row.setRefuseUnknownAccounts(terms.refuseUnknownAccounts());
        row.setTreasuryAccountId(distribution.treasury().account().value());
        row.setPaymentTokenId(distribution.currency().token().value());
        row.setPaymentTokenDecimals(decimals);
        row.setHolderSource(distribution.holderSource().name());
        row.setRecordDate(distribution.recordDate());
        SnapshotRef snapshot = distribution.snapshot();
        if (snapshot != null) {
            row.setSnapshotReference(snapshot.reference());
            row.setSnapshotTakenAt(snapshot.takenAt());
            row.setSnapshotExclusive(snapshot.exclusive());
        }
        row.setStatus(distribution.status().name());
        row.setHeld(distribution.held());
        row.setCreatedAt(distribution.createdAt());
        row.setUpdatedAt(distribution.updatedAt());
        return row;
    }
}
