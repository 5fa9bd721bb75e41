package io.masspayout.testing;

import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.Submission;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.FailureScope;
import io.masspayout.model.Payment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One thing that can go wrong with one submission. A {@link FaultPlan} says with which. Immutable. */
public final class LedgerFault {

    /** The request never reaches the ledger; the client knows nothing. */
    public static final LedgerFault LOSE_REQUEST = travelling("request lost", Way.LOST);

    /** The ledger executes the transaction; the client knows nothing. */
    public static final LedgerFault LOSE_ANSWER =
            new LedgerFault("answer lost", Way.ARRIVES, 0, Interference.NONE, true);

    /** The request reaches the ledger twice, and the client hears only of the second arrival. */
    public static final LedgerFault DUPLICATE = travelling("request duplicated", Way.ARRIVES_TWICE);

    /** The ledger has no room: refused, and nothing happens. */
    public static final LedgerFault BUSY = travelling("ledger busy", Way.REFUSED);

    /** The transaction fails on the ledger as if the treasury had too little money. */
    public static final LedgerFault TREASURY_EMPTY =
            failing(Failure.of(FailureCode.TREASURY_EMPTY, "INSUFFICIENT_TOKEN_BALANCE, by plan"));

    /** The transaction fails on the ledger as if the payment token were paused. */
    public static final LedgerFault TOKEN_PAUSED =
            failing(Failure.of(FailureCode.TOKEN_PAUSED, "TOKEN_IS_PAUSED, by plan"));

    /** The transaction fails on the ledger because of some recipient, and nobody learns of which. */
    public static final LedgerFault SOMEBODY_UNPAYABLE =
            failing(Failure.of(FailureCode.SOME_RECIPIENT, "some recipient cannot be paid, by plan"));

    private final String name;
    private final Way way;
    private final long delay;
    private final Interference interference;
    private final boolean answerLost;

    /** How the request fares on its way to the ledger. */
    private enum Way {
        ARRIVES,
        ARRIVES_TWICE,
        ARRIVES_LATER,
        ARRIVES_LATER_AND_IS_TAKEN_EVEN_EXPIRED,
        LOST,
        REFUSED
    }

    private LedgerFault(String name, Way way, long delay, Interference interference, boolean answerLost) {
        this.name = name;
        this.way = way;
        this.delay = delay;
        this.interference = interference;
        this.answerLost = answerLost;
    }

    private static LedgerFault travelling(String name, Way way) {
        return new LedgerFault(name, way, 0, Interference.NONE, false);
    }

    /**
     * The client knows nothing, and the request arrives when ledger time has moved on by so much; past its validity the ledger
     * refuses it.
     */
    public static LedgerFault delay(Duration by) {
        return new LedgerFault("request delayed by " + by, Way.ARRIVES_LATER, by.toNanos(), Interference.NONE, false);
    }

    /**
     * As {@link #delay}, but the ledger executes the request even past its validity, when it may have been reported dead. No
     * ledger may do that: it is here to show that such a settlement is not dropped in silence.
     */
    public static LedgerFault delayBreakingFinality(Duration by) {
        return new LedgerFault(
                "request delayed by " + by + " and taken past its validity",
                Way.ARRIVES_LATER_AND_IS_TAKEN_EVEN_EXPIRED,
                by.toNanos(),
                Interference.NONE,
                false);
    }

    /** One recipient of the transaction refuses; what this means to the others is the ledger's mode. */
    public static LedgerFault refusedBy(AccountId recipient) {
        return unpayable(recipient, FailureCode.RECIPIENT_REFUSED);
    }

    /**
     * One recipient of the transaction cannot be paid.
     *
     * @param code of {@link FailureScope#HOLDER}
     */
    public static LedgerFault unpayable(AccountId recipient, FailureCode code) {
        if (code.scope() != FailureScope.HOLDER) {
            throw new IllegalArgumentException(code + " does not speak of one holder");
        }
        Failure failure = Failure.of(code, recipient + " cannot be paid, by plan");
        Interference unpayable = new Interference() {
            @Override
            public @Nullable Failure of(Payment payment, int index) {
                return payment.account().equals(recipient) ? failure : null;
            }
        };
        return new LedgerFault(failure.toString(), Way.ARRIVES, 0, unpayable, false);
    }

    /**
     * The transaction fails on the ledger as a whole, for a reason that names nobody. It is charged for, and a look at the treasury
     * sees nothing of it: so it is with an account that pays fees and is empty, a used-up allowance, or a wrong key.
     */
    public static LedgerFault failing(Failure failure) {
        Interference whole = new Interference() {
            @Override
            public Failure ofWhole() {
                return failure;
            }
        };
        return new LedgerFault(failure.toString(), Way.ARRIVES, 0, whole, false);
    }

    /** The same, and the client does not hear of it. */
    public LedgerFault unheard() {
        return new LedgerFault(name + ", answer lost", way, delay, interference, true);
    }

    /** Carries a request to the ledger in this way. */
    Submission strike(LedgerState ledger, Bytes signed) {
        Submission answer = switch (way) {
            case ARRIVES -> ledger.arrive(signed, interference);
            case ARRIVES_TWICE -> {
                ledger.arrive(signed, interference);
                yield ledger.arrive(signed, interference);
            }
            case ARRIVES_LATER, ARRIVES_LATER_AND_IS_TAKEN_EVEN_EXPIRED -> {
                ledger.delay(delay, signed, interference, way == Way.ARRIVES_LATER_AND_IS_TAKEN_EVEN_EXPIRED);
                yield noAnswer();
            }
            case LOST -> noAnswer();
            case REFUSED -> new Submission.Refused(Failure.of(FailureCode.LEDGER_BUSY, "BUSY, by plan"));
        };
        return answerLost ? noAnswer() : answer;
    }

    private static Submission noAnswer() {
        return new Submission.Unknown("no answer in time");
    }

    /** What goes wrong, in words. */
    @Override
    public String toString() {
        return name;
    }
}
