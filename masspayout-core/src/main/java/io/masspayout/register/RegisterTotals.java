package io.masspayout.register;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many holders have been read, and what they hold together. Exact: the sum of a million balances may be beyond a {@code long}. */
final class RegisterTotals {

    private long lines;
    /** As much of the sum as fits: a number made anew for each line would be a tenth of what an import allocates. */
    private long inLong;

    private BigInteger beyond = BigInteger.ZERO;

    void add(List<RegisterCursor.Line> read) {
        read.forEach(line -> add(line.holder().balance()));
    }

    void add(long balance) {
        lines++;
        if (balance > Long.MAX_VALUE - inLong) {
            beyond = sum();
            inLong = balance;
        } else {
            inLong += balance;
        }
    }

    private BigInteger sum() {
        return beyond.add(BigInteger.valueOf(inLong));
    }

    boolean isEmpty() {
        return lines == 0;
    }

    /**
     * Compares with what was said.
     *
     * @param at the line that a difference is reported at
     * @param who said it
     * @throws InvalidRegisterException when the register differs
     */
    void require(long at, String who, @Nullable Long wantedLines, @Nullable BigInteger wantedSum) {
        if (wantedLines != null && wantedLines != lines) {
            throw new InvalidRegisterException(
                    at, who + " says " + wantedLines + " holders but the register has " + lines);
        }
        if (wantedSum != null && !wantedSum.equals(sum())) {
            throw new InvalidRegisterException(
                    at, who + " says a sum of balances of " + wantedSum + " but the register comes to " + sum());
        }
    }
}
