package io.masspayout.testing;

import io.masspayout.model.AccountId;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.money.Units;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/**
 * Describes a token of a {@link SimulatedNetwork}; every call takes effect at once, and may come at any time. Keeps nothing
 * itself. Safe for use by many threads.
 */
public final class SimulatedToken {

    private final LedgerState state;
    private final TokenId id;

    SimulatedToken(LedgerState state, TokenId id) {
        this.state = state;
        this.id = id;
    }

    /** Its id. */
    public TokenId id() {
        return id;
    }

    /** The token as a payment currency. */
    public PaymentCurrency asCurrency() {
        return new PaymentCurrency(id, state.ofToken(id, token -> token.decimals));
    }

    /** Names it; without, name and symbol are its id. */
    public SimulatedToken named(String name, String symbol) {
        return with(token -> {
            token.name = name;
            token.symbol = symbol;
        });
    }

    /** Sets how many decimals its smallest units carry; 0 unless set. */
    public SimulatedToken decimals(int decimals) {
        if (decimals < 0 || decimals > Units.MAX_DECIMALS) {
            throw new IllegalArgumentException("decimals must be 0 to " + Units.MAX_DECIMALS + " but are " + decimals);
        }
        return with(token -> token.decimals = decimals);
    }

    /** Sets the token's own treasury account, which exists from here on. */
    public SimulatedToken treasury(String account) {
        AccountId treasury = AddressBook.id(state.open(account));
        return with(token -> token.treasury = treasury);
    }

    /** Says what its life-cycle contract pays with. */
    public SimulatedToken paysWith(PaymentCurrency currency) {
        return with(token -> token.paymentCurrency = currency);
    }

    /** Gives it an EVM address. */
    public SimulatedToken evmAddress(String address) {
        return with(token -> token.evmAddress = address.toLowerCase(Locale.ROOT));
    }

    /** Says whether recipients get exactly what was sent; they do unless said otherwise. */
    public SimulatedToken arrivesInFull(boolean inFull) {
        return with(token -> token.arrivesInFull = inFull);
    }

    /** Stops all transfers of it. */
    public SimulatedToken pause() {
        return with(token -> token.paused = true);
    }

    /** Allows transfers again. */
    public SimulatedToken unpause() {
        return with(token -> token.paused = false);
    }

    /** Deletes it. */
    public SimulatedToken delete() {
        return with(token -> token.deleted = true);
    }

    /**
     * Gives balances to accounts with consecutive numbers, which exist from here on.
     *
     * @param firstNumber the {@code n} of the first account's {@code 0.0.n}
     * @param balances smallest units by position, from 0
     */
    public SimulatedToken heldBy(long firstNumber, int count, LongUnaryOperator balances) {
        for (int i = 0; i < count; i++) {
            state.setUpBalance(id, firstNumber + i, balances.applyAsLong(i));
        }
        return this;
    }

    private SimulatedToken with(Consumer<TokenState> change) {
        state.ofToken(id, token -> {
            change.accept(token);
            return token;
        });
        return this;
    }
}
