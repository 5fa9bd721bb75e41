package io.masspayout.testing;

import io.masspayout.ledger.TokenInfo;
import io.masspayout.model.AccountId;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** One token, or the native currency: who holds how much of it, and who may not. Guarded by its {@link LedgerState}. */
final class TokenState {

    final TokenId id;
    final LongTable balances = new LongTable();
    private final LongTable restrictions = new LongTable();

    String name;
    String symbol;
    int decimals;
    AccountId treasury = AccountId.of("0.0.0");
    boolean paused;
    boolean deleted;
    boolean arrivesInFull = true;

    @Nullable
    PaymentCurrency paymentCurrency;

    @Nullable
    String evmAddress;

    /** Counts changes of balances, so that two snapshots of the same balances can share their memory. */
    long version;

    /** When balances were last changed by hand: nobody knows what they were before. */
    long setUpAt;

    private BigInteger supply = BigInteger.ZERO;

    /** Why an account may not move the token; a bit each. */
    enum Restriction {
        NOT_ASSOCIATED(1 << 0),
        FROZEN(1 << 1),
        WITHOUT_KYC(1 << 2);

        private final long bit;

        Restriction(long bit) {
            this.bit = bit;
        }
    }

    TokenState(TokenId id, int decimals) {
        this.id = id;
        this.name = id.value();
        this.symbol = id.value();
        this.decimals = decimals;
    }

    boolean is(long account, Restriction restriction) {
        return (restrictions.get(account, 0) & restriction.bit) != 0;
    }

    void restrict(long account, Restriction restriction, boolean on) {
        long old = restrictions.get(account, 0);
        restrictions.put(account, on ? old | restriction.bit : old & ~restriction.bit);
    }

    long balance(long account) {
        return balances.get(account, 0);
    }

    void setUp(long account, long units, long now) {
        if (units < 0) {
            throw new IllegalArgumentException("a balance must not be negative but is " + units);
        }
        BigInteger after = supply.add(BigInteger.valueOf(units)).subtract(BigInteger.valueOf(balance(account)));
        if (after.bitLength() > Long.SIZE - 1) {
            throw new IllegalArgumentException("all balances of " + id + " together are beyond a long: " + after);
        }
        supply = after;
        balances.put(account, units);
        version++;
        setUpAt = now;
    }

    /** Moves units; the supply stays the same, so no sum can overflow. */
    void move(long from, long to, long units) {
        long left = balance(from) - units;
        if (left < 0) {
            throw new IllegalStateException("0.0." + from + " has too little of " + id);
        }
        balances.put(from, left);
        balances.put(to, Math.addExact(balance(to), units));
        version++;
    }

    TokenInfo info() {
        return new TokenInfo(
                id,
                name,
                symbol,
                decimals,
                supply.longValueExact(),
                treasury,
                paused,
                arrivesInFull,
                paymentCurrency,
                evmAddress);
    }
}
