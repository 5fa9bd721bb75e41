package io.masspayout.examples;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.Client;
import com.hedera.hashgraph.sdk.Hbar;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.Status;
import com.hedera.hashgraph.sdk.TokenId;
import com.hedera.hashgraph.sdk.TransactionId;
import com.hedera.hashgraph.sdk.TransactionReceipt;
import com.hedera.hashgraph.sdk.TransactionReceiptQuery;
import com.hedera.hashgraph.sdk.TransactionResponse;
import com.hedera.hashgraph.sdk.TransferTransaction;
import io.masspayout.hedera.local.Holders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What anybody would write who has only the SDK: build, sign, send, ask for the receipt, next. It stores nothing, screens nobody and
 * knows nothing after a crash. The calls of the SDK are those that the gateway makes: the same recipients, nodes, signatures and pauses.
 */
final class BareLoop implements AutoCloseable {

    static final int RECIPIENTS = 9;

    /** As the gateway's. */
    private static final int NODES = 3;

    private static final Hbar MAX_FEE = Hbar.from(1);
    private static final Duration FIRST_LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** SDK 2.59 otherwise avoids a node that was busy for some seconds. */
    private static final Duration NODE_BACKOFF = Duration.ofMillis(1);

    private static final String MEMO = "mp1:00000000-0000-0000-0000-000000000000:00000000-0000-0000-0000-000000000000";

    private final Client client;
    private final List<AccountId> nodes;
    private final AccountId operator;
    private final AccountId treasury;
    private final PrivateKey operatorKey;
    private final PrivateKey treasuryKey;
    private final Holders holders;
    private final Executor executor;
    private final Map<String, Integer> failures = new ConcurrentSkipListMap<>();

    BareLoop(LocalHedera hedera, PrivateKey treasuryKey, Executor executor) {
        this.client = Client.forNetwork(hedera.network().nodes());
        client.setMaxAttempts(1).setNodeMinBackoff(NODE_BACKOFF);
        client.setNodeMaxBackoff(NODE_BACKOFF);
        this.nodes = hedera.network().nodes().values().stream().sorted().toList();
        this.operator = AccountId.fromString(hedera.operator());
        this.operatorKey = hedera.operatorKey();
        this.treasury = AccountId.fromString(hedera.treasury());
        this.treasuryKey = treasuryKey;
        this.holders = hedera.holders();
        this.executor = executor;
    }

    /**
     * Pays every holder the same amount.
     *
     * @param inFlight how many transfers are under way at once
     * @return nanoseconds from the first to the last receipt
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the slot it gives back tells that it is done
    long pay(String token, long units, int inFlight) throws InterruptedException {
        Semaphore slots = new Semaphore(inFlight);
        long began = System.nanoTime();
        for (int first = 0; first < holders.count(); first += RECIPIENTS) {
            slots.acquire();
            int from = first;
            CompletableFuture.supplyAsync(() -> signed(TokenId.fromString(token), units, from), executor)
                    .thenCompose(this::sent)
                    .whenComplete((receipt, problem) -> {
                        if (problem != null) {
                            failures.merge(cause(problem), 1, Integer::sum);
                        } else if (receipt.status != Status.SUCCESS) {
                            failures.merge(receipt.status.toString(), 1, Integer::sum);
                        }
                        slots.release();
                    });
        }
        slots.acquire(inFlight);
        return System.nanoTime() - began;
    }

    /** How many transfers did not come through, or nobody knows, by what was heard of them; the loop does nothing about it. */
    Map<String, Integer> failures() {
        return failures;
    }

    private static String cause(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        return cause.getClass().getSimpleName();
    }

    private TransferTransaction signed(TokenId token, long units, int from) {
        int to = Math.min(holders.count(), from + RECIPIENTS);
        TransferTransaction transfer = new TransferTransaction()
                .setTransactionId(TransactionId.generate(operator))
                .setNodeAccountIds(nodes(from))
                .setTransactionMemo(MEMO)
                .setMaxTransactionFee(MAX_FEE)
                .setMaxAttempts(1)
                .addTokenTransfer(token, treasury, Math.multiplyExact(-units, to - from));
        for (int i = from; i < to; i++) {
            transfer.addTokenTransfer(token, AccountId.fromString(holders.account(i)), units);
        }
        transfer.freezeWith(client).sign(operatorKey).sign(treasuryKey);
        // The SDK signs late, and only for the node it sends to; this makes it sign for all of them.
        transfer.toBytes();
        return transfer;
    }

    private List<AccountId> nodes(int from) {
        int first = from / RECIPIENTS;
        return List.of(
                nodes.get(first % nodes.size()),
                nodes.get((first + 1) % nodes.size()),
                nodes.get((first + NODES - 1) % nodes.size()));
    }

    private CompletionStage<TransactionReceipt> sent(TransferTransaction transfer) {
        return transfer.executeAsync(client).thenCompose(response -> receipt(response, FIRST_LOOK));
    }

    private CompletionStage<TransactionReceipt> receipt(TransactionResponse response, Duration pause) {
        return new TransactionReceiptQuery()
                .setTransactionId(response.transactionId)
                .setNodeAccountIds(List.of(response.nodeId))
                .setMaxAttempts(1)
                .executeAsync(client)
                .handle((receipt, problem) ->
                        Optional.ofNullable(receipt).filter(known -> known.status != Status.UNKNOWN))
                .thenCompose(known -> known.isPresent()
                        ? CompletableFuture.completedFuture(known.get())
                        : later(pause).thenCompose(woken -> receipt(response, longer(pause))));
    }

    private CompletionStage<Void> later(Duration pause) {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, executor));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_BETWEEN_LOOKS) > 0 ? LONGEST_BETWEEN_LOOKS : twice;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (TimeoutException e) {
            throw new IllegalStateException("connections to the local network could not be closed", e);
        }
    }
}
