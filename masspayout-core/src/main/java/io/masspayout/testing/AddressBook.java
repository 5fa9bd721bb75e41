package io.masspayout.testing;

import io.masspayout.ledger.InvalidAccountException;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.model.AccountId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The accounts of the ledger, by number and by EVM alias, and the texts that name them. Guarded by its {@link LedgerState}. */
final class AddressBook {

    static final long UNKNOWN = -1;

    private static final String NUMBER_PREFIX = "0.0.";
    private static final Pattern ADDRESS = Pattern.compile("(?:0[xX])?([0-9a-fA-F]{40})");
    private static final String LONG_ZERO = "0".repeat(24);
    private static final String ACCEPTED =
            "0.0.n without blanks or leading zeros, or an EVM address of 40 hexadecimal digits with or without 0x";

    /** New accounts get numbers from here on, well above those that people choose by hand. */
    private static final long FIRST_CREATED = 5_000_000_000L;

    private final LongTable traits = new LongTable();
    private final Map<String, Long> byAlias = new HashMap<>();
    private long lastCreated = FIRST_CREATED - 1;

    /** What is unusual about an account; a bit each. */
    enum Trait {
        DELETED(1 << 0),
        SIGNS_RECEIPTS(1 << 1),
        REFUSES(1 << 2),
        KEY_REJECTED(1 << 3);

        private final long bit;

        Trait(long bit) {
            this.bit = bit;
        }
    }

    void open(long number) {
        if (!traits.contains(number)) {
            traits.put(number, 0);
        }
    }

    long create(String alias) {
        do {
            lastCreated++;
        } while (traits.contains(lastCreated));
        open(lastCreated);
        byAlias.put(alias, lastCreated);
        return lastCreated;
    }

    void alias(long number, String alias) {
        Long owner = byAlias.putIfAbsent(alias, number);
        if (owner != null && owner != number) {
            throw new IllegalArgumentException(alias + " is the alias of 0.0." + owner + " already");
        }
    }

    boolean exists(long number) {
        return number >= 0 && traits.contains(number);
    }

    boolean has(long number, Trait trait) {
        return (traits.get(number, 0) & trait.bit) != 0;
    }

    void set(long number, Trait trait, boolean on) {
        long old = traits.get(number, 0);
        traits.put(number, on ? old | trait.bit : old & ~trait.bit);
    }

    /** The number of the account that a text names, or {@link #UNKNOWN}. */
    long locate(String text) {
        long number = numberOf(text);
        if (number == UNKNOWN) {
            String canonical = canonical(text);
            if (isAlias(canonical)) {
                return byAlias.getOrDefault(canonical, UNKNOWN);
            }
            number = number(canonical);
        }
        return exists(number) ? number : UNKNOWN;
    }

    ResolvedAccount resolve(String text) {
        String canonical = canonical(text);
        long number = locate(canonical);
        return number == UNKNOWN
                ? new ResolvedAccount(AccountId.of(canonical), false)
                : new ResolvedAccount(id(number), true);
    }

    static AccountId id(long number) {
        return AccountId.of(NUMBER_PREFIX + number);
    }

    static boolean isAlias(String canonical) {
        return canonical.startsWith("0x");
    }

    /** The number of {@code 0.0.number}. */
    static long number(String canonical) {
        return Long.parseLong(canonical.substring(NUMBER_PREFIX.length()));
    }

    /** Either {@code 0.0.n} or {@code 0x} and 40 small hexadecimal digits, which are not the long-zero form of a number. */
    static String canonical(String text) {
        if (numberOf(text) != UNKNOWN) {
            return text;
        }
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            throw new InvalidAccountException(text, ACCEPTED);
        }
        // The root locale: in a Turkish one the hexadecimal digits are safe, but nobody should have to know that.
        String digits = address.group(1).toLowerCase(Locale.ROOT);
        long low = HexFormat.fromHexDigitsToLong(digits, 24, 40);
        return digits.startsWith(LONG_ZERO) && low >= 0 ? NUMBER_PREFIX + low : "0x" + digits;
    }

    /** The {@code n} of {@code 0.0.n}, or {@link #UNKNOWN}; by hand, as it is asked several times for each payment. */
    private static long numberOf(String text) {
        int first = NUMBER_PREFIX.length();
        if (!text.startsWith(NUMBER_PREFIX) || text.length() == first) {
            return UNKNOWN;
        }
        long number = 0;
        for (int i = first; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            boolean leadingZero = number == 0 && i > first;
            if (digit < 0 || digit > 9 || leadingZero || number > (Long.MAX_VALUE - digit) / 10) {
                return UNKNOWN;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
