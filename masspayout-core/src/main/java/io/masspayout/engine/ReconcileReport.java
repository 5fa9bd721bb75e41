package io.masspayout.engine;

import io.masspayout.store.ReconcileCounts;
import java.time.Instant;

/**
 * What reading the ledger's history back came to.
 *
 * @param counts entries by what became of them
 * @param completeUntil ledger time up to which the history was complete
 * @param finalAfter ledger time after which nothing sent before the restore can still take effect
 * @param finished whether the history reached that far; until then the distribution stays blocked, call again
 */
public record ReconcileReport(ReconcileCounts counts, Instant completeUntil, Instant finalAfter, boolean finished) {}
