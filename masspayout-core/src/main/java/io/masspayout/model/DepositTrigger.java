package io.masspayout.model;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which deposits set an automatic distribution going. Its text is what the column {@code trigger_condition} holds:
 *
 * <pre>
 * DEPOSIT INTO 0.0.1234 OF 0.0.429274
 * DEPOSIT INTO 0.0.1234 OF 0.0.429274 AT LEAST 1000.00
 * </pre>
 *
 * @param into the account or contract, canonical
 * @param token what has to come
 * @param atLeast how much at least, in units of the token; zero for any amount
 */
public record DepositTrigger(AccountId into, TokenId token, BigDecimal atLeast) {

    private static final Pattern TEXT =
            Pattern.compile("DEPOSIT INTO (\\S+) OF (\\S+)(?: AT LEAST ([0-9]+(?:\\.[0-9]+)?))?");

    public DepositTrigger {
        Objects.requireNonNull(into, "into");
        Objects.requireNonNull(token, "token");
        if (atLeast.signum() < 0) {
            throw new IllegalArgumentException("atLeast must not be negative but is " + atLeast.toPlainString());
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static DepositTrigger parse(String text) {
        Matcher read = TEXT.matcher(text);
        if (!read.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no trigger; write DEPOSIT INTO account OF token [AT LEAST amount]");
        }
        BigDecimal atLeast = read.group(3) == null ? BigDecimal.ZERO : new BigDecimal(read.group(3));
        return new DepositTrigger(AccountId.of(read.group(1)), TokenId.of(read.group(2)), atLeast);
    }

    /** Whether a deposit sets it going. */
    public boolean fits(AccountId account, TokenId deposited, BigDecimal amount) {
        return account.equals(into) && deposited.equals(token) && amount.compareTo(atLeast) >= 0;
    }

    @Override
    public String toString() {
        return "DEPOSIT INTO " + into + " OF " + token
                + (atLeast.signum() == 0 ? "" : " AT LEAST " + atLeast.toPlainString());
    }
}
