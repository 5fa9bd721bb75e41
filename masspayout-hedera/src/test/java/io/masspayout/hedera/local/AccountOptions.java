package io.masspayout.hedera.local;

import io.masspayout.hedera.local.world.Account;
import io.masspayout.hedera.local.world.Entity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What may be special about an account. Made by {@link LocalLedger}. */
public final class AccountOptions {

    private int maxAutomaticAssociations;
    private boolean receiverSignatureRequired;
    private boolean hollow;
    private @Nullable String evmAlias;

    AccountOptions() {}

    /** Slots for tokens nobody asked it about: 0 by default, -1 for any number. */
    public AccountOptions maxAutoAssociations(int slots) {
        maxAutomaticAssociations = slots;
        return this;
    }

    /** Every credit needs the account's own signature. */
    public AccountOptions receiverSignatureRequired() {
        receiverSignatureRequired = true;
        return this;
    }

    /** An EVM address, with or without 0x. */
    public AccountOptions evmAlias(String address) {
        String digits = address.startsWith("0x") ? address.substring(2) : address;
        if (digits.length() != Entity.EVM_DIGITS) {
            throw new IllegalArgumentException("not an EVM address: " + address);
        }
        evmAlias = digits.toLowerCase(Locale.ROOT);
        return this;
    }

    /** Nobody has shown its key yet; it needs an EVM alias. */
    public AccountOptions hollow() {
        hollow = true;
        return this;
    }

    Account account(long number, com.hedera.hashgraph.sdk.Key key, long created) {
        if (hollow && evmAlias == null) {
            throw new IllegalArgumentException("a hollow account needs an EVM alias");
        }
        return new Account(
                number,
                hollow ? null : key,
                hollow ? Account.UNLIMITED : maxAutomaticAssociations,
                receiverSignatureRequired,
                evmAlias,
                false,
                created);
    }
}
