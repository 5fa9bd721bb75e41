package io.masspayout;

import io.masspayout.DistributionRequest.GivenAmount;
import io.masspayout.ledger.AssetSource;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.model.AccountId;
import io.masspayout.model.AmountBasis;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.PayoutTerms;
import io.masspayout.model.PayoutType;
import io.masspayout.model.Timing;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.money.Units;
import io.masspayout.storable.CallerText;
import io.masspayout.validation.Faults;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a request into a distribution to be stored, or into all of its faults at once. Used once. */
final class DistributionRequestCheck {

    /** A key is a name, not a document. */
    static final int MAX_KEY_LENGTH = 200;

    /** A label that fits a column of a list. */
    static final int MAX_CONCEPT_LENGTH = 500;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * A request that has no faults.
     *
     * @param excluded canonical
     */
    record Checked(Distribution distribution, Set<AccountId> excluded) {}

    private final DistributionRequest request;
    private final Faults faults = Faults.of("distribution request");

    DistributionRequestCheck(DistributionRequest request) {
        this.request = request;
    }

    /** What can be seen in the request alone; after this, its fingerprint can be taken. */
    Optional<PayoutTermsDraft> form() {
        String key = request.idempotencyKey();
        boolean usable = key != null
                && !key.isBlank()
                && key.length() <= MAX_KEY_LENGTH
                && CallerText.problem(key, MAX_KEY_LENGTH).isEmpty();
        if (key != null && !key.isBlank() && key.length() <= MAX_KEY_LENGTH) {
            faults.text("idempotencyKey", key, MAX_KEY_LENGTH);
        } else {
            faults.add(
                    "idempotencyKey",
                    key,
                    "give a name of 1 to " + MAX_KEY_LENGTH + " characters that stays the same when you ask again");
        }
        TimingCheck.wholeMicroseconds(faults, "recordDate", request.recordDate());
        TimingCheck.form(request, faults);
        limited("concept", request.concept());
        limited("corporateAction", request.corporateAction());
        Optional<GivenAmount> given = amount();
        Optional<PayoutType> payout = payoutType(given);
        Optional<BigDecimal> minimum = request.minimumPayment() == null
                ? Optional.of(BigDecimal.ZERO)
                : decimal("minimumPayment", request.minimumPayment());
        Optional<BigDecimal> input =
                given.flatMap(amount -> decimal(amount.basis().field(), amount.text()));
        if (input.isPresent() && given.isPresent()) {
            AmountBasis basis = given.get().basis();
            faults.check(input.get().signum() > 0, basis.field(), given.get().text(), "must be above zero");
            boolean percentage = basis.isPercentage();
            faults.check(
                    !percentage || input.get().compareTo(HUNDRED) <= 0,
                    basis.field(),
                    given.get().text(),
                    "must not be above 100 percent");
        }
        if (!usable || given.isEmpty() || payout.isEmpty() || minimum.isEmpty() || input.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PayoutTermsDraft(payout.get(), given.get(), input.get(), minimum.get()));
    }

    /** The amounts of a request, read but not yet measured against the payment token's decimals. */
    record PayoutTermsDraft(PayoutType payout, GivenAmount given, BigDecimal input, BigDecimal minimum) {}

    /** Everything else; throws with all faults, those of the form included. */
    Checked against(
            Optional<PayoutTermsDraft> draft,
            Asset asset,
            PaymentLedger ledger,
            Optional<AssetSource> source,
            boolean tellsDeposits,
            DistributionId id,
            Instant now) {
        faults.check(!asset.paused(), "asset", asset.tokenId(), "is paused; unpause it first");
        faults.check(
                request.holderSource() != null || !asset.registerImported(),
                "holdersFrom",
                request.holderSource(),
                "the register of this asset was imported by hand; say REGISTER to pay the holders in it, or LEDGER to pay those"
                        + " that the ledger has");
        faults.check(
                !request.holdersFrom().isLedger() || source.isPresent(),
                "holdersFrom",
                request.holderSource(),
                "this gateway cannot read holders from the ledger; import a register and say REGISTER");
        faults.check(
                !request.createAccounts() || !request.refuseUnknownAccounts(),
                "refuseUnknownAccounts",
                request.refuseUnknownAccounts(),
                "accounts that are created are not refused; say one of the two");
        faults.check(
                request.holdersFrom().isLedger() || request.recordDate() == null,
                "recordDate",
                request.recordDate(),
                "a register has no past; take the holders from the ledger, or leave the record date out");
        Optional<AccountId> treasury = request.treasury() == null
                ? Optional.of(asset.treasury())
                : AccountCheck.existing(ledger, faults, "treasury", request.treasury());
        Optional<PaymentCurrency> currency = currency(asset, source);
        Optional<PayoutTerms> terms = draft.isPresent() && currency.isPresent()
                ? terms(draft.get(), currency.get().decimals())
                : Optional.empty();
        Optional<Timing> timing = treasury.isPresent() && currency.isPresent()
                ? new TimingCheck(request, faults, ledger, tellsDeposits).timing(treasury.get(), currency.get())
                : Optional.empty();
        Set<AccountId> excluded = new LinkedHashSet<>();
        for (String account : request.excluded()) {
            exclusion(ledger, account).ifPresent(excluded::add);
        }
        faults.throwIfAny();
        return new Checked(
                distribution(
                        asset,
                        timing.orElseThrow(),
                        terms.orElseThrow(),
                        treasury.orElseThrow(),
                        currency.orElseThrow(),
                        id,
                        now),
                excluded);
    }

