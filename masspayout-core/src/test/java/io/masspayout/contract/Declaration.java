package io.masspayout.contract;

import io.masspayout.model.AccountId;
import io.masspayout.model.AmountBasis;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.DistributionType;
import io.masspayout.model.HolderSource;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.PayoutTerms;
import io.masspayout.model.PayoutType;
import io.masspayout.model.RemainderPolicy;
import io.masspayout.model.Timing;
import io.masspayout.model.Treasury;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A distribution about to be declared; what a test does not say is the same everywhere. */
final class Declaration {

    private final Asset asset;
    private final DistributionId id = new DistributionId(UUID.randomUUID());
    private final Set<AccountId> excluded = new HashSet<>();
    private String idempotencyKey = "key-" + id;
    private String fingerprint = "fingerprint-" + id;
    private String concept = "Q4 2026";
    private @Nullable String corporateAction;
    private PayoutType payoutType = PayoutType.PERCENTAGE;
    private RemainderPolicy remainderPolicy = RemainderPolicy.DISTRIBUTE;
    private long minimumPayment;
    private boolean createAccounts;
    private boolean payTokenTreasury;
    private String amount = "1000.00";
    private @Nullable Treasury treasury;
    private DistributionStatus status = DistributionStatus.PENDING;
    private Instant createdAt = StoreScenario.NOW;
    private Timing timing = new Timing.Manual();

    private Declaration(Asset asset) {
        this.asset = asset;
    }

    static Declaration of(Asset asset) {
        return new Declaration(asset);
    }

    Declaration fixed() {
        return payout(PayoutType.FIXED);
    }

    Declaration payout(PayoutType type) {
        this.payoutType = type;
        return this;
    }

    Declaration remainder(RemainderPolicy policy) {
        this.remainderPolicy = policy;
        return this;
    }

    Declaration minimum(long units) {
        this.minimumPayment = units;
        return this;
    }

    Declaration createAccounts(boolean allowed) {
        this.createAccounts = allowed;
        return this;
    }

    Declaration payTokenTreasury() {
        this.payTokenTreasury = true;
        return this;
    }

    Declaration amount(String total) {
        this.amount = total;
        return this;
    }

    Declaration exclude(AccountId account) {
        excluded.add(account);
        return this;
    }

    Declaration key(String key) {
        this.idempotencyKey = key;
        return this;
    }

    Declaration fingerprint(String hash) {
        this.fingerprint = hash;
        return this;
    }

    Declaration concept(String text) {
        this.concept = text;
        return this;
    }

    Declaration corporateAction(String action) {
        this.corporateAction = action;
        return this;
    }

    Declaration treasury(Treasury payer) {
        this.treasury = payer;
        return this;
    }

    /** As the schema's first version left them, for which nothing was planned. */
    Declaration status(DistributionStatus left) {
        this.status = left;
        return this;
    }

    Declaration scheduled(Instant due) {
        this.timing = new Timing.Scheduled(due, null);
        return this;
    }

    Declaration createdAt(Instant instant) {
        this.createdAt = instant;
        return this;
    }

    Set<AccountId> excluded() {
        return Set.copyOf(excluded);
    }

    Distribution candidate() {
        Treasury payer = treasury != null
                ? treasury
                : new Treasury(asset.treasury(), Objects.requireNonNull(asset.paymentToken(), "paymentToken"));
        return new Distribution(
                id,
                asset.id(),
                DistributionType.DIVIDEND,
                timing,
                null,
                idempotencyKey,
                fingerprint,
                concept,
                corporateAction,
                new PayoutTerms(
                        payoutType,
                        AmountBasis.TOTAL,
                        new BigDecimal(amount),
                        remainderPolicy,
                        minimumPayment,
                        createAccounts,
                        payTokenTreasury,
                        false),
                payer,
                new PaymentCurrency(payer.token(), Objects.requireNonNull(asset.paymentTokenDecimals(), "decimals")),
                HolderSource.REGISTER,
                null,
                null,
                null,
                status,
                null,
                false,
                false,
                null,
                null,
                createdAt,
                createdAt);
    }
}
