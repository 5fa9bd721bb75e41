package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.Transaction;
import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** A network whose time stands still, with a treasury that pays from 100 HBAR, and the means to speak to it. */
final class Scene implements AutoCloseable {

    static final long TREASURY_TINYBARS = 10_000_000_000L;

    final ManualClock clock = ManualClock.at("2026-11-22T12:00:00Z");
    final PrivateKey key = PrivateKey.generateED25519();
    final PrivateKey otherKey = PrivateKey.generateECDSA();
    final LocalNetwork network;
    final LocalLedger ledger;
    final LocalFaults faults;
    final Wire wire;
    final MirrorReader mirror;
    final String treasury;

    private int bodies;

    Scene() {
        this(builder -> builder);
    }

    Scene(UnaryOperator<LocalNetwork.Builder> options) {
        network = options.apply(LocalNetwork.builder(clock)).start();
        ledger = network.ledger();
        faults = network.faults();
        wire = new Wire(network);
        mirror = new MirrorReader(network);
        treasury = ledger.createAccount(key.getPublicKey(), TREASURY_TINYBARS);
    }

    /** A new account with a key that does not pay. */
    String holder() {
        return ledger.createAccount(otherKey.getPublicKey(), 0);
    }

    String holder(UnaryOperator<AccountOptions> options) {
        return ledger.createAccount(otherKey.getPublicKey(), 0, options);
    }

    /** A token of the treasury with a million units. */
    String token(UnaryOperator<TokenOptions> options) {
        return ledger.createToken(treasury, token -> options.apply(token.supply(1_000_000)));
    }

    /** A new account that is associated with a token. */
    String holderOf(String token) {
        String holder = holder();
        ledger.associate(holder, token);
        return holder;
    }

    /** The start of validity for a new body: one second ago, never the same twice. */
    Instant start() {
        return clock.instant().minusSeconds(1).plusNanos(++bodies);
    }

    TransferBody body() {
        return new TransferBody(treasury, start());
    }

    /** A payment of one tinybar to the treasury of the network: always possible. */
    TransferBody payment() {
        return body().hbar(treasury, -1).hbar("0.0.2", 1);
    }

    TransferBody payment(String token, String holder, long units) {
        return body().units(token, treasury, -units).units(token, holder, units);
    }

    ResponseCodeEnum submit(TransferBody body) {
        return wire.submit(body.sign(key), 0);
    }

    /** What the first node says of a transfer the treasury has signed: the refusal, or the receipt. */
    ResponseCodeEnum outcome(TransferBody body, PrivateKey... moreKeys) {
        PrivateKey[] keys = new PrivateKey[moreKeys.length + 1];
        keys[0] = key;
        System.arraycopy(moreKeys, 0, keys, 1, moreKeys.length);
        Transaction signed = body.sign(keys);
        ResponseCodeEnum code = wire.submit(signed, 0);
        return code == ResponseCodeEnum.OK ? wire.status(body.id(), 0) : code;
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    public void close() {
        wire.close();
        network.close();
    }
}
