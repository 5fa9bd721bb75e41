package io.masspayout.testing;

import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to go wrong between a client and its ledger, and when.
 *
 * <pre>{@code
 * FaultPlan faults = FaultPlan.of()
 *         .onSubmission(3, LedgerFault.LOSE_ANSWER)
 *         .onPaymentTo(AccountId.of("0.0.2007"), LedgerFault.SOMEBODY_UNPAYABLE)
 *         .unavailable(LedgerCall.CHECK, 2)
 *         .signerRefuses(1);
 * SimulatedLedger ledger = SimulatedLedger.on(network).faults(faults).build();
 * }</pre>
 *
 * <p>A submission suffers one fault at most: that of the first rule, in the order of the calls here, which it meets. More can be
 * planned at any time, and {@link #heal} ends everything, so that a run can come to its end. Several clients may share a plan; their
 * submissions are then counted together. Safe for use by many threads.
 */
public final class FaultPlan {

    private static final int HUNDRED_PERCENT = 100;

    private final List<Rule> rules = new ArrayList<>();
    private final Map<LedgerCall, Integer> outages = new EnumMap<>(LedgerCall.class);
    private final Deque<SignerFault> signerFaults = new ArrayDeque<>();
    private final List<Runnable> hanging = new ArrayList<>();
    private final @Nullable Chance chance;
    private long submissions;
    private long struck;
    private boolean healed;

    private record Rule(Predicate<Submitted> when, LedgerFault fault) {}

    /** A submission and its number, from 1. */
    private record Submitted(long number, Signed signed) {}

    /** What a signer does instead of signing, or before. */
    record SignerFault(@Nullable Failure failure, Duration delay, boolean hangs) {}

    private FaultPlan(@Nullable Chance chance) {
        this.chance = chance;
    }

    /** A plan by which nothing goes wrong until more is said. */
    public static FaultPlan of() {
        return new FaultPlan(null);
    }

    /**
     * A plan by which anything may go wrong that a ledger's promises allow: requests and answers lost, requests duplicated or
     * delayed by up to {@code longestDelay}, the ledger busy, transactions failed because of some recipient, calls and signer
     * unavailable.
     *
     * <p>What befalls a submission depends on the seed, its transaction's id and how often that was sent, not on the order in
     * which threads come by.
     *
     * @param percent how many of a hundred submissions, calls and signatures suffer; 0 to 100
     * @param longestDelay longer than the validity of transactions, and some arrive too late
     */
    public static FaultPlan random(long seed, int percent, Duration longestDelay) {
        if (percent < 0 || percent > HUNDRED_PERCENT) {
            throw new IllegalArgumentException("percent must be 0 to 100 but is " + percent);
        }
        return new FaultPlan(new Chance(seed, percent, longestDelay));
    }

    // ---- submissions

    /** The submission with a number, from 1, counted from the start of this plan, suffers a fault. */
    public FaultPlan onSubmission(long number, LedgerFault fault) {
        return add(submitted -> submitted.number == number, fault);
    }

    /** The next submission suffers a fault. */
    public synchronized FaultPlan onNextSubmission(LedgerFault fault) {
        return onSubmission(submissions + 1, fault);
    }

    /** Every submission suffers a fault. */
    public FaultPlan onEverySubmission(LedgerFault fault) {
        return add(submitted -> true, fault);
    }

    /** Every submission of a batch suffers a fault. */
    public FaultPlan onBatch(BatchId batch, LedgerFault fault) {
        return onSubmissionsThat(signed -> signed.batchId().equals(batch), fault);
    }

    /** Every submission that pays an account, by exactly this id, suffers a fault. */
    public FaultPlan onPaymentTo(AccountId account, LedgerFault fault) {
        return onSubmissionsThat(
                signed -> TransactionBody.decode(TransactionBody.verify(signed.bytes())).payments().stream()
                        .anyMatch(payment -> payment.account().equals(account)),
                fault);
    }

    /** Every submission that meets a condition suffers a fault. */
    public FaultPlan onSubmissionsThat(Predicate<Signed> condition, LedgerFault fault) {
        return add(submitted -> condition.test(submitted.signed), fault);
    }

    private synchronized FaultPlan add(Predicate<Submitted> when, LedgerFault fault) {
        rules.add(new Rule(when, fault));
        return this;
    }

    // ---- everything else

    /** The next so many calls of a kind fail: with {@link LedgerUnavailableException}, or {@code Unknown} where that is the word. */
    public synchronized FaultPlan unavailable(LedgerCall call, int times) {
        outages.merge(call, times, Integer::sum);
        return this;
    }

    /** The signer refuses the next so many times. */
    public FaultPlan signerRefuses(int times) {
        return signer(
                times,
                new SignerFault(
                        Failure.of(FailureCode.SIGNING_REFUSED, "the signer refuses, by plan"), Duration.ZERO, false));
    }

    /** The signer does not answer in time the next so many times. */
    public FaultPlan signerUnavailable(int times) {
        return signer(
                times,
                new SignerFault(
                        Failure.of(FailureCode.SIGNER_UNAVAILABLE, "no answer of the signer, by plan"),
                        Duration.ZERO,
                        false));
    }

    /** The signer takes its time the next so many times; only a client with a latency has an executor to wait with. */
    public FaultPlan signerSlow(int times, Duration by) {
        return signer(times, new SignerFault(null, by, false));
    }

    /** The signer says nothing the next so many times, until {@link #heal}; then it signs. */
    public FaultPlan signerHangs(int times) {
        return signer(times, new SignerFault(null, Duration.ZERO, true));
    }

    private synchronized FaultPlan signer(int times, SignerFault fault) {
        for (int i = 0; i < times; i++) {
            signerFaults.add(fault);
        }
        return this;
    }

    /**
     * Ends everything planned, for good: nothing goes wrong any more, and signatures that hang are given in the calling thread.
     * What was delayed before is still on its way.
     */
    public void heal() {
        List<Runnable> released;
        synchronized (this) {
            healed = true;
            released = List.copyOf(hanging);
            hanging.clear();
        }
        released.forEach(Runnable::run);
    }

    /** How many submissions there were so far. */
    public synchronized long submissions() {
        return submissions;
    }

    /** How many submissions, calls and signatures suffered so far. */
    public synchronized long struck() {
        return struck;
    }

    // ---- for the client

    synchronized @Nullable LedgerFault next(Signed signed) {
        Submitted submitted = new Submitted(++submissions, signed);
        if (healed) {
            return null;
        }
        LedgerFault fault = rules.stream()
                .filter(rule -> rule.when.test(submitted))
                .findFirst()
                .map(Rule::fault)
                .orElseGet(() -> chance == null ? null : chance.onSubmission(signed));
        return counted(fault);
    }

    synchronized @Nullable SignerFault nextSignature() {
        if (healed) {
            return null;
        }
        SignerFault fault = signerFaults.poll();
        if (fault == null && chance != null && chance.strikes()) {
            fault = new SignerFault(
                    Failure.of(FailureCode.SIGNER_UNAVAILABLE, "no answer of the signer, by chance"),
                    Duration.ZERO,
                    false);
        }
        return counted(fault);
    }

    /** Keeps a signature until the plan is healed, or gives it now if it is. */
    void hang(Runnable signature) {
        synchronized (this) {
            if (!healed) {
                hanging.add(signature);
                return;
            }
        }
        signature.run();
    }

    /** What a call is told instead of an answer. */
    synchronized Optional<String> outage(LedgerCall call) {
        if (healed) {
            return Optional.empty();
        }
        int left = outages.getOrDefault(call, 0);
        if (left > 0) {
            outages.put(call, left - 1);
        }
        if (left == 0 && (chance == null || !chance.strikes())) {
            return Optional.empty();
        }
        struck++;
        return Optional.of(call + " is unavailable, by plan");
    }

    void requireAvailable(LedgerCall call) {
        outage(call).ifPresent(detail -> {
            throw new LedgerUnavailableException(detail, null);
        });
    }

    private synchronized <T extends @Nullable Object> T counted(T fault) {
        if (fault != null) {
            struck++;
        }
        return fault;
    }

    /** Decides at random, but repeatably. Guarded by its plan. */
    private static final class Chance {

        private static final int KINDS = 7;

        private final long seed;
        private final int percent;
        private final Duration longestDelay;
        private final Random calls;

        // How often each transaction was sent, by a hash of its id.
        private final LongTable sends = new LongTable();

        Chance(long seed, int percent, Duration longestDelay) {
            this.seed = seed;
            this.percent = percent;
            this.longestDelay = longestDelay;
            this.calls = new Random(seed);
        }

        boolean strikes() {
            return calls.nextInt(HUNDRED_PERCENT) < percent;
        }

        @Nullable
        LedgerFault onSubmission(Signed signed) {
            long hash = 0;
            for (char character : signed.transactionId().value().toCharArray()) {
                hash = hash * 1_000_003 + character;
            }
            hash &= Long.MAX_VALUE - 1;
            long send = sends.get(hash, 0);
            sends.put(hash, send + 1);
            Random random = new Random(seed ^ hash ^ send << 48);
            if (random.nextInt(HUNDRED_PERCENT) >= percent) {
                return null;
            }
            return switch (random.nextInt(KINDS)) {
                case 0 -> LedgerFault.LOSE_REQUEST;
                case 1 -> LedgerFault.LOSE_ANSWER;
                case 2 -> LedgerFault.DUPLICATE;
                case 3 -> LedgerFault.BUSY;
                case 4 -> LedgerFault.SOMEBODY_UNPAYABLE;
                case 5 -> LedgerFault.SOMEBODY_UNPAYABLE.unheard();
                default -> LedgerFault.delay(Duration.ofNanos(random.nextLong(longestDelay.toNanos() + 1)));
            };
        }
    }
}
