package io.masspayout.benchmark;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerLimits;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.Preflight;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.Treasury;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A ledger that costs nothing: it pays what it is told, at once or after a while, and counts. What is measured beside it is the library and
 * the database. Safe for use by many threads.
 */
final class BenchmarkLedger implements PaymentLedger {

    private static final Duration VALIDITY = Duration.ofMinutes(3);

    /** As long, and as regular, as what the Hedera gateway makes for three nodes: 774 bytes for nine recipients. */
    private static final int BODY_BYTES = 324;

    private static final int BODY_BYTES_PER_RECIPIENT = 50;

    private static final int NODES = 3;

    private final LedgerLimits limits;
    private final Duration latency;
    private final Executor executor;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong first = new AtomicLong();
    private final AtomicLong last = new AtomicLong();
    private final AtomicLong submissions = new AtomicLong();
    private final Set<LedgerTransactionId> paid = ConcurrentHashMap.newKeySet();

    private BenchmarkLedger(LedgerLimits limits, Duration latency, Executor executor) {
        this.limits = limits;
        this.latency = latency;
        this.executor = executor;
    }

    /** A ledger that answers at once. */
    static BenchmarkLedger atOnce(int holdersPerBatch, Executor executor) {
        return after(Duration.ZERO, holdersPerBatch, LedgerLimits.MAX_IN_FLIGHT, LedgerLimits.UNPACED, executor);
    }

    /** A ledger that answers late. */
    static BenchmarkLedger after(
            Duration latency, int holdersPerBatch, int inFlight, int batchesPerSecond, Executor executor) {
        return new BenchmarkLedger(
                new LedgerLimits(holdersPerBatch, VALIDITY, inFlight, batchesPerSecond, true), latency, executor);
    }

    /** How many transactions took effect, each counted once. */
    int transactions() {
        return paid.size();
    }

    /** From the first submission to the last one. */
    Duration submitting() {
        return Duration.ofNanos(last.get() - first.get());
    }

    long submissions() {
        return submissions.get();
    }

    @Override
    public LedgerLimits limits() {
        return limits;
    }

    @Override
    public LedgerFingerprint fingerprint() {
        return new LedgerFingerprint("benchmark");
    }

    @Override
    public Optional<Instant> time() {
        return Optional.empty();
    }

    @Override
    public boolean keepsHistory() {
        return false;
    }

    @Override
    public boolean fence(Treasury treasury) {
        return false;
    }

    @Override
    public Map<String, ResolvedAccount> resolveAccounts(Collection<String> given) {
        return given.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), text -> new ResolvedAccount(AccountId.of(text), true)));
    }

    @Override
    public Preflight check(Treasury treasury) {
        return new Preflight(Long.MAX_VALUE, Optional.empty());
    }

    @Override
    public Map<AccountId, Failure> screen(PaymentCurrency currency, List<Payment> recipients) {
        return Map.of();
    }

    @Override
    public Allocated allocate(BatchInstruction instruction) {
        ByteBuffer body =
                ByteBuffer.allocate(BODY_BYTES + instruction.payments().size() * BODY_BYTES_PER_RECIPIENT);
        body.put(instruction.reference().toString().getBytes(StandardCharsets.UTF_8));
        for (int node = 0; node < NODES; node++) {
            for (Payment payment : instruction.payments()) {
                body.putInt(payment.account().hashCode()).putLong(payment.amount());
            }
        }
        return new Allocated(
                instruction.batchId(),
                LedgerTransactionId.of("benchmark-" + hashCode() + "-" + ids.incrementAndGet()),
                Instant.now().plus(VALIDITY),
                Bytes.of(body.array()));
    }

    @Override
    public CompletionStage<Signed> sign(Allocated allocated) {
        return CompletableFuture.completedFuture(
                new Signed(allocated.batchId(), allocated.transactionId(), allocated.validUntil(), allocated.body()));
    }

    @Override
    public CompletionStage<Submission> submit(Signed signed) {
        long now = System.nanoTime();
        first.compareAndSet(0, now);
        last.accumulateAndGet(now, Math::max);
        submissions.incrementAndGet();
        if (latency.isZero()) {
            return CompletableFuture.completedFuture(settle(signed));
        }
        return CompletableFuture.supplyAsync(
                () -> settle(signed),
                CompletableFuture.delayedExecutor(latency.toNanos(), TimeUnit.NANOSECONDS, executor));
    }

    private Settled settle(Signed signed) {
        if (!paid.add(signed.transactionId())) {
            throw new IllegalStateException(signed.transactionId() + " was sent twice, with nothing in its way");
        }
        return new Settled(new LedgerOutcome.EverybodyPaid(), Instant.now(), null);
    }

    @Override
    public Resolution resolve(Signed signed) {
        return new Resolution.Unknown("this ledger forgets");
    }

    @Override
    public LedgerHistory history(Treasury treasury, Instant since) {
        throw new UnsupportedOperationException("this ledger forgets");
    }

    @Override
    public void close() {}
}
