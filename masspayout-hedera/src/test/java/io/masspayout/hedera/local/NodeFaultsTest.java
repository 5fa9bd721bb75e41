package io.masspayout.hedera.local;

import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.OK;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.RECEIPT_NOT_FOUND;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.SUCCESS;
import static io.masspayout.hedera.local.LocalLedger.HBAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.util.concurrent.ListenableFuture;
import com.hedera.hashgraph.sdk.MaxAttemptsExceededException;
import com.hedera.hashgraph.sdk.PrecheckStatusException;
import com.hedera.hashgraph.sdk.Status;
import com.hedera.hashgraph.sdk.TransferTransaction;
import com.hedera.hashgraph.sdk.proto.CryptoServiceGrpc;
import com.hedera.hashgraph.sdk.proto.TransactionResponse;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on request, as the SDK and the bare wire see it. */
class NodeFaultsTest {

    private Scene scene;
    private Wallet wallet;
    private String holder;

    @BeforeEach
    void start() {
        scene = new Scene();
        wallet = new Wallet(scene.network);
        holder = scene.holder();
    }

    @AfterEach
    void stop() throws TimeoutException {
        wallet.close();
        scene.close();
    }

    private TransferTransaction payment() {
        return wallet.hbar(wallet.id(scene.treasury), holder, 100);
    }

    private long paid() {
        return scene.ledger.balance(holder, HBAR);
    }

    @Test
    void withoutFaultsTheSdkJustWorks() throws Exception {
        assertThat(wallet.outcome(payment(), scene.key)).isEqualTo(Status.SUCCESS);
        assertThat(paid()).isEqualTo(100);
    }

    @Test
    void aLostRequestIsNeverExecuted() {
        scene.faults.loseNextRequest(Loss.UNAVAILABLE);
        assertThatThrownBy(() -> wallet.send(payment(), scene.key))
                .isInstanceOf(MaxAttemptsExceededException.class)
                .hasCauseInstanceOf(StatusRuntimeException.class);
        assertThat(paid()).isZero();
    }

    @Test
    void aLostAnswerHidesASuccess() throws Exception {
        scene.faults.loseNextAnswer(Loss.UNAVAILABLE);
        TransferTransaction payment = payment();
        assertThatThrownBy(() -> wallet.send(payment, scene.key)).isInstanceOf(MaxAttemptsExceededException.class);
        assertThat(paid()).isEqualTo(100);
        assertThat(wallet.receipt(payment.getTransactionId(), 1).status).isEqualTo(Status.SUCCESS);
    }

    @Test
    void anAnswerThatNeverComesIsATimeout() {
        scene.faults.loseNextAnswer(Loss.SILENCE);
        TransferTransaction payment = payment().setGrpcDeadline(Duration.ofMillis(500));
        assertThatThrownBy(() -> wallet.send(payment, scene.key)).isInstanceOf(TimeoutException.class);
        assertThat(paid()).isEqualTo(100);
    }

    @Test
    void aRequestDeliveredTwiceLooksLikeADuplicate() {
        scene.faults.duplicateNext();
        Throwable thrown = catchThrowable(() -> wallet.send(payment(), scene.key));
        assertThat(thrown).isInstanceOf(PrecheckStatusException.class);
        assertThat(((PrecheckStatusException) thrown).status).isEqualTo(Status.DUPLICATE_TRANSACTION);
        assertThat(paid()).isEqualTo(100);
    }

