package io.masspayout.hedera.node;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.TokenId;
import com.hedera.hashgraph.sdk.TransactionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What tests can do with a Hedera network past the library: make accounts and tokens in every state, and look. Each method
 * returns when the network has it.
 */
public interface TestNetwork {

    /** {@code host:port} and account of each node. */
    Map<String, AccountId> nodes();

    /** An account with hbars enough for everything. */
    AccountId operator();

    PrivateKey operatorKey();

    /** The key of an account made here. */
    PrivateKey key(AccountId account);

    /**
     * New accounts that hold nothing.
     *
     * @param slots how many tokens may come to it without being asked (automatic associations, HIP-904); -1 for any number
     */
    List<AccountId> accounts(int count, int slots);

    /** A new account that must sign whatever comes to it, as {@code receiver_sig_required} says. */
    AccountId signingReceiver();

    /** A new token, with its whole supply at the operator, which may freeze and pause it. */
    TokenId token(long supply);

    /** The same, and accounts may have it only after {@link #grantKyc}. */
    TokenId tokenWithKyc(long supply);

    void associate(TokenId token, AccountId account);

    void grantKyc(TokenId token, AccountId account);

    void freeze(TokenId token, AccountId account);

    void pause(TokenId token);

    /** Smallest units; 0 for an account that is not associated. */
    long balance(AccountId account, TokenId token);

    /** Whether it has airdrops (HIP-904) at all. */
    default boolean knowsAirdrops() {
        return true;
    }

    /** How many airdrops the transaction left for their receivers to claim. */
    int pendingAirdrops(TransactionId airdrop);

    /** The time by which the nodes judge a transaction's validity now. */
    Instant now();

    /** Returns when the network's time is past the given one. */
    void awaitTime(Instant time);

    /** All nodes die without warning, and come back on what they had stored. */
    void crash();

    default AccountId account() {
        return accounts(1, 0).get(0);
    }
}
