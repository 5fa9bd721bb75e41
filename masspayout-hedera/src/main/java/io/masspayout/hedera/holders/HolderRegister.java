package io.masspayout.hedera.holders;

import io.masspayout.hedera.mirror.ConsensusTimestamp;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.mirror.MirrorToken;
import io.masspayout.hedera.mirror.Pages;
import io.masspayout.hedera.mirror.TokenBalance;
import io.masspayout.ledger.HolderCursor;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.MassPayoutException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens the balances of a native token at any consensus time. The mirror node keeps balances only every quarter of an hour, and its
 * balances of now are of another moment on every page; so the newest snapshot that is not after the record date is taken, and the
 * transfers since are added to it. A token that no snapshot knows yet is replayed from its creation. Safe for use by many threads.
 */
public final class HolderRegister {

    private final MirrorClient mirror;

    public HolderRegister(MirrorClient mirror) {
        this.mirror = Objects.requireNonNull(mirror, "mirror");
    }

    /**
     * Everybody who held something, ascending by account number. The transfers are read before this returns, the snapshot while the
     * cursor is read. Its {@code next} throws {@link InexactBalancesException} in place of its last page when the balances do not add up
     * to the token's total supply at that time.
     *
     * @param tokenId as {@code 0.0.n}
     * @throws LedgerUnavailableException when the mirror does not answer, or has not reached the record date
     * @throws MassPayoutException when there was no such fungible token then
     * @throws InexactBalancesException when a transfer cannot be understood
     */
    public HolderCursor open(String tokenId, RecordDate recordDate) {
        Instant at = recordDate.at();
        Instant newest = mirror.newest();
        if (newest.isBefore(at)) {
            throw new LedgerUnavailableException(
                    "the mirror node has reached " + ConsensusTimestamp.text(newest) + ", not yet the record date "
                            + recordDate + "; ask again in some seconds",
                    null);
        }
        MirrorToken token = mirror.token(tokenId, at)
                .filter(MirrorToken::fungible)
                .orElseThrow(() -> new MassPayoutException("there was no fungible token " + tokenId + " at "
                        + recordDate + "; check the token, or choose a record date after its creation"));
        Optional<Instant> snapshot = mirror.balanceSnapshot(tokenId, at);
        if (snapshot.filter(taken -> taken.isAfter(at)).isPresent()) {
            throw new LedgerUnavailableException(
                    "the mirror node offers a snapshot from after " + recordDate + "; check the mirror node", null);
        }
        Realm realm = Realm.of(tokenId);
        BalanceChanges changes = new TransferReplay(mirror, tokenId, realm)
                .between(snapshot.orElseGet(() -> token.createdAt().minusNanos(1)), at);
        return new ExactBalances(
                new ExactBalances.Source(tokenId, recordDate, snapshot, token.totalSupply(), realm),
                base(tokenId, snapshot.orElse(null)),
                changes);
    }

    private Pages<TokenBalance> base(String tokenId, @Nullable Instant snapshot) {
        return snapshot == null ? Optional::empty : mirror.balancesAt(tokenId, snapshot);
    }
}
