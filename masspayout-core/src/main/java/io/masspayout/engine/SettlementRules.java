package io.masspayout.engine;

import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.Settled;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.store.RetryGroup;
import io.masspayout.store.Settlement;
import io.masspayout.store.Settlement.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the holders of a batch whose id has ended. Pure: looks at nothing but its arguments and the dice for jitter.
 *
 * <ul>
 *   <li>A failure of the treasury stops the treasury; the holders wait in a new batch.
 *   <li>Named culprits fail; the others go on at once in a new batch.
 *   <li>Unnamed culprits are found by halving.
 *   <li>What nobody need act on is tried again after a backoff, up to the policy's depth.
 *   <li>Everything else fails with its code, for {@code retryFailed} when the cause is mended.
 * </ul>
 */
final class SettlementRules {

    /**
     * A settlement and what follows from it for the treasury.
     *
     * @param treasuryFailure why the treasury has to be stopped, before the settlement is recorded
     */
    record Verdict(Settlement settlement, Optional<Failure> treasuryFailure) {}

    private static final Logger log = LoggerFactory.getLogger(SettlementRules.class);

    private final RetryPolicy retries;
    private final RandomGenerator random;
    private final Instant atOnce;

    /**
     * Rules of one run.
     *
     * @param atOnce a time at which what may be tried again at once is due: the run's own beginning, as it looks for what was due then
     */
    SettlementRules(RetryPolicy retries, RandomGenerator random, Instant atOnce) {
        this.retries = retries;
        this.random = random;
        this.atOnce = atOnce;
    }

    /** The id ended on the ledger, well or badly. */
    Verdict settled(BatchWork work, LedgerTransactionId id, Settled settled, Instant now) {
        return settled.outcome()
                .match(
                        all -> new Verdict(
                                Settlement.everybodyPaid(work.id(), id, settled.at(), settled.fee()), Optional.empty()),
                        some -> somePaid(work, id, settled, some, now),
                        nobody -> unpaid(
                                work,
                                id,
                                Ending.FAILED_ON_LEDGER,
                                settled.at(),
                                settled.fee(),
                                nobody.failure(),
                                nobody.culprits(),
                                now));
    }

    /** The ledger has moved past the id. */
    Verdict dead(BatchWork work, LedgerTransactionId id, String evidence, Instant now) {
        return unpaid(
                work, id, Ending.DEAD, now, null, Failure.of(FailureCode.EXPIRED_UNSEEN, evidence), Set.of(), now);
    }

    /** The batch never became an intent, and will not. */
    Verdict neverSent(BatchWork work, @Nullable LedgerTransactionId id, Failure failure, Instant now) {
        return unpaid(work, id, Ending.NEVER_SENT, now, null, failure, Set.of(), now);
    }

    private Verdict somePaid(
            BatchWork work, LedgerTransactionId id, Settled settled, LedgerOutcome.SomePaid some, Instant now) {
        Map<AccountId, Failure> failed = new HashMap<>();
        Set<AccountId> again = new LinkedHashSet<>();
        Failure reason = null;
        Optional<Failure> treasuryFailure = Optional.empty();
        for (Map.Entry<AccountId, Failure> entry : some.failed().entrySet()) {
            reason = entry.getValue();
            boolean ofTreasury = reason.code().stopsTreasury();
            if (ofTreasury) {
                treasuryFailure = Optional.of(reason);
            }
            if (ofTreasury || (reason.code().isRetriedByItself() && retries.allows(work.retryDepth()))) {
                again.add(entry.getKey());
            } else {
                failed.put(entry.getKey(), reason);
            }
        }
        List<RetryGroup> groups = again.isEmpty() || reason == null
                ? List.of()
                : List.of(new RetryGroup(again, now.plus(delay(reason.code(), work))));
        return new Verdict(
                new Settlement(work.id(), id, Ending.TOOK_EFFECT, settled.at(), settled.fee(), reason, failed, groups),
                treasuryFailure);
    }

    private Verdict unpaid(
            BatchWork work,
            @Nullable LedgerTransactionId id,
            Ending ending,
            Instant at,
            @Nullable Long fee,
            Failure failure,
            Set<AccountId> culprits,
            Instant now) {
        Map<AccountId, Failure> failed = Map.of();
        List<RetryGroup> again = List.of();
        FailureCode code = failure.code();
        Set<AccountId> everybody = accounts(work.payments());
        Set<AccountId> known = knownCulprits(work, culprits, everybody);
        if (everybody.isEmpty()) {
            // Reconcile has found all of them paid elsewhere: the id has ended, and nobody waits for it.
            again = List.of();
        } else if (code.stopsTreasury()) {
            again = List.of(new RetryGroup(everybody, atOnce));
        } else if (!known.isEmpty()) {
            failed = all(known, ofHolder(failure));
            Set<AccountId> innocent = new LinkedHashSet<>(everybody);
            innocent.removeAll(known);
            again = innocent.isEmpty() ? List.of() : List.of(new RetryGroup(innocent, atOnce));
        } else if (code.hidesRecipient() || code.scope().isOfHolder()) {
            if (everybody.size() == 1) {
                failed = all(everybody, ofHolder(failure));
            } else {
                again = halves(work.payments());
            }
        } else if (code.isRetriedByItself() && retries.allows(work.retryDepth())) {
            again = List.of(new RetryGroup(everybody, now.plus(delay(code, work))));
        } else {
            failed = all(everybody, failure);
        }
        Optional<Failure> treasuryFailure = code.stopsTreasury() ? Optional.of(failure) : Optional.empty();
        return new Verdict(new Settlement(work.id(), id, ending, at, fee, failure, failed, again), treasuryFailure);
    }

    // A gateway that names an account by another name, or one of another batch, says nothing of this batch's holders:
    // without a culprit
    // among them, the culprit is found by halving.
    private static Set<AccountId> knownCulprits(BatchWork work, Set<AccountId> culprits, Set<AccountId> everybody) {
        Set<AccountId> known = new LinkedHashSet<>(culprits);
        if (known.retainAll(everybody)) {
            log.warn(
                    "batch {}: the ledger names {}, who are not all in it; the others are ignored",
                    work.id(),
                    culprits);
        }
        return known;
    }

    private Duration delay(FailureCode code, BatchWork work) {
        return retries.delay(code, work.retryDepth(), random);
    }

    private List<RetryGroup> halves(List<Payment> payments) {
        int middle = payments.size() / 2;
        return List.of(
                new RetryGroup(accounts(payments.subList(0, middle)), atOnce),
                new RetryGroup(accounts(payments.subList(middle, payments.size())), atOnce));
    }

    // "Some recipient" that has been cornered is this recipient.
    private static Failure ofHolder(Failure failure) {
        return failure.code().hidesRecipient() ? Failure.of(FailureCode.RECIPIENT_REFUSED, failure.detail()) : failure;
    }

    private static Set<AccountId> accounts(List<Payment> payments) {
        return payments.stream().map(Payment::account).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Map<AccountId, Failure> all(Set<AccountId> accounts, Failure failure) {
        return accounts.stream().collect(Collectors.toMap(account -> account, account -> failure));
    }
}
