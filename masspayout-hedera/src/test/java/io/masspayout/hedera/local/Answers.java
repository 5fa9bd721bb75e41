package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.proto.CryptoGetAccountBalanceResponse;
import com.hedera.hashgraph.sdk.proto.CryptoGetAccountRecordsResponse;
import com.hedera.hashgraph.sdk.proto.CryptoGetInfoResponse;
import com.hedera.hashgraph.sdk.proto.Query;
import com.hedera.hashgraph.sdk.proto.Response;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.ResponseHeader;
import com.hedera.hashgraph.sdk.proto.TransactionGetReceiptResponse;
import com.hedera.hashgraph.sdk.proto.TransactionGetRecordResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** How a node answers, or does not. */
final class Answers {

    private Answers() {}

    /** Lets a client hang up: without this, answering him would throw. */
    static void allowHangUp(StreamObserver<?> observer) {
        if (observer instanceof ServerCallStreamObserver<?> call) {
            call.setOnCancelHandler(() -> {});
        }
    }

    static <T> void send(StreamObserver<T> observer, T answer) {
        // Who has hung up meanwhile gets nothing.
        if (observer instanceof ServerCallStreamObserver<T> call && call.isCancelled()) {
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }

    static void lose(StreamObserver<?> observer, Loss how) {
        if (how.status() != null) {
            observer.onError(how.status().asRuntimeException());
        }
    }

    static ResponseHeader header(ResponseCodeEnum code) {
        return ResponseHeader.newBuilder().setNodeTransactionPrecheckCode(code).build();
    }

    /** An answer of the query's own kind that holds nothing but a refusal. */
    static Response refusal(Query query, ResponseCodeEnum code) {
        ResponseHeader header = header(code);
        Response.Builder response = Response.newBuilder();
        switch (query.getQueryCase()) {
            case CRYPTOGETACCOUNTBALANCE ->
                response.setCryptogetAccountBalance(
                        CryptoGetAccountBalanceResponse.newBuilder().setHeader(header));
            case CRYPTOGETACCOUNTRECORDS ->
                response.setCryptoGetAccountRecords(
                        CryptoGetAccountRecordsResponse.newBuilder().setHeader(header));
            case CRYPTOGETINFO ->
                response.setCryptoGetInfo(CryptoGetInfoResponse.newBuilder().setHeader(header));
            case TRANSACTIONGETRECORD ->
                response.setTransactionGetRecord(
                        TransactionGetRecordResponse.newBuilder().setHeader(header));
            default ->
                response.setTransactionGetReceipt(
                        TransactionGetReceiptResponse.newBuilder().setHeader(header));
        }
        return response.build();
    }
}
