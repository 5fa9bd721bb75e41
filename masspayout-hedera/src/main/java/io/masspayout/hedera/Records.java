package io.masspayout.hedera;

import io.masspayout.hedera.consensus.Meaning;
import io.masspayout.hedera.consensus.Meanings;
import io.masspayout.hedera.mirror.MirrorTransaction;
import io.masspayout.hedera.transaction.StoredTransfer;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Settled;
import java.util.List;
import java.util.Optional;

/** Reads the fate of a transfer from the mirror node's rows, of which an id may have several. */
final class Records {

    private final Causes causes;

    Records(Causes causes) {
        this.causes = causes;
    }

    /**
     * What the one row says that used the id up; empty when there is none, as duplicates and a node's own failures do not.
     */
    Optional<Resolution> effective(StoredTransfer transfer, List<MirrorTransaction> rows) {
        String id = transfer.id().toLedger().value();
        for (MirrorTransaction row : rows) {
            if (!row.transactionId().equals(id) || row.nonce() != 0 || row.scheduled()) {
                continue;
            }
            Optional<Meaning> meaning = Meanings.of(row.result());
            if (meaning.isEmpty()) {
                return Optional.of(new Resolution.Unknown("the ledger says " + row.result()
                        + ", which this version does not know; look the transaction up and update the library"));
            }
            if (meaning.get().atConsensus() != Meaning.AtConsensus.OPEN) {
                return Optional.of(isOurs(transfer, row) ? settled(transfer, row, meaning.get()) : takenByAnother(row));
            }
        }
        return Optional.empty();
    }

    // The memo names the batch, and a batch has one id for life: with another signature of the same body it is ours
    // all the same.
    private static boolean isOurs(StoredTransfer transfer, MirrorTransaction row) {
        return transfer.memo().equals(row.memo())
                || transfer.copies().stream().anyMatch(copy -> copy.hash().equals(row.hash()));
    }

    private static Resolution takenByAnother(MirrorTransaction row) {
        return new Resolution.Dead("somebody else's transaction has used this id up, at " + row.consensusTimestamp()
                + ", with another hash and another memo");
    }

    private Resolution settled(StoredTransfer transfer, MirrorTransaction row, Meaning meaning) {
        if (meaning.atConsensus() == Meaning.AtConsensus.TOOK_EFFECT) {
            return new Settled(new LedgerOutcome.EverybodyPaid(), row.consensusTimestamp(), row.chargedFee());
        }
        return new Settled(causes.of(transfer, meaning, row.result()), row.consensusTimestamp(), row.chargedFee());
    }
}
