package io.masspayout.hedera.node;

import com.hedera.hashgraph.sdk.Client;
import com.hedera.hashgraph.sdk.MaxAttemptsExceededException;
import com.hedera.hashgraph.sdk.PrecheckStatusException;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.Status;
import com.hedera.hashgraph.sdk.Transaction;
import com.hedera.hashgraph.sdk.TransactionId;
import com.hedera.hashgraph.sdk.TransactionReceipt;
import com.hedera.hashgraph.sdk.TransactionReceiptQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Transactions that prepare a test: they have to succeed, one by one or many at a time. */
final class SetUp {

    /** Enough that the node always has a next one while its receipts take a quarter of a second. */
    static final int IN_FLIGHT = 64;

    /** Several deadlines of the SDK, which a machine with other work to do can miss. */
    private static final int ATTEMPTS = 5;

    private final Client client;

    SetUp(Client client) {
        this.client = client;
    }

    /**
     * Sends, and waits for the receipt. The operator pays and signs.
     *
     * @throws IllegalStateException when it does not succeed
     */
    TransactionReceipt run(Transaction<?> transaction, PrivateKey... signers) {
        Transaction<?> frozen = transaction.freezeWith(client);
        for (PrivateKey signer : signers) {
            frozen.sign(signer);
        }
        TransactionId id = frozen.getTransactionId();
        String what = transaction.getClass().getSimpleName() + " " + id;
        for (int attempt = 1; ; attempt++) {
            try {
                return succeeded(what, sent(frozen, id));
            } catch (PrecheckStatusException e) {
                throw new IllegalStateException(what, e);
            } catch (TimeoutException | MaxAttemptsExceededException e) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException(what, e);
                }
            }
        }
    }

    /** The same bytes have an effect once, however often a busy machine makes them be sent. */
    private TransactionReceipt sent(Transaction<?> frozen, TransactionId id)
            throws PrecheckStatusException, TimeoutException {
        try {
            frozen.execute(client);
        } catch (PrecheckStatusException e) {
            if (e.status != Status.DUPLICATE_TRANSACTION) {
                throw e;
            }
        }
        return new TransactionReceiptQuery().setTransactionId(id).execute(client);
    }

    private static TransactionReceipt succeeded(String what, TransactionReceipt receipt) {
        if (receipt.status != Status.SUCCESS) {
            throw new IllegalStateException(what + ": " + receipt.status);
        }
        return receipt;
    }

    <T> void each(List<T> items, Consumer<T> action) {
        many(items.size(), i -> {
            action.accept(items.get(i));
            return i;
        });
    }

    <T> List<T> many(int count, IntFunction<T> action) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(count, IN_FLIGHT)));
        try {
            List<Future<T>> started = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int index = i;
                started.add(threads.submit(() -> action.apply(index)));
            }
            List<T> done = new ArrayList<>();
            for (Future<T> one : started) {
                done.add(one.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while preparing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("one of " + count + " failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
