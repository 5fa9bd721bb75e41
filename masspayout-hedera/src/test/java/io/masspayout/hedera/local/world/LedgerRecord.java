package io.masspayout.hedera.local.world;

import com.google.protobuf.ByteString;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import java.util.List;

/**
 * What the network recorded about one transaction.
 *
 * @param consensus in nanoseconds, unique
 * @param nonce 0 for what a user sent, more for what that brought about
 * @param name as the mirror node calls the kind, for example {@code CRYPTOTRANSFER}
 * @param entity the entity it created or changed, or {@link #NONE}
 * @param node the account of the node that submitted it, or {@link #NONE}
 * @param fee charged, in tinybars
 * @param validSeconds {@link #NONE} for children
 * @param effects what it changed; empty for one that failed and was free
 */
public record LedgerRecord(
        long consensus,
        TransactionKey key,
        int nonce,
        String name,
        ResponseCodeEnum status,
        long entity,
        long node,
        ByteString hash,
        ByteString memo,
        long fee,
        long maxFee,
        long validSeconds,
        List<HbarChange> hbar,
        List<UnitChange> units,
        List<AssessedFee> assessedFees,
        List<Effect> effects) {

    /** Stands for "there is none". */
    public static final long NONE = 0;

    public LedgerRecord {
        hbar = List.copyOf(hbar);
        units = List.copyOf(units);
        assessedFees = List.copyOf(assessedFees);
        effects = List.copyOf(effects);
    }

    /** A line of the HBAR list. */
    public record HbarChange(long account, long tinybars, boolean approval) {}

    /** A line of the token lists. */
    public record UnitChange(long token, long account, long units, boolean approval) {}

    /** A custom fee that was taken. */
    public record AssessedFee(long token, long units, long collector, List<Long> payers) {

        public AssessedFee {
            payers = List.copyOf(payers);
        }
    }

    /**
     * Whether the id stays free: after these a later copy of the transaction may still succeed (the network's set
     * {@code NODE_FAILURES}).
     */
    public boolean isNodeFailure() {
        return status == ResponseCodeEnum.INVALID_NODE_ACCOUNT || status == ResponseCodeEnum.INVALID_PAYER_SIGNATURE;
    }
}
