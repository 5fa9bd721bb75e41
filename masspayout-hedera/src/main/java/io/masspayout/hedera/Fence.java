package io.masspayout.hedera;

import com.hedera.hashgraph.sdk.AccountId;
import io.masspayout.hedera.consensus.ConsensusNodes;
import io.masspayout.hedera.consensus.NodeAnswer;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.transaction.NodeCopy;
import io.masspayout.hedera.transaction.StartTimes;
import io.masspayout.hedera.transaction.StoredTransfer;
import io.masspayout.hedera.transaction.TransferBodies;
import io.masspayout.hedera.transaction.TransferId;
import io.masspayout.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the records of a quiet network move on, by an empty transfer of the operator's. A transfer of one tinybar would come into some
 * account, where it may be an event that pays out; and one from the operator to itself is refused, as it names an account twice. Safe for
 * use by many threads.
 */
final class Fence {

    /** No batch reference, and recognisable for a person who reads the account's transactions. */
    static final String MEMO = "mpf:fence";

    /** A mirror node of a network with traffic is seldom further behind: one whose newest transaction is older needs a fence. */
    static final Duration QUIET = Duration.ofSeconds(10);

    /** So does one that has shown the same newest transaction for so long: a record file of two seconds, and the next one. */
    static final Duration STILL = Duration.ofSeconds(4);

    /**
     * A network's record file ends with the first transaction after two seconds, and mirror nodes read finished files only: without other
     * traffic a fence becomes visible by the next one, which has to come later than that.
     */
    static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(3);

    /** The second shows the first. */
    private static final int FENCES_NEEDED = 2;

    /** So long a fence may take to become visible: consensus, the end of its record file, and the mirror node. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Fences that stay unseen, as the mirror node lags by minutes, become rarer up to this: they cost a few cents a day then. */
    static final Duration LONGEST_INTERVAL = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(Fence.class);

    private final ConsensusNodes nodes;
    private final MirrorClient mirror;
    private final TransferBodies bodies;
    private final Signatories signatories;
    private final InstantSource clock;
    private final StartTimes startTimes;
    private final int nodesPerTransaction;
    private final String operator;

    private Instant last = Instant.EPOCH;
    private Instant asked = Instant.EPOCH;
    private Instant seenAt = Instant.EPOCH;
    private Instant seenBefore = Instant.EPOCH;
    private Duration interval = SHORTEST_INTERVAL;
    private int unseen;

    Fence(
            ConsensusNodes nodes,
            MirrorClient mirror,
            TransferBodies bodies,
            Signatories signatories,
            HederaGatewayBuilder settings) {
        this.nodes = nodes;
        this.mirror = mirror;
        this.bodies = bodies;
        this.signatories = signatories;
        this.clock = settings.clock();
        // At once, whatever time approvals of payments take: the operator's key is at hand.
        this.startTimes = new StartTimes(settings.clock(), settings.random(), Duration.ZERO);
        this.nodesPerTransaction = settings.nodesPerTransaction();
        this.operator = settings.operator();
    }

    /**
     * Sends one where it is needed and time for it.
     *
     * @return whether one is on its way: this one, or one of a moment ago
     */
    boolean send() {
        Optional<LocalKeySigner> signer = signatories.localOperator();
        if (signer.isEmpty()) {
            return false;
        }
        Instant newest = mirror.newest();
        Instant now = clock.instant();
        return switch (turn(now, newest)) {
            case SEND -> send(signed(signer.get()));
            case ON_ITS_WAY -> true;
            case NOT_YET -> false;
        };
    }

    private enum Turn {
        SEND,
        ON_ITS_WAY,
        NOT_YET
    }

    private synchronized Turn turn(Instant now, Instant newest) {
        boolean moved = newest.isAfter(seenBefore);
        boolean movesByItself = moved && now.isBefore(asked.plus(PATIENCE));
        asked = now;
        if (moved) {
            seenBefore = newest;
            seenAt = now;
            interval = SHORTEST_INTERVAL;
            unseen = 0;
        }
        boolean isQuiet = newest.isBefore(now.minus(QUIET)) || !now.isBefore(seenAt.plus(STILL));
        if (movesByItself || !isQuiet) {
            // With traffic a fence would not be seen any sooner, even when the mirror node is behind.
            return Turn.NOT_YET;
        }
        if (unseen > 0 && now.isBefore(last.plus(interval))) {
            return now.isBefore(last.plus(PATIENCE)) ? Turn.ON_ITS_WAY : Turn.NOT_YET;
        }
        if (unseen >= FENCES_NEEDED) {
            Duration longer = interval.multipliedBy(2);
            interval = longer.compareTo(LONGEST_INTERVAL) < 0 ? longer : LONGEST_INTERVAL;
        }
        unseen++;
        last = now;
        return Turn.SEND;
    }

    private StoredTransfer signed(LocalKeySigner signer) {
        TransferId id = new TransferId(operator, startTimes.next());
        List<AccountId> some = nodes.forTransaction(id.validStart(), nodesPerTransaction);
        StoredTransfer unsigned = StoredTransfer.read(bodies.unsigned(id, MEMO, some));
        return unsigned.signed(SignaturePairs.of(signer.key(), signer.sign(unsigned.payloads())));
    }

    private boolean send(StoredTransfer fence) {
        String last = "";
        for (NodeCopy copy : fence.copies()) {
            NodeAnswer answer = nodes.send(copy).toCompletableFuture().join();
            Fate fate = answer.match(
                    accepted -> Fate.ON_ITS_WAY,
                    known -> Fate.ON_ITS_WAY,
                    notTaken -> Fate.NEXT_NODE,
                    refused -> Fate.REFUSED,
                    unclear -> Fate.ON_ITS_WAY);
            if (fate != Fate.NEXT_NODE) {
                log.info(
                        "sent the fence {}, as the mirror node shows no newer transaction than {}: {}",
                        fence.id().toLedger(),
                        seenBefore,
                        answer);
                return fate == Fate.ON_ITS_WAY;
            }
            last = answer.toString();
        }
        throw new LedgerUnavailableException("no node took the fence: " + last, null);
    }

    private enum Fate {
        ON_ITS_WAY,
        NEXT_NODE,
        REFUSED
    }
}
