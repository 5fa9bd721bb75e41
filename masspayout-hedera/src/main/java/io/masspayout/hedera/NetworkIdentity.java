package io.masspayout.hedera;

import io.masspayout.hedera.mirror.MirrorBlock;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.LedgerFingerprint;
import java.time.Instant;

/**
 * Which network the mirror node reads, by its first block. A network that is reset begins a new stream of blocks, and no two networks have
 * the same; a name or a ledger id is configuration of ours, and tells nothing. The mirror nodes' REST API does not tell a ledger id.
 *
 * <p>A mirror node that keeps a part of the history only (one that began later, or that forgets) cannot show the first block. What it shows
 * instead is told apart by its number, so that the book of such a host stays bound to this mirror node's beginning: another mirror node,
 * and one that has forgotten more, are refused until a person binds the book anew. That is the safe direction.
 */
final class NetworkIdentity {

    private final MirrorClient mirror;

    NetworkIdentity(MirrorClient mirror) {
        this.mirror = mirror;
    }

    LedgerFingerprint fingerprint() {
        MirrorBlock oldest = mirror.oldestBlock();
        return new LedgerFingerprint(
                oldest.isFirst()
                        ? "Hedera, first block " + oldest.hash()
                        : "Hedera, by a mirror node whose oldest block is number " + oldest.number() + ", "
                                + oldest.hash());
    }

    /**
     * Requires that the mirror node has everything since a time.
     *
     * @throws LedgerUnavailableException when its history begins later, though the network's does not
     */
    void requireHistory(Instant since) {
        MirrorBlock oldest = mirror.oldestBlock();
        if (!oldest.isFirst() && oldest.from().isAfter(since)) {
            throw new LedgerUnavailableException(
                    "the mirror node's history begins at " + oldest.from() + ", with block " + oldest.number()
                            + ", and is needed from " + since + " on; use a mirror node that has it",
                    null);
        }
    }
}
