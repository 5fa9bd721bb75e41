package io.masspayout.hedera.consensus;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.proto.CryptoServiceGrpc;
import com.hedera.hashgraph.sdk.proto.Query;
import com.hedera.hashgraph.sdk.proto.Response;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.ResponseHeader;
import com.hedera.hashgraph.sdk.proto.Transaction;
import com.hedera.hashgraph.sdk.proto.TransactionGetReceiptResponse;
import com.hedera.hashgraph.sdk.proto.TransactionReceipt;
import com.hedera.hashgraph.sdk.proto.TransactionResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A node that answers what a test has told it to, and remembers every transaction that reached it. */
final class ScriptedNode extends CryptoServiceGrpc.CryptoServiceImplBase implements AutoCloseable {

    private final AccountId account;
    private final Server server;
    private final int port;
    private final Deque<Consumer<StreamObserver<TransactionResponse>>> script = new ArrayDeque<>();
    private final List<Transaction> received = new ArrayList<>();
    private ResponseCodeEnum receipt = ResponseCodeEnum.SUCCESS;
    private int receiptsAsked;

    ScriptedNode(String account) throws IOException {
        this.account = AccountId.fromString(account);
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .build()
                .start();
        this.port = server.getPort();
    }

    AccountId account() {
        return account;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** The next transaction gets this precheck code; those that are not scripted get OK. */
    synchronized ScriptedNode says(ResponseCodeEnum precheck) {
        script.add(to -> {
            to.onNext(TransactionResponse.newBuilder()
                    .setNodeTransactionPrecheckCode(precheck)
                    .build());
            to.onCompleted();
        });
        return this;
    }

    /** The next transaction's call breaks. */
    synchronized ScriptedNode breaks(Status how) {
        script.add(to -> to.onError(how.asRuntimeException()));
        return this;
    }

    /** What receipts say from now on. */
    synchronized ScriptedNode receipts(ResponseCodeEnum status) {
        receipt = status;
        return this;
    }

    synchronized List<Transaction> received() {
        return List.copyOf(received);
    }

    synchronized int receiptsAsked() {
        return receiptsAsked;
    }

    @Override
    public synchronized void cryptoTransfer(Transaction request, StreamObserver<TransactionResponse> to) {
        received.add(request);
        if (script.isEmpty()) {
            says(ResponseCodeEnum.OK);
        }
        script.remove().accept(to);
    }

    @Override
    public synchronized void getTransactionReceipts(Query request, StreamObserver<Response> to) {
        receiptsAsked++;
        to.onNext(Response.newBuilder()
                .setTransactionGetReceipt(TransactionGetReceiptResponse.newBuilder()
                        .setHeader(ResponseHeader.newBuilder().setNodeTransactionPrecheckCode(ResponseCodeEnum.OK))
                        .setReceipt(TransactionReceipt.newBuilder().setStatus(receipt)))
                .build());
        to.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
