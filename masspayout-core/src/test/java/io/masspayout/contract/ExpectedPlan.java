package io.masspayout.contract;

import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.PayoutTerms;
import io.masspayout.model.PayoutType;
import io.masspayout.model.SkipReason;
import io.masspayout.money.Allocation;
import io.masspayout.store.StagedHolder;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a plan must come to, told once more from the terms and the reference allocation, without a store.
 *
 * @param due what each listed account gets, 0 for those that are skipped
 * @param skipped why
 */
record ExpectedPlan(NavigableMap<AccountId, Long> due, Map<AccountId, SkipReason> skipped) {

    private static final int HASHED_HEX_DIGITS = 15; // 60 bits

    static ExpectedPlan of(List<StagedHolder> lines, Declaration declaration, long total) {
        Distribution distribution = declaration.candidate();
        PayoutTerms terms = distribution.terms();
        NavigableMap<AccountId, Long> due = new TreeMap<>();
        Map<AccountId, SkipReason> skipped = new TreeMap<>();
        for (StagedHolder line : lines) {
            due.put(line.account(), 0L);
            SkipReason reason = reasonToSkip(line, distribution, declaration.excluded());
            if (reason != null) {
                skipped.put(line.account(), reason);
            }
        }
        List<StagedHolder> eligible = lines.stream()
                .filter(line -> !skipped.containsKey(line.account()))
                .sorted(Comparator.comparing(StagedHolder::account))
                .toList();
        long[] weights = eligible.stream()
                .mapToLong(line -> terms.payoutType() == PayoutType.PERCENTAGE ? line.balance() : 1)
                .toArray();
        long[] shares = eligible.isEmpty() ? weights : Allocation.split(total, weights, terms.remainderPolicy());
        for (int i = 0; i < shares.length; i++) {
            AccountId account = eligible.get(i).account();
            if (shares[i] == 0) {
                skipped.put(account, SkipReason.ZERO_SHARE);
            } else if (shares[i] < terms.minimumPayment()) {
                skipped.put(account, SkipReason.BELOW_MINIMUM);
            } else {
                due.put(account, shares[i]);
            }
        }
        return new ExpectedPlan(due, skipped);
    }

    private static @Nullable SkipReason reasonToSkip(
            StagedHolder line, Distribution distribution, Set<AccountId> excluded) {
        if (line.account().equals(distribution.treasury().account())) {
            return SkipReason.TREASURY;
        }
        if (excluded.contains(line.account())) {
            return SkipReason.EXCLUDED;
        }
        if (line.balance() == 0) {
            return SkipReason.ZERO_BALANCE;
        }
        return line.exists() || distribution.terms().createAccounts() ? null : SkipReason.NO_ACCOUNT;
    }

    long payable() {
        return due.values().stream().mapToLong(Long::longValue).sum();
    }

    long payableHolders() {
        return due.values().stream().filter(units -> units > 0).count();
    }

    long smallest() {
        return due.values().stream()
                .filter(units -> units > 0)
                .mapToLong(Long::longValue)
                .min()
                .orElse(0);
    }

    long largest() {
        return due.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    Map<SkipReason, Long> skippedCounts() {
        return skipped.values().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** The sum, over whoever is paid, of the first 60 bits of the MD5 of {@code account:units}, as decimal text. */
    String hash() {
        return due.entrySet().stream()
                .filter(holder -> holder.getValue() > 0)
                .map(holder -> first60Bits(holder.getKey() + ":" + holder.getValue()))
                .reduce(BigInteger.ZERO, BigInteger::add)
                .toString();
    }

    private static BigInteger first60Bits(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(HexFormat.of().formatHex(digest).substring(0, HASHED_HEX_DIGITS), 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError("every Java platform has MD5", missing);
        }
    }
}
