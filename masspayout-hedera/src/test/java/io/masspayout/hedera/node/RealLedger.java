package io.masspayout.hedera.node;

import com.hedera.hashgraph.sdk.AccountAllowanceApproveTransaction;
import com.hedera.hashgraph.sdk.AccountBalanceQuery;
import com.hedera.hashgraph.sdk.AccountCreateTransaction;
import com.hedera.hashgraph.sdk.AccountDeleteTransaction;
import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.Client;
import com.hedera.hashgraph.sdk.Hbar;
import com.hedera.hashgraph.sdk.PrecheckStatusException;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.TokenAssociateTransaction;
import com.hedera.hashgraph.sdk.TokenCreateTransaction;
import com.hedera.hashgraph.sdk.TokenFreezeTransaction;
import com.hedera.hashgraph.sdk.TokenGrantKycTransaction;
import com.hedera.hashgraph.sdk.TokenId;
import com.hedera.hashgraph.sdk.TokenPauseTransaction;
import com.hedera.hashgraph.sdk.TokenUnfreezeTransaction;
import com.hedera.hashgraph.sdk.TokenUnpauseTransaction;
import com.hedera.hashgraph.sdk.TransactionId;
import com.hedera.hashgraph.sdk.TransactionRecordQuery;
import com.hedera.hashgraph.sdk.TransferTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * Sets a {@link RealNode}'s ledger up and looks at it, by the plain SDK with the operator: nothing of the library under test
 * takes part. Safe for use by many threads, except {@link #crash}.
 */
public final class RealLedger implements TestNetwork, AutoCloseable {

    /** Hbars of an account that is to pay fees itself. */
    private static final Hbar PLENTY = new Hbar(1_000);

    private final RealNode node;
    private final InstantSource clock;
    private final Client client;
    private final SetUp setUp;
    private final Map<AccountId, PrivateKey> keys = new ConcurrentHashMap<>();
    private final Map<TokenId, Boolean> wantsKyc = new ConcurrentHashMap<>();

    /** @param node runs, and is closed by whoever started it */
    public RealLedger(RealNode node, InstantSource clock) {
        this.node = node;
        this.clock = clock;
        client = node.client();
        setUp = new SetUp(client);
    }

    // ---- accounts

    @Override
    public List<AccountId> accounts(int count, int slots) {
        PrivateKey shared = PrivateKey.generateED25519(); // a key for each of thousands would be a second of nothing
        return setUp.many(count, i -> create(shared, options -> options.setMaxAutomaticTokenAssociations(slots)));
    }

    @Override
    public AccountId signingReceiver() {
        return create(PrivateKey.generateED25519(), options -> options.setReceiverSignatureRequired(true));
    }

    /** A new account with hbars of its own, as whoever pays for transactions needs them. ECDSA only where {@link RealNode#knowsEcdsa}. */
    public AccountId payer(PrivateKey key) {
        return create(key, options -> options.setInitialBalance(PLENTY).setMaxAutomaticTokenAssociations(-1));
    }

    /** A new account with what the options say. */
    public AccountId create(PrivateKey key, UnaryOperator<AccountCreateTransaction> options) {
        AccountCreateTransaction creation =
                options.apply(new AccountCreateTransaction().setKeyWithoutAlias(key.getPublicKey()));
        AccountId account = setUp.run(creation, key).accountId;
        keys.put(account, key);
        return account;
    }

    public void delete(AccountId account) {
        setUp.run(new AccountDeleteTransaction().setAccountId(account).setTransferAccountId(operator()), key(account));
    }

    @Override
    public PrivateKey key(AccountId account) {
        PrivateKey key = account.equals(operator()) ? operatorKey() : keys.get(account);
        if (key == null) {
            throw new IllegalArgumentException(account + " was not made here");
        }
        return key;
    }

    // ---- tokens

    @Override
    public TokenId token(long supply) {
        return create(newToken(supply), false);
    }

    @Override
    public TokenId tokenWithKyc(long supply) {
        return create(newToken(supply).setKycKey(operatorKey()), true);
    }

    private TokenId create(TokenCreateTransaction creation, boolean withKyc) {
        TokenId token = setUp.run(creation).tokenId;
        wantsKyc.put(token, withKyc);
        return token;
    }

    private TokenCreateTransaction newToken(long supply) {
        return new TokenCreateTransaction()
                .setTokenName("Payment token")
                .setTokenSymbol("PAY")
                .setDecimals(2)
                .setInitialSupply(supply)
                .setTreasuryAccountId(operator())
                .setAdminKey(operatorKey())
                .setFreezeKey(operatorKey())
                .setPauseKey(operatorKey())
                .setSupplyKey(operatorKey());
    }

    /** So many new accounts that can be paid at once. Two thousand take less than a minute. */
    public List<AccountId> holders(TokenId token, int count) {
        List<AccountId> accounts = accounts(count, 0);
        setUp.each(accounts, account -> {
            associate(token, account);
            if (wantsKyc.getOrDefault(token, false)) {
                grantKyc(token, account);
            }
        });
        return accounts;
    }

    @Override
    public void associate(TokenId token, AccountId account) {
        setUp.run(new TokenAssociateTransaction().setAccountId(account).setTokenIds(List.of(token)), key(account));
    }

    @Override
    public void grantKyc(TokenId token, AccountId account) {
        setUp.run(new TokenGrantKycTransaction().setTokenId(token).setAccountId(account));
    }

    @Override
    public void freeze(TokenId token, AccountId account) {
        setUp.run(new TokenFreezeTransaction().setTokenId(token).setAccountId(account));
    }

    public void unfreeze(TokenId token, AccountId account) {
        setUp.run(new TokenUnfreezeTransaction().setTokenId(token).setAccountId(account));
    }

    @Override
    public void pause(TokenId token) {
        setUp.run(new TokenPauseTransaction().setTokenId(token));
    }

    public void unpause(TokenId token) {
        setUp.run(new TokenUnpauseTransaction().setTokenId(token));
    }

    /** Gives an account some of the operator's tokens, which it must be able to receive. */
    public void fund(TokenId token, AccountId account, long amount) {
        setUp.run(new TransferTransaction()
                .addTokenTransfer(token, operator(), -amount)
                .addTokenTransfer(token, account, amount));
    }

    /** Lets the spender move so much of what the owner has. */
    public void approve(TokenId token, AccountId owner, AccountId spender, long amount) {
        setUp.run(
                new AccountAllowanceApproveTransaction().approveTokenAllowance(token, owner, spender, amount),
                key(owner));
    }

    // ---- looking

    @Override
    public long balance(AccountId account, TokenId token) {
        return balances(account).getOrDefault(token, 0L);
    }

    /** All that an account holds, by the node's own query. */
    @SuppressWarnings("deprecation") // the node still answers it, and no other query of a node does
    public Map<TokenId, Long> balances(AccountId account) {
        try {
            return new AccountBalanceQuery().setAccountId(account).execute(client).tokens;
        } catch (PrecheckStatusException | TimeoutException e) {
            throw new IllegalStateException("no balance of " + account, e);
        }
    }

    @Override
    public int pendingAirdrops(TransactionId airdrop) {
        try {
            return new TransactionRecordQuery()
                    .setTransactionId(airdrop)
                    .execute(client)
                    .pendingAirdropRecords
                    .size();
        } catch (PrecheckStatusException | TimeoutException e) {
            throw new IllegalStateException("no record of " + airdrop, e);
        }
    }

    // ---- the network itself

    /** The SDK with the operator, for whatever is not here. It stays open as long as this ledger. */
    public Client client() {
        return client;
    }

    @Override
    public Map<String, AccountId> nodes() {
        return node.network();
    }

    @Override
    public AccountId operator() {
        return RealNode.OPERATOR;
    }

    @Override
    public PrivateKey operatorKey() {
        return RealNode.OPERATOR_KEY;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void awaitTime(Instant time) {
        for (Instant now = now(); !now.isAfter(time); now = now()) {
            try {
                TimeUnit.NANOSECONDS.sleep(Duration.between(now, time).toNanos() + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted before " + time, e);
            }
        }
    }

    @Override
    public void crash() {
        node.kill();
        node.start();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (TimeoutException e) {
            throw new IllegalStateException("the client does not close", e);
        }
    }
}
