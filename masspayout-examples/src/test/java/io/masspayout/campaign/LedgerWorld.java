package io.masspayout.campaign;

import com.sun.net.httpserver.HttpServer;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.testing.LedgerPayment;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A ledger as the conductor rules it: its world, its weather, its own history. Safe for use by many threads. */
interface LedgerWorld {

    /** Who is there. */
    Places places();

    /** Offers workers what they need beside the conductor's desk. */
    void serve(HttpServer server);

    /** What else a worker has to know to reach it, line by line. */
    List<String> access();

    /** Everything works from now on. */
    void fair();

    /**
     * Foul weather, until it is fair.
     *
     * @param percent how foul, of a hundred
     * @param seed of what befalls whom
     * @param sly who cannot be paid meanwhile, though screening does not tell
     */
    void foul(int percent, long seed, AccountId sly);

    /** Every request that carries this batch is lost, until the weather changes. */
    void lose(BatchId batch);

    /** Sets the balance of a treasury while others may be paid from it. */
    void setTreasury(String account, long units);

    void refuses(String account);

    void accepts(String account);

    /** Lets everything arrive that is still on its way. */
    void deliver();

    /** Returns when everybody who asks is told how the world is now, and not how it was. */
    void awaitKnown();

    /** By how much the records that workers read are behind from now on. */
    void mirrorLag(Duration lag);

    /** How many messages suffered so far. */
    long struck();

    /** A line for each treasury: account, what was put in and not taken out by others than the payments, balance. */
    String books();

    /** Every movement of money that names the distribution in its memo. */
    void payments(DistributionId distribution, Consumer<LedgerPayment> each);
}
