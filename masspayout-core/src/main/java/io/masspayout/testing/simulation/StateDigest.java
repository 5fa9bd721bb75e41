package io.masspayout.testing.simulation;

import java.time.Instant;

/** Sums up, in 64 bits, what was added, in its order. Among ten million different sums two are equal by chance once in 370,000 searches. */
final class StateDigest {

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private long sum = SPREAD;

    StateDigest add(long number) {
        sum = (sum ^ number) * SPREAD;
        sum ^= sum >>> 32;
        return this;
    }

    StateDigest add(Instant time) {
        return add(time.getEpochSecond()).add(time.getNano());
    }

    StateDigest add(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = hash * SPREAD + text.charAt(i);
        }
        return add(hash ^ hash >>> 32);
    }

    long value() {
        return sum;
    }

    /** Goes on from what was summed up elsewhere. */
    void set(long value) {
        sum = value;
    }
}
