package io.masspayout.hedera.local;

import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.DUPLICATE_TRANSACTION;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INVALID_PAYER_SIGNATURE;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.OK;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.RECEIPT_NOT_FOUND;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.SUCCESS;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.THROTTLED_AT_CONSENSUS;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.TRANSACTION_EXPIRED;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.UNKNOWN;
import static io.masspayout.hedera.local.LocalLedger.HBAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.Status;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.Transaction;
import com.hedera.hashgraph.sdk.proto.TransactionGetReceiptResponse;
import com.hedera.hashgraph.sdk.proto.TransactionReceipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An id takes effect once, and how long the nodes remember it. */
class DuplicatesTest {

    private static final Duration LATENCY = Duration.ofSeconds(4);

    private static Scene slow() {
        return new Scene(builder -> builder.consensusLatency(LATENCY));
    }

    @Test
    void theSameBytesAreKnownAtEveryNodeOnceTheyWereExecuted() {
        try (Scene scene = new Scene()) {
            TransferBody body = scene.payment();
            assertThat(scene.submit(body)).isEqualTo(OK);
            assertThat(scene.submit(body)).isEqualTo(DUPLICATE_TRANSACTION);
            assertThat(scene.wire.submit(body.node("0.0.4").sign(scene.key), 1)).isEqualTo(DUPLICATE_TRANSACTION);
        }
    }

    @Test
    void anotherBodyWithTheSameIdIsADuplicateToo() {
        try (Scene scene = new Scene()) {
            TransferBody body = scene.payment();
            String holder = scene.holder();
            assertThat(scene.submit(body)).isEqualTo(OK);
            TransferBody other = scene.body().hbar(scene.treasury, -5).hbar(holder, 5);
            other.frame().setTransactionID(body.id());
            assertThat(scene.submit(other)).isEqualTo(DUPLICATE_TRANSACTION);
            assertThat(scene.ledger.balance(holder, HBAR)).isZero();
        }
    }

    @Test
    void untilGossipArrivesAnotherNodeKnowsNothing() {
        try (Scene scene = slow()) {
            TransferBody body = scene.payment();
            assertThat(scene.submit(body)).isEqualTo(OK);
            assertThat(scene.wire.status(body.id(), 0)).isEqualTo(UNKNOWN);
            assertThat(scene.wire.status(body.id(), 1)).isEqualTo(RECEIPT_NOT_FOUND);
            scene.pass(LATENCY.dividedBy(2));
            assertThat(scene.wire.status(body.id(), 1)).isEqualTo(UNKNOWN);
            scene.pass(LATENCY.dividedBy(2));
            assertThat(scene.wire.status(body.id(), 1)).isEqualTo(SUCCESS);
        }
    }

    @Test
    void twoNodesMayAcceptOneIdButItRunsOnce() {
        try (Scene scene = slow()) {
            String holder = scene.holder();
            TransferBody body = scene.body().hbar(scene.treasury, -100).hbar(holder, 100);
            assertThat(scene.wire.submit(body.sign(scene.key), 0)).isEqualTo(OK);
            assertThat(scene.wire.submit(body.node("0.0.4").sign(scene.key), 1)).isEqualTo(OK);
            scene.pass(LATENCY);
            TransactionGetReceiptResponse receipt = scene.wire.receipt(body.id(), 2);
            assertThat(receipt.getReceipt().getStatus()).isEqualTo(SUCCESS);
            assertThat(receipt.getDuplicateTransactionReceiptsList())
                    .extracting(TransactionReceipt::getStatus)
                    .containsExactly(DUPLICATE_TRANSACTION);
            assertThat(scene.ledger.balance(holder, HBAR)).isEqualTo(100);
            // The transfer of two accounts, and node and network fee of the duplicate.
            assertThat(scene.ledger.balance(scene.treasury, HBAR))
                    .isEqualTo(Scene.TREASURY_TINYBARS - 100 - 200_000 - 200_000);
        }
    }

    @Test
    void aNodeThatForgotPaysForItsOwnDuplicate() {
        try (Scene scene = slow()) {
            TransferBody body = scene.payment();
            Transaction signed = body.sign(scene.key);
            assertThat(scene.wire.submit(signed, 0)).isEqualTo(OK);
            scene.faults.at(scene.network.nodes().values().iterator().next()).forgetSubmitted();
            assertThat(scene.wire.submit(signed, 0)).isEqualTo(OK);
            scene.pass(LATENCY);
            assertThat(scene.wire.receipt(body.id(), 0).getDuplicateTransactionReceiptsCount())
                    .isEqualTo(1);
            assertThat(scene.ledger.balance(scene.treasury, HBAR)).isEqualTo(Scene.TREASURY_TINYBARS - 1 - 200_000);
        }
    }

