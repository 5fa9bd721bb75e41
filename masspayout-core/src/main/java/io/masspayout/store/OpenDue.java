package io.masspayout.store;

/**
 * What stands against a treasury's balance when a distribution is looked at. Amounts in smallest units; {@link Long#MAX_VALUE} also for
 * anything beyond it.
 *
 * @param unsent what the distribution's batches are to pay that are no intents. A batch in flight is not among them: the ledger may have
 *     taken its money already
 * @param owedToOthers what the treasury owes to all other distributions, as {@link Obligations#open} counts it
 */
public record OpenDue(long unsent, long owedToOthers) {}
