package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.Key;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.FractionalFee;
import io.masspayout.hedera.local.world.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a fungible token is like. Made by {@link LocalLedger}; without further calls: 2 decimals, no units, no keys. */
public final class TokenOptions {

    private String name = "Test Token";
    private String symbol = "TEST";
    private int decimals = 2;
    private long supply;
    private boolean freezeDefault;
    private @Nullable Key admin;
    private @Nullable Key kyc;
    private @Nullable Key freeze;
    private @Nullable Key wipe;
    private @Nullable Key supplyKey;
    private @Nullable Key pause;
    private final List<FractionalFee> fees = new ArrayList<>();

    TokenOptions() {}

    public TokenOptions name(String newName, String newSymbol) {
        name = newName;
        symbol = newSymbol;
        return this;
    }

    public TokenOptions decimals(int places) {
        decimals = places;
        return this;
    }

    /** Units the treasury begins with, in the smallest denomination. */
    public TokenOptions supply(long units) {
        supply = units;
        return this;
    }

    public TokenOptions adminKey(Key key) {
        admin = key;
        return this;
    }

    /** Holders need a grant before they can hold it. */
    public TokenOptions kycKey(Key key) {
        kyc = key;
        return this;
    }

    /** Holders can be frozen. */
    public TokenOptions freezeKey(Key key) {
        freeze = key;
        return this;
    }

    /** New associations begin frozen; needs a freeze key. */
    public TokenOptions freezeDefault() {
        freezeDefault = true;
        return this;
    }

    public TokenOptions wipeKey(Key key) {
        wipe = key;
        return this;
    }

    public TokenOptions supplyKey(Key key) {
        supplyKey = key;
        return this;
    }

    /** The whole token can be paused. */
    public TokenOptions pauseKey(Key key) {
        pause = key;
        return this;
    }

    /**
     * A part of every transfer goes to a collector, who must be associated with the token.
     *
     * @param maximum 0 for none
     * @param netOfTransfers whether the sender pays on top; otherwise recipients get less
     */
    public TokenOptions fractionalFee(
            long numerator, long denominator, long minimum, long maximum, String collector, boolean netOfTransfers) {
        fees.add(new FractionalFee(numerator, denominator, minimum, maximum, Entity.number(collector), netOfTransfers));
        return this;
    }

    long supply() {
        return supply;
    }

    Token token(long number, long treasury, long created) {
        if (freezeDefault && freeze == null) {
            throw new IllegalArgumentException("a token that freezes by default needs a freeze key");
        }
        return new Token(
                number,
                name,
                symbol,
                decimals,
                supply,
                supply,
                treasury,
                new Token.Keys(admin, kyc, freeze, wipe, supplyKey, pause),
                freezeDefault,
                false,
                false,
                fees,
                created,
                created);
    }
}
