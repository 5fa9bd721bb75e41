package io.masspayout.hedera.local.world;

import com.hedera.hashgraph.sdk.proto.CryptoTransferTransactionBody;
import com.hedera.hashgraph.sdk.proto.TokenTransferList;
import java.util.HashSet;
import java.util.Set;

/** What transfers cost (HIP-1261), in tinybars at 20 HBAR for a dollar. */
public final class Fees {

    /** 0.0001 dollar. */
    private static final long UNIT = 200_000;

    /** Node and network fee, all that a duplicate or throttled transaction pays. */
    static final long NODE_AND_NETWORK = UNIT;

    /** 0.05 dollar for an association that a transfer brings about, and for an account that it creates. */
    static final long ASSOCIATION = 500 * UNIT;

    /** Two accounts are in the base price. */
    private static final int ACCOUNTS_INCLUDED = 2;

    /** A token transfer costs ten times an HBAR transfer. */
    private static final long TOKEN_BASE = 10 * UNIT;

    /** Bytes beyond this are paid for. */
    private static final int BYTES_INCLUDED = 1350;

    /** 0.00001 dollar a byte. */
    private static final long PER_BYTE = UNIT / 10;

    /** 0.0001 dollar for every signature after the first. */
    private static final long PER_SIGNATURE = UNIT;

    /** Where fees go that are not the node's. */
    static final long FEE_ACCOUNT = 98;

    /** One tenth of node and network fee is the node's. */
    static final long NODE_SHARE = UNIT / 10;

    private Fees() {}

    /** The normal fee of a transfer, without associations. */
    public static long of(CryptoTransferTransactionBody transfer, int signatures, int size, boolean customFees) {
        Set<Object> accounts = new HashSet<>();
        transfer.getTransfers().getAccountAmountsList().forEach(line -> accounts.add(line.getAccountID()));
        for (TokenTransferList token : transfer.getTokenTransfersList()) {
            token.getTransfersList().forEach(line -> accounts.add(line.getAccountID()));
        }
        int tokens = transfer.getTokenTransfersCount();
        long base = tokens == 0 ? UNIT : customFees ? 2 * TOKEN_BASE : TOKEN_BASE;
        return base
                + UNIT * Math.max(0, accounts.size() - ACCOUNTS_INCLUDED)
                + UNIT * Math.max(0, tokens - 1)
                + PER_SIGNATURE * Math.max(0, signatures - 1)
                + PER_BYTE * Math.max(0, size - BYTES_INCLUDED);
    }
}
