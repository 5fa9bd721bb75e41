package io.masspayout.campaign;

import io.masspayout.DistributionRequest;
import io.masspayout.model.PayoutType;
import io.masspayout.money.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How much a distribution pays to whom: as the library is told, and as it is worked out here.
 *
 * @param number units in all or for each, or hundredths of a percent of a deposit
 */
record YearAmount(Basis basis, long number) {

    private static final int FEWEST_UNITS = 100_000;
    private static final int MOST_UNITS = 900_000_000;
    private static final long ALL_OF_A_DEPOSIT = 100_00L;

    /** How it is said. */
    enum Basis {
        SHARED_BY_BALANCE,
        SHARED_EQUALLY,
        FOR_EACH,
        OF_DEPOSIT
    }

    static YearAmount thrown(Random dice) {
        Basis basis = List.of(Basis.SHARED_BY_BALANCE, Basis.SHARED_EQUALLY, Basis.FOR_EACH)
                .get(dice.nextInt(3));
        return new YearAmount(basis, dice.nextInt(FEWEST_UNITS, MOST_UNITS));
    }

    static YearAmount partOfDeposit(Random dice) {
        return new YearAmount(Basis.OF_DEPOSIT, dice.nextLong(100, ALL_OF_A_DEPOSIT + 1));
    }

    DistributionRequest.Builder say(DistributionRequest.Builder request) {
        String units = Units.toDecimal(number, CampaignTerms.DECIMALS).toPlainString();
        return switch (basis) {
            case SHARED_BY_BALANCE -> request.amount(units);
            case SHARED_EQUALLY -> request.amount(units).payout(PayoutType.FIXED);
            case FOR_EACH -> request.amountPerHolder(units);
            case OF_DEPOSIT ->
                request.percentageOfDeposit(BigDecimal.valueOf(number, 2).toPlainString());
        };
    }

    /**
     * What each holder gets.
     *
     * @param balances of the holders, by account
     * @param deposit in smallest units; 0 where there is none
     */
    List<Long> shares(List<Long> balances, long deposit) {
        return switch (basis) {
            case SHARED_BY_BALANCE -> split(number, balances);
            case SHARED_EQUALLY ->
                split(number, balances.stream().map(balance -> 1L).toList());
            case FOR_EACH -> balances.stream().map(balance -> number).toList();
            case OF_DEPOSIT -> split(part(deposit), balances);
        };
    }

    private long part(long deposit) {
        return BigInteger.valueOf(deposit)
                .multiply(BigInteger.valueOf(number))
                .divide(BigInteger.valueOf(ALL_OF_A_DEPOSIT))
                .longValueExact();
    }

    /** The whole parts first; then what is left goes, one unit each, to the largest rests, and among equal ones to the first account. */
    private static List<Long> split(long total, List<Long> weights) {
        long all = weights.stream().mapToLong(Long::longValue).sum();
        List<Long> shares = new ArrayList<>();
        for (long weight : weights) {
            shares.add(Math.multiplyExact(total, weight) / all);
        }
        long left = total - shares.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, weights.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -(Math.multiplyExact(total, weights.get(i)) % all))
                        .thenComparing(i -> i))
                .limit(left)
                .forEach(i -> shares.set(i, shares.get(i) + 1));
        return shares;
    }
}
