package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.proto.Query;
import com.hedera.hashgraph.sdk.proto.Response;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.Transaction;
import com.hedera.hashgraph.sdk.proto.TransactionResponse;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.masspayout.hedera.local.world.SignedTransfer;
import io.masspayout.hedera.local.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One consensus node: a gRPC server on this machine, and its view of the common ledger. */
final class LocalNode {

    /** The SDK keeps idle connections open; without this the server would take that for an attack. */
    private static final int KEEP_ALIVE_SECONDS = 1;

    private final long account;
    private final World world;
    private final FaultPlan faults;
    private final Prechecks prechecks;
    private final AnswerDelays delays;
    private final List<Runnable> held = new ArrayList<>();
    private int port;
    private @Nullable Server server;

    LocalNode(long account, World world, FaultPlan faults, AnswerDelays delays) {
        this.account = account;
        this.world = world;
        this.faults = faults;
        this.delays = delays;
        this.prechecks = new Prechecks(world, account, faults);
    }

    long account() {
        return account;
    }

    World world() {
        return world;
    }

    synchronized int port() {
        return port;
    }

    /** Opens the port, the same as before when there was one. Does nothing when it is open. */
    synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .permitKeepAliveWithoutCalls(true)
                    .permitKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                    .addService(new CryptoEndpoint(this, new ReceiptEndpoint(world, account, faults)))
                    .build()
                    .start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("node " + account + " cannot open port " + port, e);
        }
    }

    synchronized void shutDown() {
        if (server == null) {
            return;
        }
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server = null;
    }

    void forgetSubmitted() {
        world.forget(account);
    }

    void releaseAnswers() {
        List<Runnable> answers;
        synchronized (held) {
            answers = List.copyOf(held);
            held.clear();
        }
        answers.forEach(Runnable::run);
    }

    /** Takes a transaction in and answers, unless something else is planned. */
    void receive(Transaction request, StreamObserver<TransactionResponse> observer) {
        Answers.allowHangUp(observer);
        Fault.RequestLost lost = faults.take(Fault.RequestLost.class, account).orElse(null);
        if (lost != null) {
            Answers.lose(observer, lost.how());
            return;
        }
        boolean twice = faults.take(Fault.DeliveredTwice.class, account).isPresent();
        ResponseCodeEnum code = submit(request);
        if (twice) {
            code = submit(request);
        }
        answer(code, observer);
    }

    private ResponseCodeEnum submit(Transaction request) {
        try {
            SignedTransfer transfer = prechecks.check(request);
            return world.submit(transfer, account) ? ResponseCodeEnum.OK : ResponseCodeEnum.DUPLICATE_TRANSACTION;
        } catch (PrecheckException refused) {
            return refused.code();
        }
    }

    private void answer(ResponseCodeEnum code, StreamObserver<TransactionResponse> observer) {
        boolean accepted = code == ResponseCodeEnum.OK;
        Fault.AnswerLost lost =
                accepted ? faults.take(Fault.AnswerLost.class, account).orElse(null) : null;
        if (lost != null) {
            Answers.lose(observer, lost.how());
            return;
        }
        Fault.AnswerReplaced replaced =
                accepted ? faults.take(Fault.AnswerReplaced.class, account).orElse(null) : null;
        ResponseCodeEnum said = replaced == null ? code : replaced.precheck();
        Runnable answer = () -> Answers.send(
                observer,
                TransactionResponse.newBuilder()
                        .setNodeTransactionPrecheckCode(said)
                        .build());
        if (faults.take(Fault.AnswerHeld.class, account).isPresent()) {
            synchronized (held) {
                held.add(answer);
            }
            return;
        }
        Fault.AnswerDelayed delayed =
                faults.take(Fault.AnswerDelayed.class, account).orElse(null);
        if (delayed == null) {
            answer.run();
        } else {
            delays.later(delayed.by(), answer);
        }
    }

    /** A query this node does not serve. */
    static void refuse(Query query, StreamObserver<Response> observer, ResponseCodeEnum code) {
        Answers.send(observer, Answers.refusal(query, code));
    }
}
