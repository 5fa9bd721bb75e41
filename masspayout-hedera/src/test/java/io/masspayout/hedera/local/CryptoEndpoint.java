package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.proto.CryptoServiceGrpc;
import com.hedera.hashgraph.sdk.proto.Query;
import com.hedera.hashgraph.sdk.proto.Response;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.Transaction;
import com.hedera.hashgraph.sdk.proto.TransactionResponse;
import io.grpc.stub.StreamObserver;

/** The gRPC service of a node: transfers and receipts. Everything else is switched off. */
final class CryptoEndpoint extends CryptoServiceGrpc.CryptoServiceImplBase {

    private final LocalNode node;
    private final ReceiptEndpoint receipts;

    CryptoEndpoint(LocalNode node, ReceiptEndpoint receipts) {
        this.node = node;
        this.receipts = receipts;
    }

    @Override
    public void cryptoTransfer(Transaction request, StreamObserver<TransactionResponse> observer) {
        node.receive(request, observer);
    }

    @Override
    public void getTransactionReceipts(Query query, StreamObserver<Response> observer) {
        receipts.receive(query, observer);
    }

    /** The public networks throttle balance queries to zero. */
    @Override
    public void cryptoGetBalance(Query query, StreamObserver<Response> observer) {
        LocalNode.refuse(query, observer, ResponseCodeEnum.BUSY);
    }

    @Override
    public void getAccountInfo(Query query, StreamObserver<Response> observer) {
        LocalNode.refuse(query, observer, ResponseCodeEnum.NOT_SUPPORTED);
    }

    @Override
    public void getAccountRecords(Query query, StreamObserver<Response> observer) {
        LocalNode.refuse(query, observer, ResponseCodeEnum.NOT_SUPPORTED);
    }

    @Override
    public void getTxRecordByTxID(Query query, StreamObserver<Response> observer) {
        LocalNode.refuse(query, observer, ResponseCodeEnum.NOT_SUPPORTED);
    }

    @Override
    public void createAccount(Transaction request, StreamObserver<TransactionResponse> observer) {
        refuse(observer);
    }

    @Override
    public void updateAccount(Transaction request, StreamObserver<TransactionResponse> observer) {
        refuse(observer);
    }

    @Override
    public void cryptoDelete(Transaction request, StreamObserver<TransactionResponse> observer) {
        refuse(observer);
    }

    @Override
    public void approveAllowances(Transaction request, StreamObserver<TransactionResponse> observer) {
        refuse(observer);
    }

    @Override
    public void deleteAllowances(Transaction request, StreamObserver<TransactionResponse> observer) {
        refuse(observer);
    }

    private static void refuse(StreamObserver<TransactionResponse> observer) {
        Answers.send(
                observer,
                TransactionResponse.newBuilder()
                        .setNodeTransactionPrecheckCode(ResponseCodeEnum.NOT_SUPPORTED)
                        .build());
    }
}
