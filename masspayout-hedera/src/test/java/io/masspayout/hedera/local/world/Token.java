package io.masspayout.hedera.local.world;

import com.hedera.hashgraph.sdk.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fungible token as it was from a certain time on.
 *
 * @param created consensus time in nanoseconds
 * @param modified since when this state holds, in nanoseconds
 */
public record Token(
        long number,
        String name,
        String symbol,
        int decimals,
        long initialSupply,
        long totalSupply,
        long treasury,
        Keys keys,
        boolean freezeDefault,
        boolean paused,
        boolean deleted,
        List<FractionalFee> fractionalFees,
        long created,
        long modified) {

    public Token {
        fractionalFees = List.copyOf(fractionalFees);
    }

    /** The keys of a token; each may be absent. */
    public record Keys(
            @Nullable Key admin,
            @Nullable Key kyc,
            @Nullable Key freeze,
            @Nullable Key wipe,
            @Nullable Key supply,
            @Nullable Key pause) {}

    public Token withSupply(long supply, long at) {
        return new Token(
                number,
                name,
                symbol,
                decimals,
                initialSupply,
                supply,
                treasury,
                keys,
                freezeDefault,
                paused,
                deleted,
                fractionalFees,
                created,
                at);
    }

    public Token withPaused(boolean isPaused, long at) {
        return new Token(
                number,
                name,
                symbol,
                decimals,
                initialSupply,
                totalSupply,
                treasury,
                keys,
                freezeDefault,
                isPaused,
                deleted,
                fractionalFees,
                created,
                at);
    }

    public Token asDeleted(long at) {
        return new Token(
                number,
                name,
                symbol,
                decimals,
                initialSupply,
                totalSupply,
                treasury,
                keys,
                freezeDefault,
                paused,
                true,
                fractionalFees,
                created,
                at);
    }
}
