package io.masspayout.hedera.holders;

import io.masspayout.model.MassPayoutException;
import java.util.Arrays;

/** By how much balances changed, per account number: an open hash table of primitives, 32 bytes an account at most. Not thread-safe. */
final class BalanceChanges {

    /** 64 MiB of table, which leaves a program of 256 MiB room to grow it. Seldom do that many accounts change in a quarter of an hour. */
    static final int MOST_ACCOUNTS = 1 << 21;

    private static final int FIRST_CAPACITY = 1 << 10;

    private final int most;
    private long[] accounts = new long[FIRST_CAPACITY];
    private long[] changes = new long[FIRST_CAPACITY];
    private int size;

    BalanceChanges() {
        this(MOST_ACCOUNTS);
    }

    BalanceChanges(int most) {
        this.most = most;
    }

    /**
     * Adds a change.
     *
     * @param account above 0
     * @throws ArithmeticException when an account's change leaves 64 bits
     */
    void add(long account, long change) {
        int slot = slot(accounts, account);
        if (accounts[slot] == 0) {
            if (size == most) {
                throw new MassPayoutException(
                        "more than " + most + " accounts changed since the mirror node's last balance"
                                + " snapshot; choose a record date soon after one (the public mirror makes one every 15 minutes)");
            }
            accounts[slot] = account;
            size++;
        }
        changes[slot] = Math.addExact(changes[slot], change);
        if (size * 2 > accounts.length) {
            grow();
        }
    }

    /** The change of an account; 0 for one that did not change. */
    long of(long account) {
        int slot = slot(accounts, account);
        return accounts[slot] == 0 ? 0 : changes[slot];
    }

    /** The numbers of the accounts that changed, ascending. */
    long[] accounts() {
        long[] sorted = new long[size];
        int next = 0;
        for (long account : accounts) {
            if (account != 0) {
                sorted[next++] = account;
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private void grow() {
        long[] moreAccounts = new long[accounts.length * 2];
        long[] moreChanges = new long[accounts.length * 2];
        for (int i = 0; i < accounts.length; i++) {
            if (accounts[i] != 0) {
                int slot = slot(moreAccounts, accounts[i]);
                moreAccounts[slot] = accounts[i];
                moreChanges[slot] = changes[i];
            }
        }
        accounts = moreAccounts;
        changes = moreChanges;
    }

    // Linear probing. The factor is 2^64 divided by the golden ratio, which spreads neighbouring numbers (Knuth, TAOCP
    // 3, 6.4).
    private static int slot(long[] table, long account) {
        int slot = (int) ((account * 0x9E3779B97F4A7C15L) >>> (Long.numberOfLeadingZeros(table.length) + 1));
        while (table[slot] != 0 && table[slot] != account) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}
