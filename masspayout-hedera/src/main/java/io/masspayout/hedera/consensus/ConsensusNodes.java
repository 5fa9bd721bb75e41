package io.masspayout.hedera.consensus;

import com.google.protobuf.InvalidProtocolBufferException;
import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.Client;
import com.hedera.hashgraph.sdk.PrecheckStatusException;
import com.hedera.hashgraph.sdk.Transaction;
import com.hedera.hashgraph.sdk.TransactionReceipt;
import com.hedera.hashgraph.sdk.TransactionReceiptQuery;
import io.grpc.StatusRuntimeException;
import io.masspayout.hedera.transaction.NodeCopy;
import io.masspayout.hedera.transaction.TransferId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of a network, through the SDK, with everything switched off by which the SDK would send something that it was not given, or send twice: new ids
 * for expired transactions, attempts of its own, its response object's receipts (which send again what was throttled), an operator who
 * signs. One call here is one request to one node.
 *
 * <p>Safe for use by many threads. The SDK's client, and its threads, come into being with the first call.
 */
public final class ConsensusNodes implements AutoCloseable {

    /** After so long without an answer the request's fate is unclear; nodes answer within a second or not at all. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** Beyond the deadline: the SDK's last resort when a callback is lost. */
    private static final Duration REQUEST_TIMEOUT = DEADLINE.plusSeconds(5);

    /** Which node is asked is decided here, so the SDK must not refuse one for its history. */
    private static final Duration NODE_BACKOFF = Duration.ofMillis(1);

    /** How the SDK's exception begins when a node could not be connected to at all. */
    private static final String NOT_CONNECTED = "Failed to connect";

    private static final int MAX_CAUSES = 20;

    private static final Logger log = LoggerFactory.getLogger(ConsensusNodes.class);

    private final Supplier<Client> open;
    private @Nullable Client client;
    private boolean closed;

    /** Nodes of a network; the client it opens becomes this object's own. */
    public ConsensusNodes(Supplier<Client> open) {
        this.open = open;
    }

    /**
     * Who shall be able to take a transaction: as many nodes as asked for, or all there are, spread evenly over the ids.
     */
    public List<AccountId> forTransaction(Instant validStart, int count) {
        List<AccountId> all =
                client().getNetwork().values().stream().distinct().sorted().toList();
        int first = Math.floorMod(validStart.hashCode(), all.size());
        return IntStream.range(0, Math.min(count, all.size()))
                .mapToObj(i -> all.get((first + i) % all.size()))
                .toList();
    }