    @Test
    void aNodesFailureDoesNotUseUpTheId() {
        try (Scene scene = slow()) {
            scene.faults.failNextAtConsensus(Status.INVALID_PAYER_SIGNATURE);
            TransferBody body = scene.payment();
            assertThat(scene.wire.submit(body.sign(scene.key), 0)).isEqualTo(OK);
            assertThat(scene.wire.submit(body.node("0.0.4").sign(scene.key), 1)).isEqualTo(OK);
            scene.pass(LATENCY);
            TransactionGetReceiptResponse receipt = scene.wire.receipt(body.id(), 0);
            assertThat(receipt.getReceipt().getStatus()).isEqualTo(SUCCESS);
            assertThat(receipt.getDuplicateTransactionReceiptsList())
                    .extracting(TransactionReceipt::getStatus)
                    .containsExactly(INVALID_PAYER_SIGNATURE);
        }
    }

    @Test
    void everyOtherFailureUsesUpTheId() {
        try (Scene scene = slow()) {
            scene.faults.failNextAtConsensus(Status.THROTTLED_AT_CONSENSUS);
            TransferBody body = scene.payment();
            assertThat(scene.wire.submit(body.sign(scene.key), 0)).isEqualTo(OK);
            assertThat(scene.wire.submit(body.node("0.0.4").sign(scene.key), 1)).isEqualTo(OK);
            scene.pass(LATENCY);
            TransactionGetReceiptResponse receipt = scene.wire.receipt(body.id(), 0);
            assertThat(receipt.getReceipt().getStatus()).isEqualTo(THROTTLED_AT_CONSENSUS);
            assertThat(receipt.getDuplicateTransactionReceiptsList())
                    .extracting(TransactionReceipt::getStatus)
                    .containsExactly(DUPLICATE_TRANSACTION);
        }
    }

    @Test
    void theTimeBoxHoldsAtConsensusToo() {
        try (Scene scene = new Scene()) {
            scene.faults.stallConsensus();
            TransferBody body = scene.payment();
            assertThat(scene.submit(body)).isEqualTo(OK);
            scene.pass(Duration.ofSeconds(119));
            assertThat(scene.wire.status(body.id(), 0)).isEqualTo(UNKNOWN);
            scene.pass(Duration.ofSeconds(1));
            scene.faults.releaseConsensus();
            assertThat(scene.wire.status(body.id(), 0)).isEqualTo(TRANSACTION_EXPIRED);
            assertThat(scene.ledger.balance(scene.treasury, HBAR)).isEqualTo(Scene.TREASURY_TINYBARS);
        }
    }

    @Test
    void aReceiptIsForgottenThreeMinutesAfterTheStartOfValidity() {
        try (Scene scene = new Scene()) {
            TransferBody body = scene.payment();
            assertThat(scene.outcome(body)).isEqualTo(SUCCESS);
            // The start of validity was one second ago.
            scene.pass(Duration.ofSeconds(179));
            assertThat(scene.wire.status(body.id(), 0)).isEqualTo(SUCCESS);
            scene.pass(Duration.ofNanos(2));
            assertThat(scene.wire.status(body.id(), 0)).isEqualTo(RECEIPT_NOT_FOUND);
        }
    }

    @Test
    void anAcceptedTransactionMayNeverBeHeardOfAgain() {
        try (Scene scene = new Scene()) {
            scene.faults.dropAfterAccept();
            TransferBody body = scene.payment();
            assertThat(scene.submit(body)).isEqualTo(OK);
            assertThat(scene.submit(body)).isEqualTo(DUPLICATE_TRANSACTION);
            assertThat(scene.wire.status(body.id(), 0)).isEqualTo(UNKNOWN);
            assertThat(scene.wire.status(body.id(), 1)).isEqualTo(RECEIPT_NOT_FOUND);
            assertThat(scene.wire.submit(body.node("0.0.4").sign(scene.key), 1)).isEqualTo(OK);
            assertThat(scene.wire.status(body.id(), 0)).isEqualTo(SUCCESS);
        }
    }

    @Test
    void ofManyCopiesAtOnceOneRuns() throws Exception {
        try (Scene scene = new Scene()) {
            String holder = scene.holder();
            TransferBody body = scene.body().hbar(scene.treasury, -7).hbar(holder, 7);
            List<Transaction> copies = IntStream.range(0, 4)
                    .mapToObj(node -> body.node("0.0." + (3 + node)).sign(scene.key))
                    .toList();
            int threads = 16;
            CountDownLatch together = new CountDownLatch(threads);
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                List<Future<ResponseCodeEnum>> answers = IntStream.range(0, threads)
                        .mapToObj(i -> pool.submit((Callable<ResponseCodeEnum>) () -> {
                            together.countDown();
                            together.await();
                            return scene.wire.submit(copies.get(i % 4), i % 4);
                        }))
                        .toList();
                int accepted = 0;
                for (Future<ResponseCodeEnum> answer : answers) {
                    assertThat(answer.get()).isIn(OK, DUPLICATE_TRANSACTION);
                    accepted += answer.get() == OK ? 1 : 0;
                }
                assertThat(accepted).isEqualTo(1);
                assertThat(scene.ledger.balance(holder, HBAR)).isEqualTo(7);
            } finally {
                pool.shutdownNow();
            }
        }
    }
}
