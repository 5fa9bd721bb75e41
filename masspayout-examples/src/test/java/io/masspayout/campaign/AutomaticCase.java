package io.masspayout.campaign;

import io.masspayout.When;
import io.masspayout.money.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A distribution that waits for deposits.
 *
 * @param account index of the account into which they have to come, see {@link DepositCase}
 * @param atLeast in smallest units
 */
record AutomaticCase(String key, int asset, YearAmount amount, int account, long atLeast, Instant declaredAt) {

    /** Any amount, and two that deposits meet exactly or miss by a unit. */
    static final List<Long> AT_LEAST = List.of(0L, 50_000_000L, 1_000_000_000L);

    static List<AutomaticCase> of(YearPlan plan) {
        Random dice = plan.dice("automatic");
        List<AutomaticCase> cases = new ArrayList<>();
        for (int i = 0; i < plan.automatic(); i++) {
            int asset = dice.nextInt(YearPlan.HOLDERS_OF_ASSETS.size());
            boolean intoTreasury = i % 3 == 0;
            cases.add(new AutomaticCase(
                    "automatic-" + i,
                    asset,
                    i % 2 == 0 ? YearAmount.partOfDeposit(dice) : YearAmount.thrown(dice),
                    intoTreasury
                            ? asset % CampaignTerms.TREASURIES
                            : CampaignTerms.TREASURIES + dice.nextInt(DepositCase.COLLECTING),
                    AT_LEAST.get(dice.nextInt(AT_LEAST.size())),
                    // Some come late: what was deposited before is not theirs.
                    i % 4 < 3
                            ? plan.from()
                            : plan.from()
                                    .plus(Duration.ofSeconds(
                                            dice.nextLong(plan.length().toSeconds() / 2)))));
        }
        return cases;
    }

    /** As the library is told. */
    When told(Places places) {
        String least = atLeast == 0
                ? null
                : Units.toDecimal(atLeast, CampaignTerms.DECIMALS).toPlainString();
        return account < CampaignTerms.TREASURIES
                ? new When.OnDeposit(null, least)
                : new When.OnDeposit(DepositCase.account(account, places), least);
    }

    boolean fits(DepositCase deposit) {
        return deposit.account() == account && !deposit.isOtherToken() && deposit.units() >= atLeast;
    }
}
