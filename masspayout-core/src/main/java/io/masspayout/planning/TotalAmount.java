package io.masspayout.planning;

import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.PayoutTerms;
import io.masspayout.money.Units;
import io.masspayout.store.Eligibility;
import io.masspayout.validation.Faults;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Turns what the caller said (a total, so much each, so much per unit held, a percentage of the treasury) into the total to
 * share. A rate or percentage that does not come to whole smallest units is rounded down here, once, in the treasury's favour; an
 * amount is never rounded.
 */
final class TotalAmount {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Asset asset;
    private final Distribution distribution;

    TotalAmount(Asset asset, Distribution distribution) {
        this.asset = asset;
        this.distribution = distribution;
    }

    /**
     * The total in smallest units of the payment token.
     *
     * @param treasuryBalance in the same
     * @throws io.masspayout.validation.InvalidRequestException when nobody takes part, or the total cannot give everybody who
     *     does at least one smallest unit
     */
    long of(Eligibility eligibility, long treasuryBalance) {
        Faults faults = Faults.of("plan of distribution " + distribution.id());
        if (eligibility.eligible() == 0) {
            faults.add(
                            "holders",
                            eligibility.listed() + " listed, " + eligibility.skipped() + " skipped",
                            "nobody is left to pay; import or sync the register, or change the exclusions")
                    .throwIfAny();
        }
        PayoutTerms terms = distribution.terms();
        try {
            long total = inUnits(eligibility, treasuryBalance);
            faults.check(
                    terms.minimumPayment() <= total,
                    "minimumPayment",
                    Units.format(terms.minimumPayment(), decimals()),
                    "is above the whole total, so nobody would be paid");
            faults.check(
                    total >= eligibility.eligible(),
                    terms.basis().field(),
                    terms.input().toPlainString(),
                    "comes to " + Units.format(total, decimals()) + " "
                            + distribution.currency().token()
                            + ", less than one smallest unit for each of " + eligibility.eligible()
                            + " holders; give more, or exclude holders");
            faults.throwIfAny();
            return total;
        } catch (ArithmeticException e) {
            faults.add(terms.basis().field(), terms.input().toPlainString(), String.valueOf(e.getMessage()))
                    .throwIfAny();
            throw e;
        }
    }

    private long inUnits(Eligibility eligibility, long treasuryBalance) {
        BigDecimal input = distribution.terms().input();
        return switch (distribution.terms().basis()) {
            case TOTAL -> Units.ofDecimal(input, decimals());
            case PER_HOLDER ->
                Units.exact(
                        BigInteger.valueOf(Units.ofDecimal(input, decimals()))
                                .multiply(BigInteger.valueOf(eligibility.eligible())),
                        "the total in smallest units");
            case PER_UNIT ->
                roundedDown(input.multiply(new BigDecimal(eligibility.balance(), asset.decimals()))
                        .movePointRight(decimals()));
            case TREASURY_PERCENTAGE ->
                roundedDown(input.multiply(BigDecimal.valueOf(treasuryBalance)).divide(HUNDRED));
            case DEPOSIT_PERCENTAGE ->
                throw new ArithmeticException(
                        "is known when a deposit comes; preview a distribution that a deposit has made");
        };
    }

    private static long roundedDown(BigDecimal units) {
        return Units.exact(units.setScale(0, RoundingMode.DOWN).toBigIntegerExact(), "the total in smallest units");
    }

    private int decimals() {
        return distribution.currency().decimals();
    }
}
