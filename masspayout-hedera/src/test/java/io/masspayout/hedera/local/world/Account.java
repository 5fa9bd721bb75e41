package io.masspayout.hedera.local.world;

import com.hedera.hashgraph.sdk.Key;
import org.jspecify.annotations.Nullable;

/**
 * An account without its balances.
 *
 * @param key null for a hollow account, whose key nobody has shown yet
 * @param maxAutomaticAssociations 0 for none, -1 for any number (HIP-904)
 * @param evmAlias 40 hex digits in lower case, or null
 * @param created consensus time in nanoseconds
 */
public record Account(
        long number,
        @Nullable Key key,
        int maxAutomaticAssociations,
        boolean receiverSignatureRequired,
        @Nullable String evmAlias,
        boolean deleted,
        long created) {

    /** What auto-created accounts get (HIP-904). */
    public static final int UNLIMITED = -1;

    /** An account that came into being because somebody paid its EVM address. */
    static Account hollow(long number, String evmAlias, long created) {
        return new Account(number, null, UNLIMITED, false, evmAlias, false, created);
    }

    public Account asDeleted() {
        return new Account(number, key, maxAutomaticAssociations, receiverSignatureRequired, evmAlias, true, created);
    }

    /** Whether its own signature is wanted for what it receives, from now on. */
    public Account withReceiverSignatureRequired(boolean required) {
        return new Account(number, key, maxAutomaticAssociations, required, evmAlias, deleted, created);
    }
}
