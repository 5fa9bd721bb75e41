package io.masspayout.ledger;

import io.masspayout.model.SnapshotRef;
import io.masspayout.model.TokenId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The port to what the chain knows about assets. Implementations are safe for use by many threads. */
public interface AssetSource {

    /**
     * What the ledger knows of a token, or empty when it has none by that id.
     *
     * @param tokenId as a caller wrote it
     * @throws LedgerUnavailableException when the ledger does not answer
     */
    Optional<TokenInfo> token(String tokenId);

    /**
     * Fixes the balances of a token at one instant. Asking again for the same record date fixes the same balances.
     *
     * @param recordDate the instant at which balances count; {@code null} for now
     * @throws LedgerUnavailableException when the ledger does not answer, or has not reached the record date yet
     */
    SnapshotRef takeSnapshot(TokenId tokenId, @Nullable Instant recordDate);

    /**
     * Opens the holders of a snapshot.
     *
     * @throws LedgerUnavailableException when they cannot be read now
     */
    HolderCursor holders(TokenId tokenId, SnapshotRef snapshot);

    /**
     * What has changed between two snapshots: every account whose balance differs, with its balance in the later one, which is zero for one that
     * holds nothing any more.
     *
     * @return empty when this ledger cannot tell, or {@code since} is too long ago; then everything has to be read
     * @throws LedgerUnavailableException when the ledger does not answer
     */
    default Optional<HolderCursor> changes(TokenId tokenId, SnapshotRef since, SnapshotRef until) {
        return Optional.empty();
    }
}
