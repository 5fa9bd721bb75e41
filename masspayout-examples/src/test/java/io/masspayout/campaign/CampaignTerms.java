package io.masspayout.campaign;

import io.masspayout.engine.RetryPolicy;
import io.masspayout.hedera.HederaGatewayBuilder;
import io.masspayout.ledger.LedgerLimits;
import io.masspayout.store.HistoryStore;
import java.time.Duration;
import java.util.Map;

/** What all processes of a campaign agree on. Everything is shorter than in life, so that a minute sees what a day would. */
final class CampaignTerms {

    static final Duration LEASE = Duration.ofSeconds(3);
    static final Duration VALIDITY = Duration.ofSeconds(10);

    /** The shortest that the gateway allows. As many seconds as above are left to send a transfer, the other twenty are the network's margins. */
    static final Duration HEDERA_VALIDITY = HederaGatewayBuilder.MIN_VALIDITY;

    /** The ledger that is simulated knows the end of a validity window at once. */
    static final Duration LEDGER_LAG = Duration.ZERO;

    /** A little ledger: slow enough that a kill finds batches on their way, small enough that a distribution has many. */
    static final LedgerLimits LIMITS = new LedgerLimits(25, VALIDITY, 16, 25, true);

    /**
     * How many batches a clone can send before it is stopped: at the ledger's pace, until its first look at the history and the next one, and
     * what is in flight then.
     */
    static final long TWICE_AT_MOST =
            LIMITS.batchesPerSecond() * HistoryStore.MAX_AGE.toSeconds() + LIMITS.maxInFlight();

    static final RetryPolicy RETRIES = new RetryPolicy(Duration.ofMillis(200), Duration.ofSeconds(3), 16, Map.of());

    /** How long a worker waits for the ledger's answer. */
    static final Duration ANSWER = Duration.ofSeconds(2);

    /** What a host's scheduler would do less often. */
    static final Duration BETWEEN_CALLS = Duration.ofMillis(200);

    static final int DECIMALS = 6;

    static final int TREASURIES = 2;

    private CampaignTerms() {}
}
