package io.masspayout.hedera.local.world;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All accounts and their HBAR. Not safe for use by several threads. */
public final class Accounts {

    private final NavigableMap<Long, Account> single = new TreeMap<>();
    private final NavigableMap<Long, AccountRange> ranges = new TreeMap<>();
    private final Map<String, Long> byEvmAlias = new HashMap<>();
    private final Map<Long, Balance> balances = new HashMap<>();

    /**
     * An amount of HBAR.
     *
     * @param changed consensus time of the last change, in nanoseconds
     */
    public record Balance(long tinybars, long changed) {}

    void store(Account account) {
        single.put(account.number(), account);
        if (account.evmAlias() != null) {
            byEvmAlias.put(account.evmAlias(), account.number());
        }
    }

    void store(AccountRange range) {
        ranges.put(range.first(), range);
    }

    public @Nullable Account find(long number) {
        Account account = single.get(number);
        if (account != null) {
            return account;
        }
        AccountRange range = rangeOf(number);
        return range == null ? null : range.account(number);
    }

    private @Nullable AccountRange rangeOf(long number) {
        Map.Entry<Long, AccountRange> entry = ranges.floorEntry(number);
        return entry != null && entry.getValue().contains(number) ? entry.getValue() : null;
    }

    /** The account an EVM address stands for: an alias, or the number itself in a long-zero address. */
    public @Nullable Account findByEvm(String evm) {
        Long number = byEvmAlias.get(evm);
        if (number != null) {
            return find(number);
        }
        return Entity.isLongZero(evm) ? find(Entity.fromLongZero(evm)) : null;
    }

    /** The account with the next higher number, or null. */
    public @Nullable Account after(long number) {
        Map.Entry<Long, Account> next = single.higherEntry(number);
        long candidate = next == null ? Long.MAX_VALUE : next.getKey();
        AccountRange current = rangeOf(number + 1);
        if (current != null) {
            candidate = Math.min(candidate, number + 1);
        }
        Map.Entry<Long, AccountRange> range = ranges.higherEntry(number);
        if (range != null) {
            candidate = Math.min(candidate, range.getKey());
        }
        return candidate == Long.MAX_VALUE ? null : find(candidate);
    }

    /** The account with the next lower number, or null. */
    public @Nullable Account before(long number) {
        Map.Entry<Long, Account> previous = single.lowerEntry(number);
        long candidate = previous == null ? Long.MIN_VALUE : previous.getKey();
        Map.Entry<Long, AccountRange> range = ranges.lowerEntry(number);
        if (range != null) {
            AccountRange accounts = range.getValue();
            candidate = Math.max(candidate, Math.min(number - 1, accounts.first() + accounts.count() - 1));
        }
        return candidate == Long.MIN_VALUE ? null : find(candidate);
    }

    /** Never null: an account without HBAR has zero since it was created. */
    public Balance balance(long number) {
        Balance balance = balances.get(number);
        if (balance != null) {
            return balance;
        }
        AccountRange range = rangeOf(number);
        if (range != null) {
            return new Balance(range.tinybars(), range.created());
        }
        Account account = single.get(number);
        return new Balance(0, account == null ? 0 : account.created());
    }

    void move(long number, long tinybars, long at) {
        balances.put(number, new Balance(Math.addExact(balance(number).tinybars(), tinybars), at));
    }
}
