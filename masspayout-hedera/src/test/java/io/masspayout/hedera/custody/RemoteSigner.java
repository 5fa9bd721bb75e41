package io.masspayout.hedera.custody;

import com.hedera.hashgraph.sdk.PrivateKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A signer somewhere else: it answers from a thread of its own, when its desk is open, with whatever the test has it say. */
final class RemoteSigner implements TransactionSigner, AutoCloseable {

    /** What the other side does with the payloads. */
    interface Desk {
        List<byte[]> handle(List<byte[]> payloads) throws Exception;
    }

    private final SigningKey key;
    private final Desk desk;
    private final CountDownLatch open = new CountDownLatch(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    private RemoteSigner(SigningKey key, Desk desk) {
        this.key = key;
        this.desk = desk;
    }

    /** One whose desk does not answer before {@link #open}. */
    static RemoteSigner closed(PrivateKey privateKey, Desk desk) {
        return new RemoteSigner(LocalKeySigner.of(privateKey).key(), desk);
    }

    static RemoteSigner of(PrivateKey privateKey, Desk desk) {
        RemoteSigner signer = closed(privateKey, desk);
        signer.open();
        return signer;
    }

    static Desk honest(PrivateKey privateKey) {
        return payloads -> payloads.stream().map(privateKey::sign).toList();
    }

    void open() {
        open.countDown();
    }

    @Override
    public SigningKey key() {
        return key;
    }

    @Override
    public CompletionStage<List<byte[]>> sign(SigningRequest request) {
        CompletableFuture<List<byte[]>> answer = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                open.await();
                answer.complete(desk.handle(request.payloads()));
            } catch (Throwable problem) {
                answer.completeExceptionally(problem);
            }
        });
        return answer;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
