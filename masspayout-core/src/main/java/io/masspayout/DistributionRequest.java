package io.masspayout;

import io.masspayout.model.AmountBasis;
import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionType;
import io.masspayout.model.HolderSource;
import io.masspayout.model.PayoutType;
import io.masspayout.model.RemainderPolicy;
import io.masspayout.schedule.Recurrence;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a host wants paid. Holds what it was given, as it was given; {@link Distributions#create} checks all of it at once. Immutable.
 *
 * @param amounts what the caller said of the amount; exactly one is right
 * @param payoutType the name of a {@link PayoutType}; in proportion when not given, or what the amount implies
 * @param payTokenTreasury whether the token's own treasury is paid for what it holds
 * @param refuseUnknownAccounts whether a holder whose address is no account stops the plan
 * @param holderSource where holders and balances come from; the ledger when not given, see {@link #holdersFrom}
 * @param whens what the caller said of what sets it going; at most one is right
 * @param idempotencyKey the caller's name for this distribution; required
 */
public record DistributionRequest(
        AssetId assetId,
        DistributionType type,
        List<GivenAmount> amounts,
        List<When> whens,
        @Nullable String payoutType,
        @Nullable String idempotencyKey,
        @Nullable String concept,
        @Nullable String corporateAction,
        RemainderPolicy remainderPolicy,
        @Nullable String minimumPayment,
        boolean createAccounts,
        boolean payTokenTreasury,
        boolean refuseUnknownAccounts,
        Set<String> excluded,
        @Nullable HolderSource holderSource,
        @Nullable Instant recordDate,
        @Nullable String treasury,
        @Nullable String paymentToken,
        @Nullable Integer paymentTokenDecimals) {

    /**
     * An amount as the caller wrote it.
     *
     * @param basis what it speaks of
     * @param text a plain decimal
     */
    public record GivenAmount(AmountBasis basis, String text) {}

    public DistributionRequest {
        amounts = List.copyOf(amounts);
        whens = List.copyOf(whens);
        excluded = Set.copyOf(excluded);
    }

    /** Where holders and balances come from: the ledger unless said otherwise. */
    public HolderSource holdersFrom() {
        return holderSource == null ? HolderSource.LEDGER : holderSource;
    }

    /** A dividend on an equity. */
    public static Builder dividend(AssetId assetId) {
        return new Builder(assetId, DistributionType.DIVIDEND);
    }

    /** A coupon on a bond. */
    public static Builder coupon(AssetId assetId) {
        return new Builder(assetId, DistributionType.COUPON);
    }

    /** Any other payout to whoever held the asset at the record date. */
    public static Builder snapshot(AssetId assetId) {
        return new Builder(assetId, DistributionType.SNAPSHOT);
    }

    /** Collects a request. Checks nothing; not thread-safe. */
    public static final class Builder {

        private final AssetId assetId;
        private final DistributionType type;
        private final List<GivenAmount> amounts = new ArrayList<>();
        private final List<When> whens = new ArrayList<>();
        private @Nullable String payoutType;
        private @Nullable String idempotencyKey;
        private @Nullable String concept;
        private @Nullable String corporateAction;
        private RemainderPolicy remainderPolicy = RemainderPolicy.DISTRIBUTE;
        private @Nullable String minimumPayment;
        private boolean createAccounts;
        private boolean payTokenTreasury;
        private boolean refuseUnknownAccounts;
        private final Set<String> excluded = new LinkedHashSet<>();
        private @Nullable HolderSource holderSource;
        private @Nullable Instant recordDate;
        private @Nullable String treasury;
        private @Nullable String paymentToken;
        private @Nullable Integer paymentTokenDecimals;

        private Builder(AssetId assetId, DistributionType type) {
            this.assetId = assetId;
            this.type = type;
        }

        /** The total to share, in units of the payment token, for example {@code "100000.00"}. */
        public Builder amount(String total) {
            return amount(AmountBasis.TOTAL, total);
        }

        /** As {@link #amount(String)}. */
        public Builder amount(BigDecimal total) {
            return amount(total.toPlainString());
        }

        /** What every holder gets, in units of the payment token. */
        public Builder amountPerHolder(String amount) {
            return amount(AmountBasis.PER_HOLDER, amount);
        }

        /** What one whole unit of the asset gets (dividend per share); may have more decimals than the payment token. */
        public Builder amountPerUnit(String rate) {
            return amount(AmountBasis.PER_UNIT, rate);
        }

        /** A percentage of what the treasury holds when the distribution is planned: above 0, up to 100. */
        public Builder percentageOfTreasury(String percent) {
            return amount(AmountBasis.TREASURY_PERCENTAGE, percent);
        }

        /** A percentage of the deposit that sets it going: above 0, up to 100; with {@link #onDeposit()} or the like. */
        public Builder percentageOfDeposit(String percent) {
            return amount(AmountBasis.DEPOSIT_PERCENTAGE, percent);
        }

        private Builder amount(AmountBasis basis, String text) {
            amounts.add(new GivenAmount(basis, text));
            return this;
        }

        /** Is paid by {@link Processing#runDue} once an instant has come, in whole microseconds. */
        public Builder at(Instant instant) {
            return when(new When.At(instant));
        }

        /**
         * Is paid by {@link Processing#runDue} once the clock on the wall shows a time. A time that the clock skips is moved on by the length of
         * the gap; of one that it shows twice, the first showing counts.
         */
        public Builder at(LocalDateTime time, ZoneId zone) {
            return when(new When.AtLocal(time, zone));
        }

        /** Again and again; each occurrence is a distribution of its own, with balances of the time it is due. */
        public Builder every(Recurrence recurrence) {
            return when(new When.Every(recurrence));
        }

        /** Whenever the payment token comes into the treasury; each deposit makes a distribution of its own. */
        public Builder onDeposit() {
            return when(new When.OnDeposit(null, null));
        }

        /** Whenever at least so much of the payment token comes into the treasury, in its units. */
        public Builder onDepositOfAtLeast(String amount) {
            return when(new When.OnDeposit(null, amount));
        }

        /** What sets it going, where the shorter ways do not say it. */
        public Builder when(When when) {
            whens.add(when);
            return this;
        }

        public Builder payout(PayoutType payout) {
            return payout(payout.name());
        }

        /** A payout type by its name, as it comes from outside. */
        public Builder payout(String payout) {
            this.payoutType = payout;
            return this;
        }

        /** The caller's name for this distribution: asked for again, it is found again, never paid again. */
        public Builder idempotencyKey(String key) {
            this.idempotencyKey = key;
            return this;
        }

        /** A label for people. */
        public Builder concept(String label) {
            this.concept = label;
            return this;
        }

        /** The id of the corporate action that this pays; one action of an asset is paid by one distribution. */
        public Builder corporateAction(String id) {
            this.corporateAction = id;
            return this;
        }

        public Builder remainder(RemainderPolicy policy) {
            this.remainderPolicy = policy;
            return this;
        }

        /** Smaller shares are skipped and stay with the treasury; in units of the payment token. */
        public Builder minimumPayment(String amount) {
            this.minimumPayment = amount;
            return this;
        }

        /**
         * Accounts that take no part. The treasury that pays never does, and the token's own treasury, which holds what is not issued, does
         * not unless {@link #payTokenTreasury} says so.
         */
        public Builder exclude(String... accounts) {
            excluded.addAll(List.of(accounts));
            return this;
        }

        /** Whether an address that is no account yet is paid, which creates the account at the payer's cost. */
        public Builder createAccounts(boolean allowed) {
            this.createAccounts = allowed;
            return this;
        }

        /** Pays the token's own treasury, too, for what it holds, where another account pays. */
        public Builder payTokenTreasury() {
            this.payTokenTreasury = true;
            return this;
        }

        /**
         * Makes no plan while there is a holder whose address is no account. Not said, such holders are skipped, the others share all of the
         * amount, and the preview lists them.
         */
        public Builder refuseUnknownAccounts() {
            this.refuseUnknownAccounts = true;
            return this;
        }

        /**
         * Where holders and balances come from: the ledger unless said otherwise. Must be said for an asset whose register was imported by
         * hand, as either may be meant.
         */
        public Builder holdersFrom(HolderSource source) {
            this.holderSource = source;
            return this;
        }

        /** The instant at which balances count, in whole microseconds; when it is planned unless said otherwise. */
        public Builder recordDate(Instant instant) {
            this.recordDate = instant;
            return this;
        }

        /** Pays from another account than the asset's treasury. */
        public Builder paidFrom(String account) {
            this.treasury = account;
            return this;
        }

        /** Pays in another token than the asset's payment token. */
        public Builder paidIn(String token) {
            this.paymentToken = token;
            return this;
        }

        /** As {@link #paidIn(String)}, with its decimals, for a gateway that cannot be asked for them. */
        public Builder paidIn(String token, int decimals) {
            this.paymentToken = token;
            this.paymentTokenDecimals = decimals;
            return this;
        }

        public DistributionRequest build() {
            return new DistributionRequest(
                    assetId,
                    type,
                    amounts,
                    whens,
                    payoutType,
                    idempotencyKey,
                    concept,
                    corporateAction,
                    remainderPolicy,
                    minimumPayment,
                    createAccounts,
                    payTokenTreasury,
                    refuseUnknownAccounts,
                    excluded,
                    holderSource,
                    recordDate,
                    treasury,
                    paymentToken,
                    paymentTokenDecimals);
        }
    }
}
