package io.masspayout.hedera.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.Client;
import com.hedera.hashgraph.sdk.MaxAttemptsExceededException;
import com.hedera.hashgraph.sdk.PrecheckStatusException;
import com.hedera.hashgraph.sdk.Status;
import com.hedera.hashgraph.sdk.Transaction;
import com.hedera.hashgraph.sdk.TransactionId;
import com.hedera.hashgraph.sdk.TransactionReceiptQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Talks to the first node of a network, sends everything once, and says what the node says. */
final class OneNodeClient implements AutoCloseable {

    private static final Duration ONE_ATTEMPT = Duration.ofSeconds(10);

    /** At half a second each: far more than consensus takes, and an end when it never comes. */
    private static final int MOST_QUESTIONS = 100;

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(500);

    private final Client client;
    private final AccountId node;

    OneNodeClient(Map<String, AccountId> nodes) {
        client = Client.forNetwork(nodes);
        client.setMaxAttempts(1);
        client.setDefaultRegenerateTransactionId(false);
        node = nodes.values().iterator().next();
    }

    AccountId node() {
        return node;
    }

    /** What the node says to the request; {@link Status#OK} when it takes it. */
    Status precheck(Transaction<?> transaction) throws TimeoutException {
        return answer(() -> {
            transaction.execute(client, ONE_ATTEMPT);
            return Status.OK;
        });
    }

    /** What the receipt says in the end of a transaction that the node has to take. */
    Status outcome(Transaction<?> transaction) throws TimeoutException {
        assertThat(precheck(transaction)).isEqualTo(Status.OK);
        return answer(() -> receiptQuery(transaction.getTransactionId())
                .setMaxAttempts(MOST_QUESTIONS)
                .setMaxBackoff(BETWEEN_QUESTIONS)
                .execute(client)
                .status);
    }

    /** What the receipt says now. */
    Status receipt(TransactionId id) throws TimeoutException {
        return answer(() -> receiptQuery(id).execute(client).status);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (TimeoutException e) {
            throw new IllegalStateException("the client does not close", e);
        }
    }

    private TransactionReceiptQuery receiptQuery(TransactionId id) {
        return new TransactionReceiptQuery().setTransactionId(id).setNodeAccountIds(List.of(node));
    }

    private interface Request {
        Status send() throws PrecheckStatusException, TimeoutException;
    }

    /** The SDK throws a refusal either bare or, where it would have tried again, as the cause. */
    private static Status answer(Request request) throws TimeoutException {
        try {
            return request.send();
        } catch (PrecheckStatusException refused) {
            return refused.status;
        } catch (MaxAttemptsExceededException e) {
            if (e.getCause() instanceof PrecheckStatusException refused) {
                return refused.status;
            }
            throw e;
        }
    }
}
