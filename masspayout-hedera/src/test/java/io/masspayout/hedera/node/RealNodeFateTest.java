package io.masspayout.hedera.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.TransactionId;
import com.hedera.hashgraph.sdk.TransactionRecord;
import com.hedera.hashgraph.sdk.TransactionRecordQuery;
import io.masspayout.hedera.HederaGateway;
import io.masspayout.hedera.HederaGatewayBuilder;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.transaction.NodeCopy;
import io.masspayout.hedera.transaction.StoredTransfer;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.LedgerOutcome.EverybodyPaid;
import io.masspayout.ledger.LedgerOutcome.NobodyPaid;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Payment;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of transfers on a real node: when their time passes, when the node dies, and when a signature is missing. */
@NeedsRealNode
class RealNodeFateTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long FUNDS = 100;

    /** What the gateway keeps between two answers of a mirror node, and a little more. */
    private static final Duration REPLICAS = Duration.ofSeconds(31);

    private final RealLedger ledger;
    private final NodeBackedMirror mirror;
    private final RealSetting setting;
    private final Treasury treasury;
    private final HederaGateway gateway;

    RealNodeFateTest(RealLedger ledger, NodeBackedMirror mirror) {
        this.ledger = ledger;
        this.mirror = mirror;
        setting = new RealSetting(ledger, mirror);
        treasury = setting.treasury(setting.holder(), FUNDS);
        gateway = gateway(setting.signer(treasury.account()));
    }

    /** With the shortest validity that there is, as its end is waited for here; so every test says that it is long enough to send. */
    private HederaGateway gateway(LocalKeySigner treasurySigner) {
        return setting.gateway(HederaGatewayBuilder.MIN_VALIDITY)
                .treasury(treasury.account().value(), treasurySigner)
                .build();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void theNodeKnowsATransferByTheHashThatWasStored() throws Exception {
        Signed signed = signed(gateway, setting.holder());

        assertThat(submit(gateway, signed)).isInstanceOf(Settled.class);

        TransactionId id = StoredTransfer.read(signed.bytes()).id().toSdk();
        TransactionRecord done =
                new TransactionRecordQuery().setTransactionId(id).execute(ledger.client());
        assertThat(StoredTransfer.read(signed.bytes()).copies())
                .extracting(NodeCopy::hash)
                .containsExactly(Bytes.of(done.transactionHash.toByteArray()));
        assertThat(done.transactionMemo)
                .isEqualTo(StoredTransfer.read(signed.bytes()).memo());
    }

    @Test
    void aRecipientWhoMustSignIsToldFromATreasuryWithAnotherKey() {
        AccountId signing = RealSetting.own(ledger.signingReceiver());
        ledger.associate(setting.token(), RealSetting.sdk(signing));
        ledger.grantKyc(setting.token(), RealSetting.sdk(signing));
        mirror.awaitReadBeyond(ledger.now());

        Submission because = submit(gateway, signed(gateway, setting.holder(), signing));

        assertThat(because)
                .isInstanceOfSatisfying(
                        Settled.class,
                        settled -> assertThat(settled.outcome()).isInstanceOfSatisfying(NobodyPaid.class, nobody -> {
                            assertThat(nobody.failure().code()).isEqualTo(FailureCode.RECEIVER_SIGNATURE_REQUIRED);
                            assertThat(nobody.failure().detail()).contains("INVALID_SIGNATURE");
                            assertThat(nobody.culprits()).containsExactly(signing);
                        }));

        try (HederaGateway wrong = gateway(LocalKeySigner.of(PrivateKey.generateED25519()))) {
            assertThat(submit(wrong, signed(wrong, setting.holder())))
                    .isInstanceOfSatisfying(
                            Settled.class,
                            settled -> assertThat(settled.outcome())
                                    .isInstanceOfSatisfying(NobodyPaid.class, nobody -> {
                                        assertThat(nobody.failure().code())
                                                .isEqualTo(FailureCode.TREASURY_KEY_REJECTED);
                                        assertThat(nobody.failure().detail()).contains("INVALID_SIGNATURE");
                                        assertThat(nobody.culprits()).isEmpty();
                                    }));
        }
        assertThat(setting.balance(treasury.account())).isEqualTo(FUNDS);
    }

    @Test
    void whatWasNotSentIsDeadWhenTheLedgersTimeHasPassedItsWindow() {
        AccountId recipient = setting.holder();
        Signed signed = signed(gateway, recipient);

        assertThat(gateway.resolve(signed)).isInstanceOf(Resolution.Unknown.class);
        mirror.awaitReadBeyond(signed.validUntil().plus(REPLICAS));

        assertThat(gateway.resolve(signed)).isInstanceOf(Resolution.Dead.class);
        assertThat(submit(gateway, signed)).isInstanceOf(Submission.Refused.class);
        assertThat(setting.balance(recipient)).isZero();
    }

    @Test
    void aLaterTransferOfTheSamePayerProvesItSooner() {
        Signed lost = signed(gateway, setting.holder());
        mirror.awaitReadBeyond(lost.validUntil());

        assertThat(gateway.resolve(lost)).isInstanceOf(Resolution.Unknown.class);
        assertThat(submit(gateway, signed(gateway, setting.holder()))).isInstanceOf(Settled.class);

        assertThat(gateway.resolve(lost)).isInstanceOf(Resolution.Dead.class);
    }

    @Test
    void whatTookEffectIsFoundAfterItsWindowAndAfterTheNodeHasDied() {
        AccountId recipient = setting.holder();
        Signed signed = signed(gateway, recipient);
        assertThat(submit(gateway, signed)).isInstanceOf(Settled.class);

        ledger.crash();
        assertThat(submit(gateway, signed)).isNotInstanceOf(Settled.class);
        mirror.awaitReadBeyond(signed.validUntil());

        assertPaid(gateway.resolve(signed));
        assertThat(setting.balance(recipient)).isEqualTo(1);
        assertThat(setting.balance(treasury.account())).isEqualTo(FUNDS - 1);
    }

    private static void assertPaid(Resolution resolution) {
        assertThat(resolution)
                .isInstanceOfSatisfying(
                        Settled.class, settled -> assertThat(settled.outcome()).isEqualTo(new EverybodyPaid()));
    }

    private Signed signed(HederaGateway by, AccountId... recipients) {
        BatchReference reference =
                new BatchReference(new DistributionId(UUID.randomUUID()), new BatchId(UUID.randomUUID()));
        List<Payment> payments = List.of(recipients).stream()
                .map(recipient -> new Payment(recipient, 1))
                .toList();
        return await(
                by.sign(by.allocate(new BatchInstruction(reference, treasury, setting.currency(), payments, false))));
    }

    private static Submission submit(HederaGateway by, Signed signed) {
        return await(by.submit(signed));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
