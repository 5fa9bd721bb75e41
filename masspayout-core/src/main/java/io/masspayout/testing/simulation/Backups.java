package io.masspayout.testing.simulation;

/**
 * Backups of a simulated database, and what becomes of it when it is put back to one. Its sessions go on with what it is then; each one's
 * next call finds the connection broken.
 */
public interface Backups {

    /** Keeps what the database holds at this moment. */
    void take();

    /** How many have been taken. */
    int count();

    /**
     * Puts the database back; the backup stays.
     *
     * @param backup counts from 0, oldest first
     * @param told whether the database says that it is another one than before, as after a restore from a backup or a failover; a storage
     *     snapshot only says that the server was started
     */
    void restore(int backup, boolean told);

    /**
     * A copy of the database as it is now, which lives on beside it: a staging system that was made from production.
     *
     * @param told whether the copy says that it is another database; a copied disk only says that the server was started
     */
    SimulatedDatabase cloned(boolean told);
}
