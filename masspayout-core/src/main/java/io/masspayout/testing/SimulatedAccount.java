package io.masspayout.testing;

import io.masspayout.model.AccountId;
import io.masspayout.model.TokenId;
import io.masspayout.testing.AddressBook.Trait;
import io.masspayout.testing.TokenState.Restriction;

/**
 * Describes an account of a {@link SimulatedNetwork}; every call takes effect at once, and may come at any time. Keeps nothing
 * itself. Safe for use by many threads.
 *
 * <p>Methods that name a token want one that was declared before, and throw {@link IllegalArgumentException} otherwise.
 */
public final class SimulatedAccount {

    private final LedgerState state;
    private final long number;

    SimulatedAccount(LedgerState state, long number) {
        this.state = state;
        this.number = number;
    }

    /** Its canonical id, {@code 0.0.n}. */
    public AccountId id() {
        return AddressBook.id(number);
    }

    /**
     * Gives it an EVM alias.
     *
     * @param address 20 bytes in hexadecimal, in any letter case, with or without {@code 0x}; not a long-zero address
     * @throws IllegalArgumentException when another account has it
     */
    public SimulatedAccount alias(String address) {
        String canonical = AddressBook.canonical(address);
        if (!AddressBook.isAlias(canonical)) {
            throw new IllegalArgumentException(address + " is an account's number, not an alias");
        }
        state.inAddressBook(book -> book.alias(number, canonical));
        return this;
    }

    /** Sets its balance of a token, in smallest units. The token's supply is the sum of all balances and follows. */
    public SimulatedAccount holds(String token, long units) {
        state.setUpBalance(TokenId.of(token), number, units);
        return this;
    }

    /** Ends its association with a token, so that it cannot receive it. */
    public SimulatedAccount dissociatedFrom(String token) {
        return restricted(token, Restriction.NOT_ASSOCIATED, true);
    }

    /** Associates it with a token, as accounts are unless said otherwise. */
    public SimulatedAccount associatedWith(String token) {
        return restricted(token, Restriction.NOT_ASSOCIATED, false);
    }

    /** Freezes it for a token. */
    public SimulatedAccount frozenFor(String token) {
        return restricted(token, Restriction.FROZEN, true);
    }

    /** Ends a freeze. */
    public SimulatedAccount unfrozenFor(String token) {
        return restricted(token, Restriction.FROZEN, false);
    }

    /** Takes away the identity check that a token demands. */
    public SimulatedAccount withoutKycFor(String token) {
        return restricted(token, Restriction.WITHOUT_KYC, true);
    }

    /** Gives it the identity check that a token demands, as accounts have it unless said otherwise. */
    public SimulatedAccount withKycFor(String token) {
        return restricted(token, Restriction.WITHOUT_KYC, false);
    }

    /** Makes it demand its own signature on whatever it receives, which no payout carries. */
    public SimulatedAccount signsReceipts() {
        return having(Trait.SIGNS_RECEIPTS, true);
    }

    /** Makes it refuse whatever it is sent. */
    public SimulatedAccount refuses() {
        return having(Trait.REFUSES, true);
    }

    /** Makes it take whatever it is sent, without a signature of its own, as accounts do unless said otherwise. */
    public SimulatedAccount accepts() {
        having(Trait.SIGNS_RECEIPTS, false);
        return having(Trait.REFUSES, false);
    }

    /** Makes the ledger reject its signature as a payer. */
    public SimulatedAccount keyRejected() {
        return having(Trait.KEY_REJECTED, true);
    }

    /** Makes the ledger accept its signature as a payer, as it does unless said otherwise. */
    public SimulatedAccount keyAccepted() {
        return having(Trait.KEY_REJECTED, false);
    }

    /** Deletes it. Its balances stay where they are. */
    public SimulatedAccount delete() {
        return having(Trait.DELETED, true);
    }

    private SimulatedAccount restricted(String token, Restriction restriction, boolean on) {
        state.ofToken(TokenId.of(token), known -> {
            known.restrict(number, restriction, on);
            return known;
        });
        return this;
    }

    private SimulatedAccount having(Trait trait, boolean on) {
        state.inAddressBook(book -> book.set(number, trait, on));
        return this;
    }
}