    // A slip in an exclusion would pay the very account that was to be left out.
    private Optional<AccountId> exclusion(PaymentLedger ledger, String account) {
        return request.createAccounts()
                ? AccountCheck.resolved(ledger, faults, "exclude", account).map(ResolvedAccount::account)
                : AccountCheck.existing(ledger, faults, "exclude", account);
    }

    private Distribution distribution(
            Asset asset,
            Timing timing,
            PayoutTerms terms,
            AccountId treasury,
            PaymentCurrency currency,
            DistributionId id,
            Instant now) {
        return new Distribution(
                id,
                asset.id(),
                request.type(),
                timing,
                null,
                String.valueOf(request.idempotencyKey()),
                Fingerprint.of(request),
                request.concept(),
                request.corporateAction(),
                terms,
                new Treasury(treasury, currency.token()),
                currency,
                request.holdersFrom(),
                request.recordDate(),
                null,
                null,
                DistributionStatus.PENDING,
                null,
                false,
                false,
                null,
                null,
                now,
                now);
    }

    private Optional<PaymentCurrency> currency(Asset asset, Optional<AssetSource> source) {
        String named = request.paymentToken();
        if (named != null) {
            TokenId known = asset.paymentToken();
            boolean sameToken = known != null && known.value().equals(named);
            Integer said = request.paymentTokenDecimals();
            faults.check(
                    !sameToken || said == null || said.equals(asset.paymentTokenDecimals()),
                    "paymentTokenDecimals",
                    said,
                    "the asset is paid in this token with " + asset.paymentTokenDecimals()
                            + " decimals; leave them out");
            Integer decimals = said == null && sameToken ? asset.paymentTokenDecimals() : said;
            return CurrencyCheck.currency(source, faults, named, decimals);
        }
        if (asset.paymentToken() == null || asset.paymentTokenDecimals() == null) {
            faults.add("paymentToken", null, "the asset has none; name it here, or import the asset with one");
            return Optional.empty();
        }
        return Optional.of(new PaymentCurrency(asset.paymentToken(), asset.paymentTokenDecimals()));
    }

    private Optional<PayoutTerms> terms(PayoutTermsDraft draft, int decimals) {
        AmountBasis basis = draft.given().basis();
        if (basis.isPaidAsGiven()) {
            units(basis.field(), draft.input(), decimals);
        }
        Optional<Long> minimum = units("minimumPayment", draft.minimum(), decimals);
        if (!faults.isEmpty() || minimum.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PayoutTerms(
                draft.payout(),
                basis,
                draft.input(),
                request.remainderPolicy(),
                minimum.get(),
                request.createAccounts(),
                request.payTokenTreasury(),
                request.refuseUnknownAccounts()));
    }

    private Optional<GivenAmount> amount() {
        if (request.amounts().size() != 1) {
            faults.add(
                    "amount",
                    request.amounts(),
                    "say the amount once: as a total, per holder, per unit, or as a percentage of the treasury or of the"
                            + " deposit");
            return Optional.empty();
        }
        return Optional.of(request.amounts().get(0));
    }

    private Optional<PayoutType> payoutType(Optional<GivenAmount> given) {
        boolean perHolder =
                given.filter(amount -> amount.basis() == AmountBasis.PER_HOLDER).isPresent();
        String name = request.payoutType();
        if (name == null) {
            return Optional.of(perHolder ? PayoutType.FIXED : PayoutType.PERCENTAGE);
        }
        Optional<PayoutType> payout = Arrays.stream(PayoutType.values())
                .filter(type -> type.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
        faults.check(
                payout.isPresent(),
                "payoutType",
                name,
                "is unknown; say one of " + Arrays.toString(PayoutType.values()));
        boolean perUnit =
                given.filter(amount -> amount.basis() == AmountBasis.PER_UNIT).isPresent();
        faults.check(
                !perHolder || payout.isEmpty() || payout.get() == PayoutType.FIXED,
                "payoutType",
                name,
                "an amount per holder is the same for every holder; say FIXED, or leave it out");
        faults.check(
                !perUnit || payout.isEmpty() || payout.get() == PayoutType.PERCENTAGE,
                "payoutType",
                name,
                "an amount per unit held is in proportion to balances; say PERCENTAGE, or leave it out");
        return payout;
    }

    private Optional<BigDecimal> decimal(String field, @Nullable String text) {
        try {
            return Optional.of(Units.parse(String.valueOf(text)));
        } catch (NumberFormatException e) {
            faults.add(
                    field,
                    text,
                    "is not a plain positive decimal; write it like 1234.56, without sign, exponent or grouping");
            return Optional.empty();
        }
    }

    private Optional<Long> units(String field, BigDecimal amount, int decimals) {
        try {
            return Optional.of(Units.ofDecimal(amount, decimals));
        } catch (ArithmeticException e) {
            faults.add(field, amount.toPlainString(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void limited(String field, @Nullable String text) {
        faults.text(field, text, MAX_CONCEPT_LENGTH);
    }
}
