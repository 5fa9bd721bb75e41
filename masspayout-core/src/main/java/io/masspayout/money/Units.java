package io.masspayout.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Between decimals, which people and the schema speak, and smallest units, in which everything is computed: with 2 decimals
 * {@code 12.34} is 1234 units. Nothing here rounds.
 */
public final class Units {

    /** Most decimals a token may have: 19 digits is what a {@code long} holds, and one stays in front of the point. */
    public static final int MAX_DECIMALS = 18;

    // No sign, exponent, hexadecimal, grouping or blank: an amount of money that needs interpreting is a mistake.
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("[0-9]{1,19}(\\.[0-9]{1,18})?");

    private Units() {}

    /**
     * Reads an amount as people write it: digits, and at most one point.
     *
     * @throws NumberFormatException when the text is anything else; the message says what is accepted
     */
    public static BigDecimal parse(String text) {
        if (!PLAIN_DECIMAL.matcher(text).matches()) {
            throw new NumberFormatException(
                    "'" + text
                            + "' is not a plain decimal number: write up to 19 digits, then at most one point and up to 18 digits");
        }
        return new BigDecimal(text);
    }

    /**
     * The smallest units of a decimal amount.
     *
     * @throws ArithmeticException when the amount has more decimals than the token or is beyond a {@code long}; the message
     *     says which
     */
    public static long ofDecimal(BigDecimal amount, int decimals) {
        requireDecimals(decimals);
        BigDecimal units = amount.movePointRight(decimals);
        if (units.scale() > 0 && units.stripTrailingZeros().scale() > 0) {
            throw new ArithmeticException(amount.toPlainString() + " has more than the " + decimals
                    + " decimals of the payment token; it is not rounded, give it exactly");
        }
        try {
            return units.longValueExact();
        } catch (ArithmeticException tooLarge) {
            throw new ArithmeticException(
                    amount.toPlainString() + " is beyond the largest amount, " + format(Long.MAX_VALUE, decimals));
        }
    }

    /** The decimal amount of some smallest units, with exactly the token's decimals. */
    public static BigDecimal toDecimal(long units, int decimals) {
        return BigDecimal.valueOf(units, requireDecimals(decimals));
    }

    /** As {@link #toDecimal}, as text without exponent, for example {@code 12.30}. */
    public static String format(long units, int decimals) {
        return toDecimal(units, decimals).toPlainString();
    }

    /**
     * A sum that no longer fits is an error, never a wrap-around.
     *
     * @throws ArithmeticException when the value is beyond a {@code long}; the message names {@code what}
     */
    public static long exact(BigInteger value, String what) {
        if (value.bitLength() > 63) {
            throw new ArithmeticException(
                    what + " is " + value + ", beyond the largest number the schema's BIGINT holds, " + Long.MAX_VALUE);
        }
        return value.longValue();
    }

    /** The value, or the nearest that a {@code long} holds: for what is only compared, or shown, and never paid. */
    public static long saturated(BigInteger value) {
        if (value.bitLength() <= 63) {
            return value.longValue();
        }
        return value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** By how much a balance is below what is owed and needed, or above it: then below zero; {@link #saturated}. */
    public static long missing(long owed, long needed, long balance) {
        return saturated(
                BigInteger.valueOf(owed).add(BigInteger.valueOf(needed)).subtract(BigInteger.valueOf(balance)));
    }

    static int requireDecimals(int decimals) {
        if (decimals < 0 || decimals > MAX_DECIMALS) {
            throw new IllegalArgumentException("decimals must be 0 to " + MAX_DECIMALS + " but are " + decimals);
        }
        return decimals;
    }
}
