package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.proto.CryptoServiceGrpc;
import com.hedera.hashgraph.sdk.proto.Query;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.Transaction;
import com.hedera.hashgraph.sdk.proto.TransactionGetReceiptQuery;
import com.hedera.hashgraph.sdk.proto.TransactionGetReceiptResponse;
import com.hedera.hashgraph.sdk.proto.TransactionID;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.List;

/** Speaks to the nodes without the SDK in between. */
final class Wire implements AutoCloseable {

    private final List<ManagedChannel> channels = new ArrayList<>();

    Wire(LocalNetwork network) {
        network.nodes()
                .keySet()
                .forEach(address -> channels.add(
                        NettyChannelBuilder.forTarget(address).usePlaintext().build()));
    }

    CryptoServiceGrpc.CryptoServiceBlockingStub node(int index) {
        return CryptoServiceGrpc.newBlockingStub(channels.get(index));
    }

    /** The precheck code of a node, counted from zero. */
    ResponseCodeEnum submit(Transaction transaction, int node) {
        return node(node).cryptoTransfer(transaction).getNodeTransactionPrecheckCode();
    }

    TransactionGetReceiptResponse receipt(TransactionID id, int node) {
        return node(node)
                .getTransactionReceipts(Query.newBuilder()
                        .setTransactionGetReceipt(TransactionGetReceiptQuery.newBuilder()
                                .setTransactionID(id)
                                .setIncludeDuplicates(true))
                        .build())
                .getTransactionGetReceipt();
    }

    /** The status of the receipt, or the code with which the query was refused. */
    ResponseCodeEnum status(TransactionID id, int node) {
        TransactionGetReceiptResponse answer = receipt(id, node);
        ResponseCodeEnum code = answer.getHeader().getNodeTransactionPrecheckCode();
        return code == ResponseCodeEnum.OK ? answer.getReceipt().getStatus() : code;
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
    }
}
