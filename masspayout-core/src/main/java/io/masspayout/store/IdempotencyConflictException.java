package io.masspayout.store;

import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.MassPayoutException;

/** The idempotency key belongs to a distribution with other content. Nothing was changed. */
public final class IdempotencyConflictException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    private final transient DistributionId existing;

    public IdempotencyConflictException(Distribution existing, Distribution asked) {
        super("idempotencyKey = '" + existing.idempotencyKey() + "' belongs to distribution " + existing.id()
                + " with other content: stored " + describe(existing) + ", asked for " + describe(asked)
                + "; use a new key for a new distribution");
        this.existing = existing.id();
    }

    /** The distribution that has the key. */
    public DistributionId existing() {
        return existing;
    }

    private static String describe(Distribution d) {
        return d.type() + " of asset " + d.assetId() + ", " + d.terms().basis() + " "
                + d.terms().input().toPlainString() + " " + d.terms().payoutType() + " in "
                + d.currency().token() + ", concept '"
                + d.concept() + "' (fingerprint "
                + beginning(d.fingerprint()) + ")";
    }

    /** Enough of the hash to tell two apart; what stands before the colon is the version of its making. */
    private static String beginning(String fingerprint) {
        String hash = fingerprint.substring(fingerprint.indexOf(':') + 1);
        return hash.substring(0, Math.min(8, hash.length()));
    }
}
