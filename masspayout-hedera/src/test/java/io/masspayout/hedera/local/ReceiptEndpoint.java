package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.proto.Query;
import com.hedera.hashgraph.sdk.proto.Response;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.TransactionGetReceiptQuery;
import com.hedera.hashgraph.sdk.proto.TransactionGetReceiptResponse;
import com.hedera.hashgraph.sdk.proto.TransactionID;
import com.hedera.hashgraph.sdk.proto.TransactionReceipt;
import io.grpc.stub.StreamObserver;
import io.masspayout.hedera.local.world.LedgerRecord;
import io.masspayout.hedera.local.world.Nanos;
import io.masspayout.hedera.local.world.ReceiptView;
import io.masspayout.hedera.local.world.TransactionKey;
import io.masspayout.hedera.local.world.World;

/** Answers receipt queries of one node: free, and forgotten three minutes after the start of validity. */
final class ReceiptEndpoint {

    private final World world;
    private final long node;
    private final FaultPlan faults;

    ReceiptEndpoint(World world, long node, FaultPlan faults) {
        this.world = world;
        this.node = node;
        this.faults = faults;
    }

    void receive(Query query, StreamObserver<Response> observer) {
        Answers.allowHangUp(observer);
        Fault.ReceiptsLost lost = faults.take(Fault.ReceiptsLost.class, node).orElse(null);
        if (lost != null) {
            Answers.lose(observer, lost.how());
            return;
        }
        Fault.ReceiptsRefused refused =
                faults.take(Fault.ReceiptsRefused.class, node).orElse(null);
        if (refused != null) {
            LocalNode.refuse(query, observer, refused.precheck());
            return;
        }
        TransactionGetReceiptQuery asked = query.getTransactionGetReceipt();
        TransactionID id = asked.getTransactionID();
        if (!id.hasAccountID() || !id.hasTransactionValidStart()) {
            LocalNode.refuse(query, observer, ResponseCodeEnum.INVALID_TRANSACTION_ID);
            return;
        }
        TransactionKey key = new TransactionKey(
                id.getAccountID().getAccountNum(),
                Nanos.of(
                        id.getTransactionValidStart().getSeconds(),
                        id.getTransactionValidStart().getNanos()));
        ReceiptView view = world.receipt(key, node);
        if (!view.known()) {
            LocalNode.refuse(query, observer, ResponseCodeEnum.RECEIPT_NOT_FOUND);
            return;
        }
        TransactionGetReceiptResponse.Builder answer =
                TransactionGetReceiptResponse.newBuilder().setHeader(Answers.header(ResponseCodeEnum.OK));
        answer.setReceipt(receipt(view.main()));
        if (asked.getIncludeDuplicates()) {
            view.duplicates().forEach(one -> answer.addDuplicateTransactionReceipts(receipt(one)));
        }
        Answers.send(
                observer, Response.newBuilder().setTransactionGetReceipt(answer).build());
    }

    /** No record yet is status UNKNOWN. */
    private static TransactionReceipt receipt(LedgerRecord handled) {
        ResponseCodeEnum status = handled == null ? ResponseCodeEnum.UNKNOWN : handled.status();
        return TransactionReceipt.newBuilder().setStatus(status).build();
    }
}
