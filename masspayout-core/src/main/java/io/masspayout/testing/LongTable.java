package io.masspayout.testing;

import java.util.Arrays;

/**
 * A map from numbers that are not negative to numbers, in two arrays: a million entries take some 32 MB, where a
 * {@code HashMap} of boxed numbers takes 100. Entries are never removed. Not thread-safe.
 */
final class LongTable {

    private static final int FIRST_CAPACITY = 16;

    // Keys are kept one higher, so that 0 means free and fresh arrays need no filling.
    private long[] keys = new long[FIRST_CAPACITY];
    private long[] values = new long[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    boolean contains(long key) {
        return keys[slot(key)] != 0;
    }

    /** The value of a key, or {@code otherwise} when the key is not there. */
    long get(long key, long otherwise) {
        int slot = slot(key);
        return keys[slot] == 0 ? otherwise : values[slot];
    }

    void put(long key, long value) {
        if (key < 0) {
            throw new IllegalArgumentException("key must not be negative but is " + key);
        }
        int slot = slot(key);
        if (keys[slot] == 0) {
            if ((size + 1) * 3L > keys.length * 2L) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key + 1;
            size++;
        }
        values[slot] = value;
    }

    /** The keys in ascending order. */
    long[] sortedKeys() {
        long[] sorted = new long[size];
        int next = 0;
        for (long key : keys) {
            if (key != 0) {
                sorted[next++] = key - 1;
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        // Fibonacci hashing: account numbers follow one another, and neighbours are to spread.
        int slot = (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 32) & mask;
        while (keys[slot] != 0 && keys[slot] != key + 1) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[Math.multiplyExact(oldKeys.length, 2)];
        values = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i] - 1);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
