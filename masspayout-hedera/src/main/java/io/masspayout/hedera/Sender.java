package io.masspayout.hedera;

import io.masspayout.hedera.consensus.ConsensusNodes;
import io.masspayout.hedera.consensus.Meaning;
import io.masspayout.hedera.consensus.NodeAnswer;
import io.masspayout.hedera.consensus.Pacing;
import io.masspayout.hedera.consensus.ReceiptAnswer;
import io.masspayout.hedera.transaction.NodeCopy;
import io.masspayout.hedera.transaction.StoredTransfer;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Submission;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Sends the stored bytes of a transfer, and waits for its receipt. Goes on to the next node only where it is certain that the last one has not taken
 * them; at the first doubt it stops and says so.
 */
final class Sender {

    /** Rounds through the nodes while they say that they have no room, before the engine's own backoff takes over. */
    private static final int ROUNDS = 3;

    /** Consensus takes some seconds on the main network, and a few hundred milliseconds on a small one. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(100);

    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** A receipt that takes longer is left to {@code resolve}. */
    static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(15);

    private final ConsensusNodes nodes;
    private final Pacing pacing;
    private final Causes causes;
    private final InstantSource clock;
    private final Executor executor;
    private final Duration patience;

    Sender(
            ConsensusNodes nodes,
            Pacing pacing,
            Causes causes,
            InstantSource clock,
            Executor executor,
            Duration patience) {
        this.nodes = nodes;
        this.pacing = pacing;
        this.causes = causes;
        this.clock = clock;
        this.executor = executor;
        this.patience = patience;
    }

    CompletionStage<Submission> send(StoredTransfer transfer) {
        Instant start = transfer.id().validStart();
        if (clock.instant().isBefore(start)) {
            // Signed ahead, so that a slow approval does not eat the window; the engine comes again.
            return refused(Failure.of(FailureCode.LEDGER_BUSY, "not valid before " + start));
        }
        return send(transfer, transfer.copies(), 0, Failure.of(FailureCode.LEDGER_UNAVAILABLE, "no node was asked"));
    }

    private CompletionStage<Submission> send(
            StoredTransfer transfer, List<NodeCopy> copies, int attempt, Failure last) {
        if (attempt == ROUNDS * copies.size()) {
            return refused(last);
        }
        NodeCopy copy = copies.get(attempt % copies.size());
        return pacing.turn().thenCompose(turn -> nodes.send(copy)).thenCompose(answer -> {
            return answer.<CompletionStage<Submission>>match(
                    accepted -> {
                        pacing.accepted();
                        return receipt(transfer, copy.node(), FIRST_LOOK, Duration.ZERO);
                    },
                    known -> unknown("node " + copy.node() + " has seen this id before"),
                    not -> sendElsewhere(transfer, copies, attempt, not),
                    refused -> refused(refused.failure()),
                    unclear -> unknown(unclear.detail()));
        });
    }

    private CompletionStage<Submission> sendElsewhere(
            StoredTransfer transfer, List<NodeCopy> copies, int attempt, NodeAnswer.NotTaken not) {
        if (not.busy()) {
            pacing.busy();
        } else if (attempt + 1 >= copies.size()) {
            // Each of them is out of order rather than full: that takes longer than a few rounds.
            return refused(not.failure());
        }
        return send(transfer, copies, attempt + 1, not.failure());
    }

    private static CompletionStage<Submission> unknown(String detail) {
        return CompletableFuture.completedFuture(new Submission.Unknown(detail));
    }

    private static CompletionStage<Submission> refused(Failure failure) {
        return CompletableFuture.completedFuture(new Submission.Refused(failure));
    }

    private CompletionStage<Submission> receipt(StoredTransfer transfer, String node, Duration pause, Duration waited) {
        return nodes.receipt(transfer.id(), node)
                .thenCompose(answer -> answer.match(
                        end -> submission(transfer, end),
                        open -> waited.compareTo(patience) > 0
                                ? unknown("accepted; no receipt within " + patience + ": " + open)
                                : lookAgain(transfer, node, pause, waited)));
    }

    private CompletionStage<Submission> lookAgain(
            StoredTransfer transfer, String node, Duration pause, Duration waited) {
        Duration next = pause.multipliedBy(2);
        return CompletableFuture.runAsync(() -> {}, after(pause))
                .thenCompose(woken -> receipt(
                        transfer,
                        node,
                        next.compareTo(LONGEST_BETWEEN_LOOKS) > 0 ? LONGEST_BETWEEN_LOOKS : next,
                        waited.plus(pause)));
    }

    private Executor after(Duration pause) {
        return CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, executor);
    }

    private CompletionStage<Submission> submission(StoredTransfer transfer, ReceiptAnswer.Final end) {
        if (end.meaning().atConsensus() == Meaning.AtConsensus.TOOK_EFFECT) {
            // A receipt tells the fate of an id, not of these bytes. The node knew no other transaction with this id
            // when it took ours, and the network has seen none since; else the mirror node has to tell them apart.
            return CompletableFuture.completedFuture(
                    end.contested()
                            ? new Submission.Unknown("paid, and the network has seen this id more than once")
                            : new Settled(new LedgerOutcome.EverybodyPaid(), clock.instant(), null));
        }
        // Whose fault it was is asked of the mirror node, which blocks: not in a thread of the SDK.
        return CompletableFuture.supplyAsync(() -> failed(transfer, end), executor);
    }

    private Submission failed(StoredTransfer transfer, ReceiptAnswer.Final end) {
        try {
            return new Settled(causes.of(transfer, end.meaning(), end.status()), clock.instant(), null);
        } catch (LedgerUnavailableException e) {
            return new Submission.Unknown(end.status() + ", and why cannot be known now: " + e.getMessage());
        }
    }
}
