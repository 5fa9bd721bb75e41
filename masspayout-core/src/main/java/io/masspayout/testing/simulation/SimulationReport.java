package io.masspayout.testing.simulation;

import java.time.Duration;

/**
 * What one simulation went through without a violation.
 *
 * @param seed by which it replays exactly
 * @param steps turns taken and messages delivered
 * @param looks how often ledger and database were compared, distribution by distribution
 * @param kills processes killed
 * @param freezes processes that stopped for a while and went on
 * @param stalls how often the ledger stood still
 * @param setbacks how often the database was put back to what it was before
 * @param forgetful how many of these lacked a payment that the ledger had
 * @param clones copies of the database that paid beside it
 * @param paidByBoth holders whom a clone and the database itself have paid, before they could know of each other
 * @param faults submissions, calls and signatures to which something happened
 * @param ledgerTransactions final on the ledger
 * @param simulated how much time passed in it
 * @param digest the same for two runs that went the same way
 */
public record SimulationReport(
        long seed,
        long steps,
        long looks,
        int kills,
        int freezes,
        int stalls,
        int setbacks,
        int forgetful,
        int clones,
        int paidByBoth,
        long faults,
        int ledgerTransactions,
        Duration simulated,
        long digest) {}