    /** Sends these bytes to this node, once. Never completes exceptionally. */
    public CompletionStage<NodeAnswer> send(NodeCopy copy) {
        Transaction<?> transaction;
        try {
            transaction = Transaction.fromBytes(copy.transaction().toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a transaction: " + copy.transaction(), e);
        }
        // Reading it back has lost the flag, and setting it on the client alone is not enough: both.
        transaction.setRegenerateTransactionId(false);
        transaction.setMaxAttempts(1);
        transaction.setGrpcDeadline(DEADLINE);
        return transaction.executeAsync(client(), REQUEST_TIMEOUT).handle((response, problem) -> {
            NodeAnswer answer = problem == null ? new NodeAnswer.Accepted() : refusal(copy.node(), problem);
            log.debug("node {} on {}: {}", copy.node(), transaction.getTransactionId(), answer);
            return answer;
        });
    }

    private static NodeAnswer refusal(String node, Throwable problem) {
        Optional<PrecheckStatusException> precheck = find(problem, PrecheckStatusException.class);
        if (precheck.isPresent()) {
            return answer(node, precheck.get());
        }
        boolean notConnected = find(problem, StatusRuntimeException.class).isEmpty()
                && causes(problem)
                        .anyMatch(cause -> String.valueOf(cause.getMessage()).startsWith(NOT_CONNECTED));
        return notConnected
                ? new NodeAnswer.NotTaken(
                        Failure.of(FailureCode.LEDGER_UNAVAILABLE, "node " + node + " cannot be connected to"), false)
                : new NodeAnswer.Unclear("node " + node + ": " + text(problem));
    }

    private static NodeAnswer answer(String node, PrecheckStatusException precheck) {
        Optional<Meaning> known = Meanings.of(precheck.status);
        if (known.isEmpty()) {
            return new NodeAnswer.Unclear("node " + node + ": " + precheck.status);
        }
        Meaning meaning = known.get();
        Failure failure = Failure.of(meaning.code(), "node " + node + ": " + precheck.status);
        return switch (meaning.atNode()) {
            case ACCEPTED -> new NodeAnswer.Accepted();
            case KNOWN -> new NodeAnswer.Known();
            case BUSY -> new NodeAnswer.NotTaken(failure, meaning == Meaning.BUSY);
            case REFUSED -> new NodeAnswer.Refused(failure);
            case UNCLEAR -> new NodeAnswer.Unclear("node " + node + ": " + precheck.status);
        };
    }

    /** Asks this node for the receipt of an id, once. Never completes exceptionally. */
    public CompletionStage<ReceiptAnswer> receipt(TransferId id, String node) {
        TransactionReceiptQuery query = new TransactionReceiptQuery()
                .setTransactionId(id.toSdk())
                .setIncludeDuplicates(true)
                .setNodeAccountIds(List.of(AccountId.fromString(node)))
                .setMaxAttempts(1)
                .setGrpcDeadline(DEADLINE);
        return query.executeAsync(client(), REQUEST_TIMEOUT)
                .handle((receipt, problem) -> problem == null
                        ? answer(node, receipt)
                        : new ReceiptAnswer.Open("node " + node + ": " + text(problem)));
    }

    private static ReceiptAnswer answer(String node, TransactionReceipt receipt) {
        Optional<Meaning> meaning = Meanings.of(receipt.status);
        if (meaning.isEmpty() || meaning.get().atConsensus() == Meaning.AtConsensus.OPEN) {
            return new ReceiptAnswer.Open("node " + node + ": " + receipt.status);
        }
        return new ReceiptAnswer.Final(meaning.get(), receipt.status.toString(), !receipt.duplicates.isEmpty());
    }

    private static <T extends Throwable> Optional<T> find(Throwable problem, Class<T> type) {
        return causes(problem).filter(type::isInstance).map(type::cast).findFirst();
    }

    // A chain of causes that bites its own tail is possible, and is not followed for ever.
    private static Stream<Throwable> causes(Throwable problem) {
        return Stream.iterate(problem, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES);
    }

    private static String text(Throwable problem) {
        Optional<PrecheckStatusException> precheck = find(problem, PrecheckStatusException.class);
        if (precheck.isPresent()) {
            return precheck.get().status.toString();
        }
        Optional<StatusRuntimeException> grpc = find(problem, StatusRuntimeException.class);
        if (grpc.isPresent()) {
            return "gRPC " + grpc.get().getStatus();
        }
        return find(problem, TimeoutException.class).isPresent() ? "no answer in time" : problem.toString();
    }

    private synchronized Client client() {
        if (closed) {
            throw new IllegalStateException("the gateway is closed");
        }
        if (client == null) {
            Client opened = open.get();
            opened.setDefaultRegenerateTransactionId(false);
            opened.setMaxAttempts(1);
            opened.setGrpcDeadline(DEADLINE);
            opened.setRequestTimeout(REQUEST_TIMEOUT);
            opened.setNodeMinBackoff(NODE_BACKOFF);
            opened.setNodeMaxBackoff(NODE_BACKOFF);
            if (opened.getOperatorAccountId() != null) {
                throw new IllegalStateException("a client with an operator signs what it sends: open one without");
            }
            client = opened;
        }
        return client;
    }

    /** Closes the connections. */
    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            try {
                client.close();
            } catch (TimeoutException e) {
                log.warn("connections to the network could not be closed in time", e);
            }
            client = null;
        }
    }
}
