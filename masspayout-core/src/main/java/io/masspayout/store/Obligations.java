package io.masspayout.store;

import io.masspayout.model.TreasuryStop;
import java.util.Optional;

/**
 * What a treasury owes: to distributions for which money is reserved, and by what was sent for others before they lost their
 * reservation.
 *
 * @param open the sum of what open batches of distributions with reserved money are to pay, and of what batches in flight of the
 *     others may still pay, in smallest units; {@link Long#MAX_VALUE} also for anything beyond it
 * @param epoch grows with every reservation, so that a balance read after this can be used safely: while the epoch has not
 *     moved, obligations can only have shrunk
 * @param stop why nothing is paid from it, if so
 * @param silence the ledger's silence at the last look at the treasury, if it gave no answer then
 */
public record Obligations(long open, long epoch, Optional<TreasuryStop> stop, Optional<Silence> silence) {}
