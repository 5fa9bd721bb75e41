package io.masspayout.hedera;

import io.masspayout.hedera.consensus.ConsensusNodes;
import io.masspayout.hedera.consensus.Meaning;
import io.masspayout.hedera.consensus.ReceiptAnswer;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.mirror.MirrorTransaction;
import io.masspayout.hedera.transaction.NodeCopy;
import io.masspayout.hedera.transaction.StoredTransfer;
import io.masspayout.hedera.transaction.TransferBodies;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what became of an id. Receipts tell it first; they speak of the id whoever's it is, so that a payment counts as ours only when the mirror
 * node shows our hash or our memo with it. That nothing happened is proved by the ledger's own time: by a transaction that the mirror node has read from
 * beyond the window, never by our clock, and never by an answer that says only "not found".
 */
final class Resolver {

    /** Nodes remember an id for its longest possible validity (hiero-consensus-node, RecordCacheImpl). */
    private static final Duration RECEIPTS_LAST = TransferBodies.MAX_VALIDITY;

    /**
     * Replicas of a mirror node differ by some seconds. Two answers prove something together only when the first is this much beyond what
     * is asked in the second; one answer that holds both needs no margin.
     */
    static final Duration REPLICA_MARGIN = Duration.ofSeconds(30);

    private final ConsensusNodes nodes;
    private final MirrorClient mirror;
    private final Records records;
    private final Causes causes;
    private final InstantSource clock;

    Resolver(ConsensusNodes nodes, MirrorClient mirror, Records records, Causes causes, InstantSource clock) {
        this.nodes = nodes;
        this.mirror = mirror;
        this.records = records;
        this.causes = causes;
        this.clock = clock;
    }

    Resolution resolve(StoredTransfer transfer) {
        try {
            return fate(transfer);
        } catch (LedgerUnavailableException e) {
            return new Resolution.Unknown(String.valueOf(e.getMessage()));
        }
    }

    private Resolution fate(StoredTransfer transfer) {
        Instant now = clock.instant();
        if (!now.isAfter(transfer.id().validStart().plus(RECEIPTS_LAST))) {
            return receipt(transfer)
                    .match(end -> ended(transfer, end, now), open -> withoutReceipt(transfer, open.detail(), now));
        }
        return withoutReceipt(transfer, "no receipt was asked for", now);
    }

    private Resolution ended(StoredTransfer transfer, ReceiptAnswer.Final end, Instant now) {
        return end.meaning().atConsensus() == Meaning.AtConsensus.TOOK_EFFECT
                ? confirmed(transfer)
                : new Settled(causes.of(transfer, end.meaning(), end.status()), now, null);
    }

    private Resolution withoutReceipt(StoredTransfer transfer, String seen, Instant now) {
        return now.isAfter(transfer.validUntil()) ? afterItsWindow(transfer) : new Resolution.Unknown(seen);
    }

    private ReceiptAnswer receipt(StoredTransfer transfer) {
        ReceiptAnswer last = new ReceiptAnswer.Open("no node to ask");
        for (NodeCopy copy : transfer.copies()) {
            last = nodes.receipt(transfer.id(), copy.node())
                    .toCompletableFuture()
                    .join();
            if (last.isFinal()) {
                return last;
            }
        }
        return last;
    }

    private Resolution confirmed(StoredTransfer transfer) {
        return records.effective(transfer, byId(transfer))
                .orElseGet(() -> new Resolution.Unknown(
                        "paid, says the receipt; the mirror node has yet to show whose transaction it was"));
    }

    private Resolution afterItsWindow(StoredTransfer transfer) {
        List<MirrorTransaction> ofPayer = mirror.transactions(
                        transfer.id().payer(), transfer.id().validStart())
                .next()
                .orElse(List.of());
        Optional<Resolution> found = records.effective(transfer, ofPayer);
        if (found.isPresent()) {
            return found.get();
        }
        Optional<Instant> fence = ofPayer.stream()
                .map(MirrorTransaction::consensusTimestamp)
                .filter(transfer.validUntil()::isBefore)
                .findFirst();
        if (fence.isPresent()) {
            // One answer, complete up to the payer's next transaction: our id is not in it.
            return new Resolution.Dead("the mirror node shows the payer's transactions from "
                    + transfer.id().validStart() + " to " + fence.get() + " without it");
        }
        Instant newest = mirror.newest();
        found = records.effective(transfer, byId(transfer));
        if (found.isPresent()) {
            return found.get();
        }
        return newest.isAfter(transfer.validUntil().plus(REPLICA_MARGIN))
                ? new Resolution.Dead("the mirror node has read up to " + newest + " and shows no transaction "
                        + transfer.id().toLedger())
                : new Resolution.Unknown(
                        "the mirror node has read up to " + newest + "; the window ends " + transfer.validUntil());
    }

    private List<MirrorTransaction> byId(StoredTransfer transfer) {
        return mirror.transaction(transfer.id().payer(), transfer.id().validStart());
    }
}
