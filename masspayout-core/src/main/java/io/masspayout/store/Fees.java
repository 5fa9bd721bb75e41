package io.masspayout.store;

/**
 * What the ledger has charged for the transactions of a distribution, whether they paid or failed.
 *
 * @param charged the sum, in the smallest units of the ledger's native currency
 * @param transactions how many transactions that is the sum of
 * @param unknown how many transactions have ended on the ledger without its saying what they cost; the followed history may say so later
 */
public record Fees(long charged, long transactions, long unknown) {}
