package io.masspayout.hedera.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.Client;
import com.hedera.hashgraph.sdk.Hbar;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.TransferTransaction;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.SignedTransaction;
import com.hedera.hashgraph.sdk.proto.Transaction;
import com.hedera.hashgraph.sdk.proto.TransactionBody;
import com.hedera.hashgraph.sdk.proto.TransactionID;
import com.hedera.hashgraph.sdk.proto.TransactionList;
import io.grpc.Status;
import io.masspayout.hedera.transaction.NodeCopy;
import io.masspayout.hedera.transaction.StoredTransfer;
import io.masspayout.hedera.transaction.TransferId;
import io.masspayout.ledger.Bytes;
import io.masspayout.model.FailureCode;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ways in which the SDK sends by itself: another id after an expiry, the same again after a failure, another id after a receipt. Each would pay
 * twice, or hide that the first send got through. Here every request that reaches a node is counted.
 */
class SdkHazardsTest {

    private static final TransferId ID = new TransferId("0.0.2", Instant.parse("2026-03-31T12:00:00.000000123Z"));

    private final PrivateKey key = PrivateKey.generateED25519();
    private ScriptedNode one;
    private ScriptedNode other;
    private ConsensusNodes nodes;
    private List<NodeCopy> copies;

    @BeforeEach
    void open() throws IOException {
        one = new ScriptedNode("0.0.3");
        other = new ScriptedNode("0.0.4");
        nodes = new ConsensusNodes(
                () -> Client.forNetwork(Map.of(one.address(), one.account(), other.address(), other.account())));
        TransferTransaction transfer = new TransferTransaction()
                .setTransactionId(ID.toSdk())
                .setNodeAccountIds(List.of(one.account(), other.account()))
                .addHbarTransfer(AccountId.fromString("0.0.2"), Hbar.fromTinybars(-1))
                .addHbarTransfer(AccountId.fromString("0.0.1001"), Hbar.fromTinybars(1))
                .freeze()
                .sign(key);
        copies = StoredTransfer.read(Bytes.of(transfer.toBytes())).copies();
    }

    @AfterEach
    void close() {
        nodes.close();
        one.close();
        other.close();
    }

    @Test
    void whatTheNodeGetsIsWhatWasStored() throws Exception {
        assertThat(send()).isEqualTo(new NodeAnswer.Accepted());

        assertThat(received()).hasSize(1);
        assertThat(one.received()).singleElement().satisfies(transaction -> {
            assertThat(Bytes.of(sha384(transaction))).isEqualTo(copies.get(0).hash());
            assertThat(id(transaction)).isEqualTo(expectedId());
        });
    }

