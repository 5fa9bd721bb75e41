package io.masspayout.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Money that comes from outside.
 *
 * @param account index of the account into which it comes: the treasuries, then accounts that collect, then one of which nobody wants to hear
 * @param isOtherToken whether it is not what holders are paid with
 * @param units smallest ones
 */
record DepositCase(Instant at, int account, boolean isOtherToken, long units) {

    /** How many accounts collect. */
    static final int COLLECTING = 3;

    static final String OTHER_TOKEN = "HBAR";

    /** Far behind those of the holders. */
    private static final int FIRST_ACCOUNT = 19_000;

    static List<DepositCase> of(YearPlan plan) {
        Random dice = plan.dice("deposits");
        List<DepositCase> cases = new ArrayList<>();
        for (int i = 0; i < plan.deposits(); i++) {
            cases.add(new DepositCase(
                    plan.from().plusSeconds(3_600 + dice.nextLong(plan.length().toSeconds() - 7_200)),
                    dice.nextInt(CampaignTerms.TREASURIES + COLLECTING + 1),
                    dice.nextInt(10) == 0,
                    units(dice)));
        }
        return cases;
    }

    private static long units(Random dice) {
        long limit = AutomaticCase.AT_LEAST.get(1 + dice.nextInt(AutomaticCase.AT_LEAST.size() - 1));
        return switch (dice.nextInt(4)) {
            case 0 -> limit;
            case 1 -> limit - 1;
            default -> dice.nextLong(limit / 50, 3 * limit);
        };
    }

    static String account(int index, Places places) {
        return index < CampaignTerms.TREASURIES ? places.treasury(index) : places.account(FIRST_ACCOUNT + index);
    }
}
