package io.masspayout.hedera.local.world;

import java.util.Arrays;

/** Some consecutive holdings of one token, in arrays: 33 bytes each instead of an object. */
final class HoldingChunk {

    /** So small that an insertion or a copy on write costs little, so large that a million holders are 2,000 chunks. */
    static final int CAPACITY = 512;

    private static final int ASSOCIATED = 1;
    private static final int AUTOMATIC = 2;
    private static final int FROZEN = 4;
    private static final int KYC = 8;

    /** Who may write here; everybody else has to copy. */
    final Object owner;

    int size;
    private final long[] accounts;
    private final long[] balances;
    private final long[] created;
    private final long[] changed;
    private final byte[] flags;

    HoldingChunk(Object owner) {
        this.owner = owner;
        this.accounts = new long[CAPACITY];
        this.balances = new long[CAPACITY];
        this.created = new long[CAPACITY];
        this.changed = new long[CAPACITY];
        this.flags = new byte[CAPACITY];
    }

    private HoldingChunk(Object owner, HoldingChunk source, int from, int to) {
        this.owner = owner;
        this.size = to - from;
        this.accounts = part(source.accounts, from, to);
        this.balances = part(source.balances, from, to);
        this.created = part(source.created, from, to);
        this.changed = part(source.changed, from, to);
        this.flags = Arrays.copyOf(Arrays.copyOfRange(source.flags, from, to), CAPACITY);
    }

    private static long[] part(long[] source, int from, int to) {
        return Arrays.copyOf(Arrays.copyOfRange(source, from, to), CAPACITY);
    }

    HoldingChunk copy(Object newOwner, int from, int to) {
        return new HoldingChunk(newOwner, this, from, to);
    }

    long first() {
        return accounts[0];
    }

    /** As {@link Arrays#binarySearch(long[], long)}. */
    int indexOf(long account) {
        return Arrays.binarySearch(accounts, 0, size, account);
    }

    Holding get(int index) {
        int flag = flags[index];
        return new Holding(
                accounts[index],
                balances[index],
                (flag & ASSOCIATED) != 0,
                (flag & AUTOMATIC) != 0,
                (flag & FROZEN) != 0,
                (flag & KYC) != 0,
                created[index],
                changed[index]);
    }

    void set(int index, Holding holding) {
        accounts[index] = holding.account();
        balances[index] = holding.balance();
        created[index] = holding.created();
        changed[index] = holding.changed();
        flags[index] = (byte) ((holding.associated() ? ASSOCIATED : 0)
                | (holding.automatic() ? AUTOMATIC : 0)
                | (holding.frozen() ? FROZEN : 0)
                | (holding.kyc() ? KYC : 0));
    }

    void insert(int index, Holding holding) {
        shift(accounts, index);
        shift(balances, index);
        shift(created, index);
        shift(changed, index);
        System.arraycopy(flags, index, flags, index + 1, size - index);
        size++;
        set(index, holding);
    }

    private void shift(long[] array, int index) {
        System.arraycopy(array, index, array, index + 1, size - index);
    }
}
