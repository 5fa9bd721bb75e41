package io.masspayout.engine;

import io.masspayout.bulkhead.Breakage;
import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BookId;
import io.masspayout.model.Distribution;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Payment;
import io.masspayout.store.DraftedTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes claimed batches ready to be signed: recipients that cannot be paid are taken out and named, what is left gets an id and a
 * body, and both are stored before anybody signs.
 */
final class Preparation {

    /** A batch whose id and body are stored. */
    record Prepared(BatchWork work, Allocated allocated) {}

    /**
     * What became of claimed batches. Those that are in neither are not this run's any more, or have nobody left to pay.
     *
     * @param failed batches for which the gateway gave no id and body, and why; they are tried again later, and hold up no other batch
     */
    record Outcome(List<Prepared> ready, Map<BatchWork, Failure> failed) {}

    private static final Logger log = LoggerFactory.getLogger(Preparation.class);

    private final Distribution distribution;
    private final Recording recording;
    private final PaymentLedger ledger;
    private final HistoryGate history;
    private final Supplier<BookId> book;

    Preparation(Distribution distribution, Recording recording, RunContext context) {
        this.distribution = distribution;
        this.recording = recording;
        this.ledger = context.ledger();
        this.history = context.history();
        this.book = context::book;
    }

    Outcome prepare(List<BatchWork> claimed, Instant now) {
        Map<BatchId, DraftedTransaction> drafted = new LinkedHashMap<>();
        Map<BatchId, BatchWork> works = new HashMap<>();
        Map<BatchWork, Failure> failed = new LinkedHashMap<>();
        for (BatchWork work : screen(claimed, now)) {
            try {
                drafted.put(work.id(), DraftedTransaction.of(allocate(work), work.payments()));
                works.put(work.id(), work);
            } catch (Throwable e) {
                Breakage.throwIfOfTheJvm(e);
                log.warn(
                        "distribution {} batch {}: the gateway gave no transaction; tried again later",
                        distribution.id(),
                        work.id(),
                        Breakage.loggable(e));
                failed.put(work, Failure.of(FailureCode.LEDGER_UNAVAILABLE, "no transaction: " + Breakage.reason(e)));
            }
        }
        return new Outcome(drafted.isEmpty() ? List.of() : stored(drafted, works, now), failed);
    }

    private Allocated allocate(BatchWork work) {
        return Objects.requireNonNull(ledger.allocate(instruction(work)), "the gateway answered null");
    }

    private List<Prepared> stored(
            Map<BatchId, DraftedTransaction> drafted, Map<BatchId, BatchWork> works, Instant now) {
        noteReach(drafted.values(), now);
        Set<BatchId> stored = recording.allocate(drafted, now);
        List<Prepared> prepared = new ArrayList<>();
        for (DraftedTransaction each : drafted.values()) {
            BatchWork work = works.get(each.batchId());
            if (work != null && stored.contains(each.batchId())) {
                prepared.add(new Prepared(work.with(each.allocated()), each.allocated()));
            }
        }
        return prepared;
    }

    private void noteReach(Collection<DraftedTransaction> drafted, Instant now) {
        drafted.stream()
                .map(each -> Duration.between(now, each.allocated().validUntil()))
                .max(Duration::compareTo)
                .ifPresent(history::noteReach);
    }

    private List<BatchWork> screen(List<BatchWork> claimed, Instant now) {
        Map<BatchId, Map<AccountId, Failure>> unable = new HashMap<>();
        for (List<BatchWork> chunk : chunks(claimed)) {
            unable.putAll(unable(chunk));
        }
        if (unable.isEmpty()) {
            return claimed;
        }
        Set<BatchId> screened = recording.screenOut(unable, now);
        List<BatchWork> left = new ArrayList<>();
        for (BatchWork work : claimed) {
            Map<AccountId, Failure> out = unable.getOrDefault(work.id(), Map.of());
            BatchWork rest = work.without(out.keySet());
            boolean ours = out.isEmpty() || screened.contains(work.id());
            if (ours && !rest.payments().isEmpty()) {
                left.add(rest);
            }
        }
        return left;
    }

    private static List<List<BatchWork>> chunks(List<BatchWork> works) {
        List<List<BatchWork>> chunks = new ArrayList<>();
        int accounts = PaymentLedger.MAX_ACCOUNTS_PER_CALL;
        for (BatchWork work : works) {
            accounts += work.payments().size();
            if (accounts > PaymentLedger.MAX_ACCOUNTS_PER_CALL) {
                chunks.add(new ArrayList<>());
                accounts = work.payments().size();
            }
            chunks.get(chunks.size() - 1).add(work);
        }
        return chunks;
    }

    private Map<BatchId, Map<AccountId, Failure>> unable(List<BatchWork> chunk) {
        List<Payment> recipients =
                chunk.stream().flatMap(work -> work.payments().stream()).toList();
        Map<AccountId, Failure> failures;
        try {
            failures = Objects.requireNonNull(
                    ledger.screen(distribution.currency(), recipients), "the gateway answered null");
        } catch (Throwable e) {
            Breakage.throwIfOfTheJvm(e);
            // Screening spares failed transactions; without it they fail one by one and are found all the same.
            log.info("distribution {}: recipients not screened: {}", distribution.id(), Breakage.reason(e));
            return Map.of();
        }
        Map<BatchId, Map<AccountId, Failure>> unable = new HashMap<>();
        for (BatchWork work : chunk) {
            for (Payment payment : work.payments()) {
                Failure failure = failures.get(payment.account());
                if (failure != null) {
                    unable.computeIfAbsent(work.id(), id -> new HashMap<>()).put(payment.account(), failure);
                }
            }
        }
        return unable;
    }

    private BatchInstruction instruction(BatchWork work) {
        return new BatchInstruction(
                BatchReference.of(book.get(), distribution.id(), work.id(), work.payments()),
                distribution.treasury(),
                distribution.currency(),
                work.payments(),
                distribution.terms().createAccounts());
    }
}