    @Test
    void everyLossLooksAsItSays() {
        for (Loss how : new Loss[] {Loss.UNAVAILABLE, Loss.RESET, Loss.DEADLINE_EXCEEDED}) {
            scene.faults.loseNextRequest(how);
            assertThatThrownBy(() -> scene.submit(scene.payment()))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            thrown -> assertThat(thrown.getStatus().getCode())
                                    .isEqualTo(how.status().getCode()));
        }
        assertThat(scene.submit(scene.payment())).isEqualTo(OK);
    }

    @Test
    void aNodeThatIsDownRefusesConnectionsAndComesBackAsItWas() {
        TransferBody before = scene.payment();
        assertThat(scene.submit(before)).isEqualTo(OK);
        LocalFaults first = scene.faults.at(wallet.node(0));
        first.nodeDown();
        assertThatThrownBy(() -> scene.submit(scene.payment()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        thrown -> assertThat(thrown.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.UNAVAILABLE));
        assertThat(scene.wire.status(before.id(), 1)).isEqualTo(SUCCESS);
        first.nodeUp();
        try (Wire again = new Wire(scene.network)) {
            assertThat(again.status(before.id(), 0)).isEqualTo(SUCCESS);
        }
    }

    @Test
    void anAnswerCanBeHeldBack() throws Exception {
        scene.faults.holdAnswers(1);
        CryptoServiceGrpc.CryptoServiceFutureStub node =
                CryptoServiceGrpc.newFutureStub(scene.wire.node(0).getChannel());
        TransferBody body = scene.payment();
        ListenableFuture<TransactionResponse> answer = node.cryptoTransfer(body.sign(scene.key));
        // The next call on the same connection is answered later than the one that is held.
        while (scene.wire.status(body.id(), 0) != SUCCESS) {
            Thread.onSpinWait();
        }
        assertThat(answer.isDone()).isFalse();
        while (!answer.isDone()) {
            scene.faults.releaseAnswers();
        }
        assertThat(answer.get().getNodeTransactionPrecheckCode()).isEqualTo(OK);
    }

    @Test
    void aLateAnswerArrives() {
        scene.faults.delayAnswers(Duration.ofMillis(50), 1);
        TransferBody patient = scene.payment();
        assertThat(scene.submit(patient)).isEqualTo(OK);
        scene.faults.delayAnswers(Duration.ofSeconds(30), 1);
        TransferBody impatient = scene.payment();
        assertThatThrownBy(() -> scene.wire
                        .node(0)
                        .withDeadlineAfter(300, TimeUnit.MILLISECONDS)
                        .cryptoTransfer(impatient.sign(scene.key)))
                .isInstanceOf(StatusRuntimeException.class);
        assertThat(scene.wire.status(impatient.id(), 0)).isEqualTo(SUCCESS);
    }

    @Test
    void receiptsFailApart() {
        TransferBody body = scene.payment();
        assertThat(scene.submit(body)).isEqualTo(OK);
        scene.faults.receiptsUnavailable(Loss.UNAVAILABLE, 1);
        assertThatThrownBy(() -> scene.wire.status(body.id(), 0)).isInstanceOf(StatusRuntimeException.class);
        scene.faults.refuseReceipts(Status.RECEIPT_NOT_FOUND, 1);
        assertThat(scene.wire.status(body.id(), 0)).isEqualTo(RECEIPT_NOT_FOUND);
        assertThat(scene.wire.status(body.id(), 0)).isEqualTo(SUCCESS);
    }

    @Test
    void aFaultHitsTheNodeItIsAimedAt() {
        scene.faults.at(wallet.node(1)).loseNextRequest(Loss.UNAVAILABLE, LocalFaults.ALWAYS);
        assertThat(scene.submit(scene.payment())).isEqualTo(OK);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() ->
                            scene.wire.submit(scene.payment().node("0.0.4").sign(scene.key), 1))
                    .isInstanceOf(StatusRuntimeException.class);
        }
        scene.faults.at(wallet.node(1)).heal();
        assertThat(scene.wire.submit(scene.payment().node("0.0.4").sign(scene.key), 1))
                .isEqualTo(OK);
    }

    @Test
    void everythingHealsAtOnce() {
        scene.faults.busyNext(LocalFaults.ALWAYS);
        scene.faults.dropAfterAccept(3);
        scene.faults.stallConsensus();
        scene.faults.at(wallet.node(2)).nodeDown();
        assertThat(scene.faults.left()).isEqualTo(3);
        scene.faults.healAll();
        assertThat(scene.faults.left()).isZero();
        assertThat(scene.outcome(scene.payment())).isEqualTo(SUCCESS);
    }
}