    /** By default the SDK makes a new id, signs again and sends: if an earlier send got through, that pays twice. */
    @Test
    void anExpiredTransactionGetsNoNewId() {
        one.says(ResponseCodeEnum.TRANSACTION_EXPIRED);

        assertThat(send())
                .isInstanceOfSatisfying(
                        NodeAnswer.Refused.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.EXPIRED_UNSEEN));
        assertThat(received())
                .hasSize(1)
                .allSatisfy(transaction -> assertThat(id(transaction)).isEqualTo(expectedId()));
    }

    static Stream<Status> breakages() {
        return Stream.of(
                Status.UNAVAILABLE,
                Status.RESOURCE_EXHAUSTED,
                Status.INTERNAL.withDescription("Received Rst Stream"),
                Status.DEADLINE_EXCEEDED,
                Status.CANCELLED,
                Status.UNKNOWN);
    }

    /** By default the SDK goes on to the next node, whose DUPLICATE then hides that the first one had accepted. */
    @ParameterizedTest
    @MethodSource("breakages")
    void afterABrokenCallNothingIsSentAgainAndTheAnswerIsDoubt(Status how) {
        one.breaks(how);

        assertThat(send()).isInstanceOf(NodeAnswer.Unclear.class);
        assertThat(received()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ResponseCodeEnum.class,
            names = {"BUSY", "PLATFORM_NOT_ACTIVE", "PLATFORM_TRANSACTION_NOT_CREATED", "INVALID_NODE_ACCOUNT"})
    void aRefusedSendIsOneSend(ResponseCodeEnum precheck) {
        one.says(precheck);

        assertThat(send()).isInstanceOf(NodeAnswer.NotTaken.class);
        assertThat(received()).hasSize(1);
    }

    @Test
    void aDuplicateIsNeitherSuccessNorFailure() {
        one.says(ResponseCodeEnum.DUPLICATE_TRANSACTION);

        assertThat(send()).isEqualTo(new NodeAnswer.Known());
    }

    @Test
    void anUnexpectedErrorInTheNodeLeavesDoubt() {
        one.says(ResponseCodeEnum.FAIL_INVALID);

        assertThat(send()).isInstanceOf(NodeAnswer.Unclear.class);
    }

    @Test
    void aNodeThatCannotBeReachedHasTakenNothing() {
        one.close();

        assertThat(send()).isInstanceOf(NodeAnswer.NotTaken.class);
    }

    /** After a breakdown the SDK takes a node for unhealthy and refuses to ask it, for seconds up to an hour. */
    @Test
    void aNodeThatFailedIsAskedAgainAtOnce() {
        one.breaks(Status.UNAVAILABLE);

        assertThat(send()).isInstanceOf(NodeAnswer.Unclear.class);
        assertThat(send()).isEqualTo(new NodeAnswer.Accepted());
        assertThat(one.received()).hasSize(2);
    }

    /** The response object of the SDK sends again, with a new id, what its receipt calls throttled, whatever it was told. */
    @Test
    void aThrottledReceiptSendsNothing() {
        one.receipts(ResponseCodeEnum.THROTTLED_AT_CONSENSUS);

        assertThat(send()).isEqualTo(new NodeAnswer.Accepted());
        ReceiptAnswer receipt = await(nodes.receipt(ID, "0.0.3"));

        assertThat(receipt).isEqualTo(new ReceiptAnswer.Final(Meaning.BUSY, "THROTTLED_AT_CONSENSUS", false));
        assertThat(received()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ResponseCodeEnum.class,
            names = {"UNKNOWN", "RECEIPT_NOT_FOUND", "INVALID_PAYER_SIGNATURE", "INVALID_NODE_ACCOUNT"})
    void aReceiptThatProvesNothingIsOpenAndAskedForOnce(ResponseCodeEnum status) {
        one.receipts(status);

        assertThat(await(nodes.receipt(ID, "0.0.3"))).isInstanceOf(ReceiptAnswer.Open.class);
        assertThat(one.receiptsAsked()).isEqualTo(1);
    }

    @Test
    void aClientWithAnOperatorIsRefusedBecauseItWouldSign() {
        Client signing = Client.forNetwork(Map.of(one.address(), one.account()));
        signing.setOperator(AccountId.fromString("0.0.2"), key);
        try (ConsensusNodes signed = new ConsensusNodes(() -> signing)) {
            assertThat(catchThrowable(() -> signed.send(copies.get(0))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("operator");
        }
        assertThat(received()).isEmpty();
    }

    private NodeAnswer send() {
        return await(nodes.send(copies.get(0)));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private List<Transaction> received() {
        return Stream.concat(one.received().stream(), other.received().stream()).toList();
    }

    private TransactionID expectedId() {
        try {
            return id(TransactionList.parseFrom(copies.get(0).transaction().toArray())
                    .getTransactionList(0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static TransactionID id(Transaction transaction) {
        try {
            SignedTransaction signed = SignedTransaction.parseFrom(transaction.getSignedTransactionBytes());
            return TransactionBody.parseFrom(signed.getBodyBytes()).getTransactionID();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha384(Transaction transaction) throws Exception {
        return MessageDigest.getInstance("SHA-384")
                .digest(transaction.getSignedTransactionBytes().toByteArray());
    }
}
