package io.masspayout.testing.simulation;

import io.masspayout.model.LedgerTransactionId;
import java.time.Duration;
import java.time.Instant;

/** What may go wrong in this simulation, and how often; the dice decide both. After {@link #end} nothing goes wrong any more. */
final class Calamities {

    /** A process that dawdles lets this many of a thousand turns pass. */
    private static final int MOST_DAWDLES = 950;

    /** So many times as likely is a restore while the newest backup lacks a payment. */
    private static final int NEWS_IS_FORGOTTEN = 8;

    private static final int ONE_IN_SO_MANY_HAS_ODD_WORDS = 2;

    private final Dice dice;
    private final int kills;
    private final int freezes;
    private final int stalls;
    private final int brokenConnections;
    private final int leaps;
    private final int dawdles;
    private final int setbacks;
    private final int backups;
    private final int strangers;
    private final boolean oddWords;
    private final boolean poison;
    private final int badListeners;
    private final int clones;
    private boolean over;

    /**
     * What the dice say.
     *
     * @param ordinary whether only processes, network and ledger make trouble
     */
    Calamities(Dice dice, boolean ordinary) {
        this.dice = dice;
        this.kills = oftenOrNever(60);
        this.freezes = oftenOrNever(40);
        this.stalls = oftenOrNever(10);
        this.brokenConnections = oftenOrNever(10);
        this.leaps = oftenOrNever(30);
        this.dawdles = dice.toss() ? MOST_DAWDLES : 0;
        this.setbacks = ordinary ? 0 : oftenOrNever(10);
        this.backups = setbacks == 0 ? 0 : dice.between(1, 15);
        this.strangers = ordinary ? 0 : oftenOrNever(500);
        this.oddWords = !ordinary && dice.toss();
        this.poison = !ordinary && dice.between(1, 4) == 1;
        this.badListeners = ordinary ? 0 : oftenOrNever(500);
        // What a database has forgotten, and what its clone has paid, look the same: one of both at a time.
        this.clones = ordinary || setbacks > 0 ? 0 : oftenOrNever(20);
    }

    // Some simulations without a kind of trouble reach what others never do.
    private int oftenOrNever(int mostPerMille) {
        return dice.toss() ? dice.between(1, mostPerMille) : 0;
    }

    boolean processDies() {
        return strikes(kills);
    }

    /** A process stops for a while, perhaps until all its leases have run out, and goes on as if nothing had been. */
    boolean processFreezes() {
        return strikes(freezes);
    }

    /** The ledger takes and answers nothing for a while. */
    boolean ledgerStalls() {
        return strikes(stalls);
    }

    boolean connectionBreaks() {
        return strikes(brokenConnections);
    }

    /** Much time passes in which nobody gets anything done. */
    boolean timeLeaps() {
        return strikes(leaps);
    }

    /** Lets a turn pass: what others do in a second takes a process that dawdles a minute, so that it is late at every point. */
    boolean dawdles() {
        return strikes(dawdles);
    }

    /** The gateway names a recipient that is in no batch. */
    boolean strangerIsNamed() {
        return strikes(strangers);
    }

    /** What the ledger says of a transaction is no text that a database can store. It stays so for ever. */
    boolean hasOddWords(LedgerTransactionId id) {
        return oddWords && Math.floorMod(id.value().hashCode(), ONE_IN_SO_MANY_HAS_ODD_WORDS) == 0;
    }

    /** One distribution cannot be read by any worker. */
    boolean poisons() {
        return poison;
    }

    /** A host's listener fails. */
    boolean listenerFails() {
        return strikes(badListeners);
    }

    /** A copy of the database begins to live, with a worker of its own. */
    boolean databaseIsCloned() {
        return strikes(clones);
    }

    boolean backupIsTaken() {
        return strikes(backups);
    }

    /** Whether the database is ever put back to a backup. */
    boolean mayFallBack() {
        return setbacks > 0;
    }

    /**
     * The database is put back to a backup.
     *
     * @param hasNews whether money was moved since the newest backup, so that the database is about to forget it: that is what these
     *     simulations are for, and would be rare if all moments were alike
     */
    boolean databaseFallsBack(boolean hasNews) {
        return strikes(hasNews ? setbacks * NEWS_IS_FORGOTTEN : setbacks);
    }

    private boolean strikes(int perMille) {
        return !over && perMille > 0 && dice.perMille(perMille);
    }

    Duration aWhile() {
        return dice.between(Duration.ofSeconds(1), Duration.ofSeconds(dice.toss() ? 30 : 240));
    }

    Instant aWhileFrom(Instant now) {
        return now.plus(aWhile());
    }

    void end() {
        over = true;
    }
}
