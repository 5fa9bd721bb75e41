package io.masspayout.benchmark.pure;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.custody.CheckedSignatures;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.custody.SigningRequest;
import io.masspayout.hedera.custody.TransactionSigner;
import io.masspayout.hedera.transaction.StoredTransfer;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** By a signer whose answer is verified, and by the same key of the SDK, which nobody doubts. Public for JMH. */
@State(Scope.Benchmark)
public class SigningBenchmark {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final PrivateKey key = PrivateKey.generateED25519();
    private final TransactionSigner signer = LocalKeySigner.of(key);
    private final StoredTransfer transfer = StoredTransfer.read(NineHolders.unsigned());
    private final List<byte[]> payloads = transfer.payloads();
    private final SigningRequest request =
            new SigningRequest(NineHolders.ID.toLedger(), NineHolders.REFERENCE, transfer.validUntil(), payloads);

    @Benchmark
    public List<byte[]> library() {
        return CheckedSignatures.of(signer, request, TIMEOUT)
                .toCompletableFuture()
                .join();
    }

    @Benchmark
    public List<byte[]> baseline() {
        return payloads.stream().map(key::sign).toList();
    }
}
