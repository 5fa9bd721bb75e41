package io.masspayout.hedera.node;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.TokenId;
import com.hedera.hashgraph.sdk.TransactionId;
import io.masspayout.hedera.local.AccountOptions;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.local.TokenOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The local network, whose time runs like the machine's and can be moved on. */
final class LocalTestNetwork implements TestNetwork, AutoCloseable {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final PrivateKey holderKey = PrivateKey.generateED25519();
    private final LocalNetwork network;

    LocalTestNetwork(InstantSource clock) {
        network = LocalNetwork.builder(() -> clock.instant().plus(ahead.get())).start();
    }

    @Override
    public Map<String, AccountId> nodes() {
        return network.nodes();
    }

    @Override
    public AccountId operator() {
        return new AccountId(0, 0, 2);
    }

    @Override
    public PrivateKey operatorKey() {
        return network.ledger().operatorKey();
    }

    @Override
    public PrivateKey key(AccountId account) {
        return account.equals(operator()) ? operatorKey() : holderKey;
    }

    @Override
    public List<AccountId> accounts(int count, int slots) {
        return IntStream.range(0, count)
                .mapToObj(i -> create(options -> options.maxAutoAssociations(slots)))
                .toList();
    }

    @Override
    public AccountId signingReceiver() {
        return create(AccountOptions::receiverSignatureRequired);
    }

    private AccountId create(UnaryOperator<AccountOptions> options) {
        return AccountId.fromString(network.ledger().createAccount(holderKey, 0, options));
    }

    @Override
    public TokenId token(long supply) {
        return create(supply, options -> options);
    }

    @Override
    public TokenId tokenWithKyc(long supply) {
        return create(supply, options -> options.kycKey(operatorKey()));
    }

    private TokenId create(long supply, UnaryOperator<TokenOptions> more) {
        return TokenId.fromString(network.ledger()
                .createToken(
                        operator().toString(),
                        options -> more.apply(
                                options.supply(supply).freezeKey(operatorKey()).pauseKey(operatorKey()))));
    }

    @Override
    public void associate(TokenId token, AccountId account) {
        network.ledger().associate(account.toString(), token.toString());
    }

    @Override
    public void grantKyc(TokenId token, AccountId account) {
        network.ledger().grantKyc(account.toString(), token.toString());
    }

    @Override
    public void freeze(TokenId token, AccountId account) {
        network.ledger().freeze(account.toString(), token.toString());
    }

    @Override
    public void pause(TokenId token) {
        network.ledger().pause(token.toString());
    }

    @Override
    public long balance(AccountId account, TokenId token) {
        return network.ledger().balance(account.toString(), token.toString());
    }

    @Override
    public boolean knowsAirdrops() {
        return false;
    }

    @Override
    public int pendingAirdrops(TransactionId airdrop) {
        throw new UnsupportedOperationException("the local network has no airdrops");
    }

    @Override
    public Instant now() {
        return network.ledger().now();
    }

    @Override
    public void awaitTime(Instant time) {
        Duration missing = Duration.between(now(), time);
        if (!missing.isNegative()) {
            ahead.updateAndGet(so -> so.plus(missing).plusNanos(1));
        }
    }

    @Override
    public void crash() {
        network.faults().nodeDown();
        network.faults().forgetSubmitted();
        network.faults().nodeUp();
    }

    @Override
    public void close() {
        network.close();
    }
}
