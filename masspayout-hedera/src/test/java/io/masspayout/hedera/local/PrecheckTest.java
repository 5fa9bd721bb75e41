package io.masspayout.hedera.local;

import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.ACCOUNT_REPEATED_IN_ACCOUNT_AMOUNTS;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.BATCH_KEY_SET_ON_NON_INNER_TRANSACTION;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.BUSY;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.DUPLICATE_TRANSACTION;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.EMPTY_TOKEN_TRANSFER_ACCOUNT_AMOUNTS;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.FAIL_INVALID;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INSUFFICIENT_PAYER_BALANCE;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INSUFFICIENT_TX_FEE;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INVALID_ACCOUNT_AMOUNTS;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INVALID_NODE_ACCOUNT;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INVALID_SIGNATURE;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INVALID_TRANSACTION;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INVALID_TRANSACTION_BODY;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INVALID_TRANSACTION_DURATION;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INVALID_TRANSACTION_START;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.KEY_PREFIX_MISMATCH;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.MEMO_TOO_LONG;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.NOT_SUPPORTED;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.OK;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.PAYER_ACCOUNT_DELETED;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.PAYER_ACCOUNT_NOT_FOUND;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.PLATFORM_NOT_ACTIVE;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.PLATFORM_TRANSACTION_NOT_CREATED;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.TRANSACTION_EXPIRED;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.TRANSACTION_HAS_UNKNOWN_FIELDS;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.TRANSACTION_ID_FIELD_NOT_ALLOWED;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.TRANSACTION_OVERSIZE;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.TRANSFERS_NOT_ZERO_SUM_FOR_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.Status;
import com.hedera.hashgraph.sdk.proto.Key;
import com.hedera.hashgraph.sdk.proto.Query;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.Transaction;
import com.hedera.hashgraph.sdk.proto.TransactionBody;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The checks of a node, each for itself and in their order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrecheckTest {

    private Scene scene;

    @BeforeAll
    void start() {
        scene = new Scene();
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    private ResponseCodeEnum submit(TransferBody body) {
        return scene.submit(body);
    }

    @Test
    void whatIsNoTransactionIsInvalid() {
        assertThat(scene.wire.submit(Transaction.getDefaultInstance(), 0)).isEqualTo(INVALID_TRANSACTION);
        Transaction garbage = Transaction.newBuilder()
                .setSignedTransactionBytes(ByteString.copyFromUtf8("garbage"))
                .build();
        assertThat(scene.wire.submit(garbage, 0)).isEqualTo(INVALID_TRANSACTION);
        Transaction empty =
                TransferBody.sign(scene.body().frame().clearCryptoTransfer().build(), scene.key);
        assertThat(scene.wire.submit(empty, 0)).isEqualTo(INVALID_TRANSACTION_BODY);
    }

    @Test
    void moreThanSixKilobytesAreTooMuch() {
        TransferBody body = scene.payment();
        PrivateKey[] keys = new PrivateKey[70];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = PrivateKey.generateED25519();
        }
        assertThat(scene.wire.submit(body.sign(keys), 0)).isEqualTo(TRANSACTION_OVERSIZE);
    }

    @Test
    void aFieldTheNetworkDoesNotKnowIsRefused() throws Exception {
        // Field 999, a varint: a newer SDK than the network.
        byte[] unknown = {(byte) 0xb8, 0x3e, 0x01};
        ByteString body = scene.payment().frame().build().toByteString().concat(ByteString.copyFrom(unknown));
        Transaction signed = TransferBody.sign(TransactionBody.parseFrom(body), scene.key);
        assertThat(scene.wire.submit(signed, 0)).isEqualTo(TRANSACTION_HAS_UNKNOWN_FIELDS);
    }

    @Test
    void aMemoMayHaveAHundredBytesOfUtf8() {
        assertThat(submit(scene.payment().memo("ü".repeat(50)))).isEqualTo(OK);
        assertThat(submit(scene.payment().memo("ü".repeat(50) + "x"))).isEqualTo(MEMO_TOO_LONG);
    }

    @Test
    void anIdOfAUserHasNeitherNonceNorSchedule() {
        TransferBody nonce = scene.payment();
        nonce.frame().setTransactionID(nonce.id().toBuilder().setNonce(1));
        assertThat(submit(nonce)).isEqualTo(TRANSACTION_ID_FIELD_NOT_ALLOWED);
        TransferBody scheduled = scene.payment();
        scheduled.frame().setTransactionID(scheduled.id().toBuilder().setScheduled(true));
        assertThat(submit(scheduled)).isEqualTo(TRANSACTION_ID_FIELD_NOT_ALLOWED);
    }

    @Test
    void aBatchKeyBelongsIntoABatch() {
        TransferBody body = scene.payment();
        body.frame()
                .setBatchKey(Key.newBuilder()
                        .setEd25519(ByteString.copyFrom(scene.key.getPublicKey().toBytesRaw())));
        assertThat(submit(body)).isEqualTo(BATCH_KEY_SET_ON_NON_INNER_TRANSACTION);
    }

    @Test
    void aKeyMayNotSignTwice() {
        assertThat(scene.wire.submit(scene.payment().sign(scene.key, scene.key), 0))
                .isEqualTo(KEY_PREFIX_MISMATCH);
    }

    @Test
    void aBodyIsForOneNode() {
        assertThat(submit(scene.payment().node("0.0.4"))).isEqualTo(INVALID_NODE_ACCOUNT);
        assertThat(scene.wire.submit(scene.payment().node("0.0.4").sign(scene.key), 1))
                .isEqualTo(OK);
    }

    @Test
    void validityIsBetween15And180Seconds() {
        assertThat(submit(scene.payment().valid(14))).isEqualTo(INVALID_TRANSACTION_DURATION);
        assertThat(submit(scene.payment().valid(15))).isEqualTo(OK);
        assertThat(submit(scene.payment().valid(180))).isEqualTo(OK);
        assertThat(submit(scene.payment().valid(181))).isEqualTo(INVALID_TRANSACTION_DURATION);
    }

    @Test
    void tenSecondsOfValidityMustBeLeft() {
        Instant now = scene.clock.instant();
        TransferBody tooLate = new TransferBody(scene.treasury, now.minusSeconds(110)).hbar(scene.treasury, 0);
        TransferBody justInTime =
                new TransferBody(scene.treasury, now.minusSeconds(110).plusNanos(1)).hbar(scene.treasury, 0);
        assertThat(submit(tooLate)).isEqualTo(TRANSACTION_EXPIRED);
        assertThat(submit(justInTime)).isEqualTo(OK);
    }

    @Test
    void aBodySignedForLaterIsTakenWhenItsTimeHasCome() {
        TransferBody later = new TransferBody(
                        scene.treasury, scene.clock.instant().plusSeconds(60))
                .hbar(scene.treasury, -1)
                .hbar("0.0.2", 1);
        assertThat(submit(later)).isEqualTo(INVALID_TRANSACTION_START);
        scene.pass(Duration.ofMinutes(1));
        assertThat(submit(later)).isEqualTo(OK);
    }

    @Test
    void listsMustAddUpToNothing() {
        assertThat(submit(scene.body().hbar(scene.treasury, -2).hbar("0.0.2", 1)))
                .isEqualTo(INVALID_ACCOUNT_AMOUNTS);
        String token = scene.token(options -> options);
        assertThat(submit(scene.body().units(token, scene.treasury, -2).units(token, "0.0.2", 1)))
                .isEqualTo(TRANSFERS_NOT_ZERO_SUM_FOR_TOKEN);
        assertThat(submit(scene.body().units(token, scene.treasury, 0).units(token, "0.0.2", 0)))
                .isEqualTo(INVALID_ACCOUNT_AMOUNTS);
        assertThat(submit(scene.body().decimals(token, 2))).isEqualTo(EMPTY_TOKEN_TRANSFER_ACCOUNT_AMOUNTS);
    }

    @Test
    void anAccountAppearsOnceInAList() {
        assertThat(submit(scene.body().hbar(scene.treasury, -2).hbar("0.0.2", 1).hbar("0.0.2", 1)))
                .isEqualTo(ACCOUNT_REPEATED_IN_ACCOUNT_AMOUNTS);
    }

    @Test
    void thePayerExistsAndSigns() {
        assertThat(submit(new TransferBody("0.0.99999", scene.start()).hbar("0.0.2", 0)))
                .isEqualTo(PAYER_ACCOUNT_NOT_FOUND);
        String gone = scene.ledger.createAccount(scene.key.getPublicKey(), 10);
        scene.ledger.deleteAccount(gone);
        assertThat(submit(new TransferBody(gone, scene.start()).hbar(gone, 0))).isEqualTo(PAYER_ACCOUNT_DELETED);
        assertThat(scene.wire.submit(scene.payment().sign(scene.otherKey), 0)).isEqualTo(INVALID_SIGNATURE);
        assertThat(scene.wire.submit(scene.payment().sign(), 0)).isEqualTo(INVALID_SIGNATURE);
    }

    @Test
    void anEcdsaKeySignsToo() {
        String payer = scene.ledger.createAccount(scene.otherKey.getPublicKey(), TransferBody.FEE);
        TransferBody body =
                new TransferBody(payer, scene.start()).hbar(payer, -1).hbar("0.0.2", 1);
        assertThat(scene.wire.submit(body.sign(scene.key), 0)).isEqualTo(INVALID_SIGNATURE);
        assertThat(scene.wire.submit(body.sign(scene.otherKey), 0)).isEqualTo(OK);
    }

    @Test
    void aSignatureOfOtherBytesIsNone() {
        Transaction good = scene.payment().sign(scene.key);
        byte[] bytes = good.toByteArray();
        bytes[bytes.length - 5] ^= 1;
        Transaction bent = scene.payment().sign(scene.key);
        try {
            bent = Transaction.parseFrom(bytes);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError("the last bytes belong to the signature", e);
        }
        assertThat(scene.wire.submit(bent, 0)).isEqualTo(INVALID_SIGNATURE);
    }

    @Test
    void theFeeMustBeOfferedAndThere() {
        TransferBody mean = scene.payment();
        mean.frame().setTransactionFee(199_999);
        assertThat(submit(mean)).isEqualTo(INSUFFICIENT_TX_FEE);
        String poor = scene.ledger.createAccount(scene.key.getPublicKey(), 199_999);
        assertThat(submit(new TransferBody(poor, scene.start()).hbar(poor, 0))).isEqualTo(INSUFFICIENT_PAYER_BALANCE);
    }

    @Test
    void aRefusedTransactionMayComeAgain() {
        scene.faults.busyNext(2);
        TransferBody body = scene.payment();
        assertThat(submit(body)).isEqualTo(BUSY);
        assertThat(submit(body)).isEqualTo(BUSY);
        assertThat(submit(body)).isEqualTo(OK);
    }

    // ---- the order: what a code says about an earlier copy

    @Test
    void anExpiredCopyIsToldSoEvenIfTheFirstOneSucceeded() {
        TransferBody body = scene.payment();
        assertThat(scene.outcome(body)).isEqualTo(ResponseCodeEnum.SUCCESS);
        scene.pass(Duration.ofSeconds(110));
        assertThat(submit(body)).isEqualTo(TRANSACTION_EXPIRED);
    }

    @Test
    void platformTroubleComesBeforeEverything() {
        scene.faults.precheckNext(Status.PLATFORM_NOT_ACTIVE);
        assertThat(scene.wire.submit(Transaction.getDefaultInstance(), 0)).isEqualTo(PLATFORM_NOT_ACTIVE);
    }

    @Test
    void aDuplicateIsToldBeforeTheThrottleAndBeforeTheLists() {
        TransferBody body = scene.payment();
        assertThat(submit(body)).isEqualTo(OK);
        scene.faults.busyNext(1);
        assertThat(submit(body.hbar("0.0.98", 5))).isEqualTo(DUPLICATE_TRANSACTION);
        assertThat(submit(scene.body().hbar(scene.treasury, 7))).isEqualTo(BUSY);
    }

    @Test
    void theWrongNodeIsToldBeforeADuplicate() {
        TransferBody body = scene.payment();
        assertThat(submit(body)).isEqualTo(OK);
        assertThat(wire(body, 1)).isEqualTo(INVALID_NODE_ACCOUNT);
    }

    private ResponseCodeEnum wire(TransferBody body, int node) {
        return scene.wire.submit(body.sign(scene.key), node);
    }

    @Test
    void theListsAreLookedAtBeforeThePayer() {
        assertThat(submit(new TransferBody("0.0.99999", scene.start()).hbar("0.0.2", 1)))
                .isEqualTo(INVALID_ACCOUNT_AMOUNTS);
    }

    @Test
    void thePlatformRefusesLast() {
        scene.faults.precheckNext(Status.PLATFORM_TRANSACTION_NOT_CREATED);
        TransferBody body = scene.payment();
        assertThat(scene.wire.submit(scene.payment().sign(scene.otherKey), 0)).isEqualTo(INVALID_SIGNATURE);
        assertThat(submit(body)).isEqualTo(PLATFORM_TRANSACTION_NOT_CREATED);
        assertThat(submit(body)).isEqualTo(OK);
    }

    @Test
    void failInvalidMayHideASuccess() {
        TransferBody body = scene.payment();
        scene.faults.answerNext(Status.FAIL_INVALID);
        assertThat(submit(body)).isEqualTo(FAIL_INVALID);
        assertThat(scene.wire.status(body.id(), 0)).isEqualTo(ResponseCodeEnum.SUCCESS);
    }

    @Test
    void whatIsNotServedSaysSo() {
        Transaction transaction = scene.payment().sign(scene.key);
        assertThat(scene.wire.node(0).createAccount(transaction).getNodeTransactionPrecheckCode())
                .isEqualTo(NOT_SUPPORTED);
        Query balance = Query.newBuilder()
                .setCryptogetAccountBalance(
                        com.hedera.hashgraph.sdk.proto.CryptoGetAccountBalanceQuery.getDefaultInstance())
                .build();
        assertThat(scene.wire
                        .node(0)
                        .cryptoGetBalance(balance)
                        .getCryptogetAccountBalance()
                        .getHeader()
                        .getNodeTransactionPrecheckCode())
                .isEqualTo(BUSY);
    }
}
