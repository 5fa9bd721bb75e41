package io.masspayout.testing;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.HolderCursor;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerLimits;
import io.masspayout.ledger.Preflight;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.ledger.TokenInfo;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.SnapshotRef;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** A client of a {@link SimulatedNetwork}. */
public final class SimulatedLedger implements BlockchainGateway {

    private final SimulatedNetwork network;
    private final LedgerState state;
    private final LedgerLimits limits;
    private final Wire wire;
    private final Throttle throttle;

    private SimulatedLedger(Builder builder) {
        this.network = builder.network;
        this.state = builder.network.state();
        this.limits = new LedgerLimits(
                builder.holdersPerBatch,
                builder.validity,
                builder.maxInFlight,
                builder.batchesPerSecond,
                builder.allOrNothing);
        this.wire = builder.wire;
        this.throttle = new Throttle(limits);
    }

    /** A client to describe. */
    public static Builder on(SimulatedNetwork network) {
        return new Builder(network);
    }

    /** The network this is a client of. */
    public SimulatedNetwork network() {
        return network;
    }

    @Override
    public LedgerLimits limits() {
        return limits;
    }

    @Override
    public Map<String, ResolvedAccount> resolveAccounts(Collection<String> given) {
        requireAtMost(given.size());
        return state.resolve(given);
    }

    @Override
    public Preflight check(Treasury treasury) {
        return state.check(treasury);
    }

    @Override
    public Map<AccountId, Failure> screen(PaymentCurrency currency, List<Payment> recipients) {
        requireAtMost(recipients.size());
        return state.screen(currency, recipients);
    }

    @Override
    public Allocated allocate(BatchInstruction instruction) {
        if (instruction.payments().size() > limits.holdersPerBatch()) {
            throw new IllegalArgumentException("batch " + instruction.batchId() + " pays "
                    + instruction.payments().size() + " holders; at most " + limits.holdersPerBatch() + " are allowed");
        }
        long start = state.nextStart();
        TransactionBody body = new TransactionBody(
                start,
                Math.addExact(start, limits.validity().toNanos()),
                AddressBook.number(
                        AddressBook.canonical(instruction.treasury().account().value())),
                instruction.currency().token(),
                instruction.currency().decimals(),
                limits.allOrNothing(),
                instruction.createAccounts(),
                instruction.reference(),
                instruction.payments());
        return new Allocated(
                instruction.batchId(), body.id(), LedgerTime.instant(body.validUntil()), Bytes.of(body.encode()));
    }

    @Override
    public CompletionStage<Signed> sign(Allocated allocated) {
        return CompletableFuture.completedFuture(new Signed(
                allocated.batchId(),
                allocated.transactionId(),
                allocated.validUntil(),
                TransactionBody.sign(allocated.body())));
    }

    @Override
    public CompletionStage<Submission> submit(Signed signed) {
        String busy = throttle.enter(LedgerTime.nanos(state.time()));
        if (busy != null) {
            return CompletableFuture.completedFuture(new Submission.Refused(Failure.of(FailureCode.LEDGER_BUSY, busy)));
        }
        CompletableFuture<Submission> answer = new CompletableFuture<>();
        wire.request(() -> {
            Submission submission = state.arrive(signed.bytes(), Interference.NONE);
            wire.answer(
                    () -> {
                        throttle.leave();
                        answer.complete(submission);
                    },
                    Duration.ZERO);
        });
        return answer;
    }

    @Override
    public Resolution resolve(Signed signed) {
        return state.fate(signed.bytes());
    }

    @Override
    public LedgerHistory history(Treasury treasury, Instant since) {
        return new HistoryCursor(state, treasury, since);
    }

    @Override
    public Optional<TokenInfo> token(String tokenId) {
        return tokenId.isBlank() || tokenId.length() > TokenId.MAX_LENGTH
                ? Optional.empty()
                : state.info(TokenId.of(tokenId));
    }

    @Override
    public SnapshotRef takeSnapshot(TokenId tokenId, @Nullable Instant recordDate) {
        return state.takeSnapshot(tokenId, recordDate);
    }

    @Override
    public HolderCursor holders(TokenId tokenId, SnapshotRef snapshot) {
        return new SnapshotCursor(state, snapshot.reference());
    }

    @Override
    public void close() {}

    private static void requireAtMost(int accounts) {
        if (accounts > MAX_ACCOUNTS_PER_CALL) {
            throw new IllegalArgumentException(
                    accounts + " accounts in one call; at most " + MAX_ACCOUNTS_PER_CALL + " are allowed");
        }
    }

    /** Describes a client. Not thread-safe. */
    public static final class Builder {

        private final SimulatedNetwork network;
        private int holdersPerBatch = 100;
        private Duration validity = Duration.ofMinutes(3);
        private int maxInFlight = 64;
        private int batchesPerSecond = LedgerLimits.UNPACED;
        private boolean allOrNothing = true;
        private Wire wire = new Wire.Direct();

        private Builder(SimulatedNetwork network) {
            this.network = network;
        }

        public Builder holdersPerBatch(int holders) {
            this.holdersPerBatch = holders;
            return this;
        }

        public Builder latency(Duration latency, ScheduledExecutorService executor) {
            this.wire = new Wire.Late(latency, executor);
            return this;
        }

        public Builder perHolder() {
            this.allOrNothing = false;
            return this;
        }

        public SimulatedLedger build() {
            return new SimulatedLedger(this);
        }
    }
}
