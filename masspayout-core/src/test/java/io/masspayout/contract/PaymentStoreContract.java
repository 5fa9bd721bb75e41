package io.masspayout.contract;

import io.masspayout.model.BatchPayout;
import io.masspayout.model.DistributionId;
import io.masspayout.store.AuditEvent;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.StatementLine;
import java.util.List;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link PaymentStore} must do. An implementation's test extends this class and says how to get a fresh store and how to
 * look into it; it inherits all contracts, also those that are added later.
 *
 * <p>Leases that have expired are made with length zero, so the database's clock need not be moved: an expired lease is still
 * its worker's, until somebody else claims the batch.
 */
public abstract class PaymentStoreContract {

    /** A store without any rows, safe for use by several threads. */
    protected abstract PaymentStore newStore();

    /** Every holder of a distribution, by account id bytewise. */
    protected abstract List<StatementLine> statement(PaymentStore store, DistributionId id);

    /** Every batch of a distribution, by number. */
    protected abstract List<BatchPayout> batches(PaymentStore store, DistributionId id);

    /** How holders of a distribution left batches unpaid, oldest first. */
    protected abstract List<PaymentAttempt> attempts(PaymentStore store, DistributionId id);

    /** The audit trail of one subject, oldest first. */
    protected abstract List<AuditEvent> audit(PaymentStore store, String subject, String subjectId);

    /**
     * How many calls lie between two crashes of one test; each trouble begins at another one. For stores that are slow, so that a build
     * stays short; the long form crashes at every call.
     */
    protected int crashStride() {
        return 1;
    }

    @Nested
    class Assets extends AssetStoreContract {
        Assets() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class ImportingAgain extends ImportAgainContract {
        ImportingAgain() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class TakingPart extends ParticipationContract {
        TakingPart() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class LookingAlike extends LookalikeContract {
        LookingAlike() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Declaring extends DeclareContract {
        Declaring() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Planning extends PlanContract {
        Planning() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Shares extends SharesContract {
        Shares() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Claiming extends ClaimContract {
        Claiming() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Obstacles extends ObstacleContract {
        Obstacles() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Situations extends SituationContract {
        Situations() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Intents extends IntentContract {
        Intents() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Settling extends SettleContract {
        Settling() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class SettlingAgain extends SettleReplayContract {
        SettlingAgain() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class HoldingAndCancelling extends HoldCancelContract {
        HoldingAndCancelling() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class RetryingFailed extends RetryFailedContract {
        RetryingFailed() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Finishing extends FinishContract {
        Finishing() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Treasuries extends TreasuryContract {
        Treasuries() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Due extends DueContract {
        Due() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Books extends BookContract {
        Books() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Histories extends HistoryContract {
        Histories() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Reconciling extends ReconcileContract {
        Reconciling() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class ReconcilingContradictions extends ReconcileContradictionContract {
        ReconcilingContradictions() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class AdoptingLate extends LateAdoptionContract {
        AdoptingLate() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class NotFound extends NotFoundContract {
        NotFound() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Crashing extends CrashContract {
        Crashing() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Steering extends SteeringContract {
        Steering() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class SameAnswers extends SameAnswerContract {
        SameAnswers() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Charging extends FeesContract {
        Charging() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Parking extends ParkContract {
        Parking() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class OddAnswers extends OddAnswersContract {
        OddAnswers() {
            super(PaymentStoreContract.this);
        }
    }

    @Nested
    class Signing extends SignerContract {
        Signing() {
            super(PaymentStoreContract.this);
        }
    }
}
