package io.masspayout.hedera.custody;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Asks a function for one signature after the other; the first failure ends it, as half a set of signatures is of no use. */
record OneAtATime(SigningKey key, Function<byte[], CompletionStage<byte[]>> signOne) implements TransactionSigner {

    OneAtATime {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(signOne, "signOne");
    }

    @Override
    public CompletionStage<List<byte[]>> sign(SigningRequest request) {
        CompletionStage<List<byte[]>> done = CompletableFuture.completedFuture(new ArrayList<>());
        for (byte[] payload : request.payloads()) {
            done = done.thenCompose(signatures -> signOne.apply(payload).thenApply(signature -> {
                signatures.add(signature);
                return signatures;
            }));
        }
        return done;
    }

    /** The function stays out of it: nobody knows what its text would tell. */
    @Override
    public String toString() {
        return "OneAtATime[" + key + "]";
    }
}
