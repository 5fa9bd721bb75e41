package io.masspayout.testing;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.EventDecoder;
import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.HolderCursor;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerLimits;
import io.masspayout.ledger.Preflight;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.SigningException;
import io.masspayout.ledger.Submission;
import io.masspayout.ledger.TokenInfo;
import io.masspayout.model.AccountId;
import io.masspayout.model.EventPosition;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.SnapshotRef;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of a {@link SimulatedNetwork}, which keeps every promise of the ports: at most one transaction with a given id takes
 * effect, {@code Settled} and {@code Dead} are final, whatever is not certain is unknown. Nothing else is promised; a
 * {@link FaultPlan} sees to that.
 *
 * <p>Answers come at once, in the calling thread, unless a latency or steps are chosen. Safe for use by many threads; starts
 * none, and holds nothing that would have to be closed.
 */
public final class SimulatedLedger implements BlockchainGateway {

    private final SimulatedNetwork network;
    private final LedgerState state;
    private final LedgerLimits limits;
    private final boolean namesCulprits;
    private final FaultPlan faults;
    private final Wire wire;
    private final Throttle throttle;
    private final long mirrorLag;
    private final Map<String, EventDecoder<?>> decoders;
    private final @Nullable StartStream starts;

    private SimulatedLedger(Builder builder) {
        this.network = builder.network;
        this.state = builder.network.state();
        this.limits = new LedgerLimits(
                builder.holdersPerBatch,
                builder.validity,
                builder.maxInFlight,
                builder.batchesPerSecond,
                builder.allOrNothing);
        this.namesCulprits = builder.namesCulprits;
        this.faults = builder.faults;
        this.wire = builder.wire.get();
        this.throttle = new Throttle(limits);
        this.mirrorLag = builder.mirrorLag.toNanos();
        this.decoders = Map.copyOf(builder.decoders);
        this.starts = builder.starts;
    }

    /** A client to describe. */
    public static Builder on(SimulatedNetwork network) {
        return new Builder(network);
    }

    /** The network this is a client of. */
    public SimulatedNetwork network() {
        return network;
    }

    /** What is to go wrong; more can be planned at any time. */
    public FaultPlan faults() {
        return faults;
    }

    /** How many submissions are not answered yet. */
    public int inFlight() {
        return throttle.inFlight();
    }

    /**
     * Takes the next step of a stepped client: the oldest request reaches the ledger, or the oldest answer its asker, in the
     * calling thread.
     *
     * @return whether there was one
     * @throws IllegalStateException when the client was not built {@link Builder#stepped}
     */
    public boolean deliverNext() {
        return steps().next();
    }

    /**
     * Takes steps until none is left, those included which answers give rise to.
     *
     * @return how many there were
     * @throws IllegalStateException when the client was not built {@link Builder#stepped}
     */
    public int deliverAll() {
        int delivered = 0;
        while (deliverNext()) {
            delivered++;
        }
        return delivered;
    }

    private Wire.Stepped steps() {
        if (wire instanceof Wire.Stepped stepped) {
            return stepped;
        }
        throw new IllegalStateException("this client takes no steps; build it with stepped()");
    }

    // ---- paying

    @Override
    public LedgerLimits limits() {
        return limits;
    }

    @Override
    public LedgerFingerprint fingerprint() {
        faults.requireAvailable(LedgerCall.FINGERPRINT);
        return state.fingerprint();
    }

    /** {@inheritDoc} The network's clock, which every client can read at any time. */
    @Override
    public Optional<Instant> time() {
        return Optional.of(state.time());
    }

    @Override
    public boolean keepsHistory() {
        return true;
    }

    @Override
    public Map<String, ResolvedAccount> resolveAccounts(Collection<String> given) {
        requireAtMost(given.size());
        faults.requireAvailable(LedgerCall.RESOLVE_ACCOUNTS);
        return state.resolve(given);
    }

    @Override
    public Preflight check(Treasury treasury) {
        faults.requireAvailable(LedgerCall.CHECK);
        return state.check(treasury);
    }

    @Override
    public Map<AccountId, Failure> screen(PaymentCurrency currency, List<Payment> recipients) {
        requireAtMost(recipients.size());
        faults.requireAvailable(LedgerCall.SCREEN);
        return state.screen(currency, recipients);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the batch pays more holders than the limits allow
     */
    @Override
    public Allocated allocate(BatchInstruction instruction) {
        if (instruction.payments().size() > limits.holdersPerBatch()) {
            throw new IllegalArgumentException("batch " + instruction.batchId() + " pays "
                    + instruction.payments().size() + " holders; at most " + limits.holdersPerBatch() + " are allowed");
        }
        TransactionBody body = TransactionBody.of(instruction, nextStart(), limits, namesCulprits);
        return new Allocated(
                instruction.batchId(), body.id(), LedgerTime.instant(body.validUntil()), Bytes.of(body.encode()));
    }

    private long nextStart() {
        return starts == null ? state.nextStart() : state.nextStart(starts);
    }

    @Override
    public CompletionStage<Signed> sign(Allocated allocated) {
        Signed signed = new Signed(
                allocated.batchId(),
                allocated.transactionId(),
                allocated.validUntil(),
                TransactionBody.sign(allocated.body()));
        FaultPlan.SignerFault fault = faults.nextSignature();
        if (fault == null) {
            return CompletableFuture.completedFuture(signed);
        }
        if (fault.failure() != null) {
            return CompletableFuture.failedFuture(new SigningException(fault.failure()));
        }
        CompletableFuture<Signed> signature = new CompletableFuture<>();
        if (fault.hangs()) {
            faults.hang(() -> signature.complete(signed));
        } else {
            wire.answer(() -> signature.complete(signed), fault.delay());
        }
        return signature;
    }

    @Override
    public CompletionStage<Submission> submit(Signed signed) {
        String busy = throttle.enter(LedgerTime.nanos(state.time()));
        if (busy != null) {
            return CompletableFuture.completedFuture(new Submission.Refused(Failure.of(FailureCode.LEDGER_BUSY, busy)));
        }
        LedgerFault fault = faults.next(signed);
        CompletableFuture<Submission> answer = new CompletableFuture<>();
        wire.request(() -> {
            Submission submission = fault == null
                    ? state.arrive(signed.bytes(), Interference.NONE)
                    : fault.strike(state, signed.bytes());
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
        Optional<String> outage = faults.outage(LedgerCall.RESOLVE);
        return outage.isPresent() ? new Resolution.Unknown(outage.get()) : state.fate(signed.bytes(), mirrorLag);
    }

    @Override
    public LedgerHistory history(Treasury treasury, Instant since) {
        faults.requireAvailable(LedgerCall.HISTORY);
        return new HistoryCursor(state, faults, treasury, since, mirrorLag);
    }

    /** {@inheritDoc} Sends nothing: the network's history moves on with its clock. */
    @Override
    public boolean fence(Treasury treasury) {
        return false;
    }

    // ---- assets

    @Override
    public Optional<TokenInfo> token(String tokenId) {
        faults.requireAvailable(LedgerCall.TOKEN);
        return tokenId.isBlank() || tokenId.length() > TokenId.MAX_LENGTH
                ? Optional.empty()
                : state.info(TokenId.of(tokenId));
    }

    /**
     * {@inheritDoc}
     *
     * <p>A record date in the past is served by taking payments back, as far as nobody has set balances by hand since.
     */
    @Override
    public SnapshotRef takeSnapshot(TokenId tokenId, @Nullable Instant recordDate) {
        faults.requireAvailable(LedgerCall.TAKE_SNAPSHOT);
        return state.takeSnapshot(tokenId, recordDate);
    }

    /** {@inheritDoc} They come by account number, those with a balance of zero included. */
    @Override
    public HolderCursor holders(TokenId tokenId, SnapshotRef snapshot) {
        faults.requireAvailable(LedgerCall.HOLDERS);
        return new SnapshotCursor(state, faults, snapshot.reference());
    }

    /** {@inheritDoc} It can, between any two snapshots that were taken on this network. */
    @Override
    public Optional<HolderCursor> changes(TokenId tokenId, SnapshotRef since, SnapshotRef until) {
        faults.requireAvailable(LedgerCall.HOLDERS);
        return state.changes(since.reference(), until.reference())
                .map(changed -> new SnapshotCursor(state, faults, changed));
    }

    // ---- events

    /** {@inheritDoc} An account that does not exist has none. */
    @Override
    public EventPage events(String contractId, EventPosition after, int limit) {
        LedgerEvents.requireLimit(limit);
        faults.requireAvailable(LedgerCall.EVENTS);
        return state.events(contractId, after, limit, mirrorLag);
    }

    @Override
    public Map<String, EventDecoder<?>> decoders() {
        return decoders;
    }

    /** Does nothing: there are no connections, and what was sent is not called back. */
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

        /** As Hedera's network has it: the longest time for which a transaction may be valid. */
        private static final Duration USUAL_VALIDITY = Duration.ofMinutes(3);

        private static final int USUAL_HOLDERS_PER_BATCH = 100;
        private static final int USUAL_IN_FLIGHT = 64;

        private final SimulatedNetwork network;
        private int holdersPerBatch = USUAL_HOLDERS_PER_BATCH;
        private Duration validity = USUAL_VALIDITY;
        private int maxInFlight = USUAL_IN_FLIGHT;
        private int batchesPerSecond = LedgerLimits.UNPACED;
        private boolean allOrNothing = true;
        private boolean namesCulprits = true;
        private FaultPlan faults = FaultPlan.of();
        private Duration mirrorLag = Duration.ZERO;
        private Supplier<Wire> wire = Wire.Direct::new;
        private @Nullable StartStream starts;
        private final Map<String, EventDecoder<?>> decoders = new HashMap<>();

        private Builder(SimulatedNetwork network) {
            this.network = network;
        }

        /** Most recipients in one transaction; 100 unless set. */
        public Builder holdersPerBatch(int holders) {
            this.holdersPerBatch = holders;
            return this;
        }

        /** How long a transaction can take effect after its start; three minutes unless set. */
        public Builder validity(Duration time) {
            this.validity = time;
            return this;
        }

        /** Most submissions under way at once, 64 unless set; the ledger is busy for more. */
        public Builder maxInFlight(int submissions) {
            this.maxInFlight = submissions;
            return this;
        }

        /** Most submissions started within a second of ledger time, any number unless set; the ledger is busy for more. */
        public Builder batchesPerSecond(int batches) {
            this.batchesPerSecond = batches;
            return this;
        }

        /** Sets all limits at once. */
        public Builder limits(LedgerLimits limits) {
            this.allOrNothing = limits.allOrNothing();
            return holdersPerBatch(limits.holdersPerBatch())
                    .validity(limits.validity())
                    .maxInFlight(limits.maxInFlight())
                    .batchesPerSecond(limits.batchesPerSecond());
        }

        /** One recipient who cannot be paid does not keep the others from their money, as unless set it does. */
        public Builder perHolder() {
            this.allOrNothing = false;
            return this;
        }

        /** When one recipient fails a transaction of several, the ledger does not say who, as unless set it does. */
        public Builder hidingCulprits() {
            this.namesCulprits = false;
            return this;
        }

        /**
         * The ids that this client allocates do not depend on what other clients have allocated before: two clients that allocate in either
         * order get the same ids. Then all clients of the network need a number of their own.
         *
         * @param client 0 to 15
         */
        public Builder ownIds(int client) {
            this.starts = new StartStream(client);
            return this;
        }

        /** What is to go wrong; nothing unless set. */
        public Builder faults(FaultPlan plan) {
            this.faults = plan;
            return this;
        }

        /**
         * How far the ledger's records, which tell the fate of transactions, their history and events, are behind the ledger; not at
         * all unless set.
         */
        public Builder mirrorLag(Duration time) {
            this.mirrorLag = time;
            return this;
        }

        /** How events of a type are read that {@link SimulatedNetwork#publish} makes; without, nobody can read them. */
        public Builder decoder(String type, EventDecoder<?> decoder) {
            this.decoders.put(type, decoder);
            return this;
        }

        /**
         * Submissions reach the ledger at once, and are answered after a while, in a thread of the host's executor. Calls that
         * only ask are answered at once still.
         */
        public Builder latency(Duration latency, ScheduledExecutorService executor) {
            this.wire = () -> new Wire.Late(latency, executor);
            return this;
        }

        /**
         * Requests and answers of submissions travel only when {@link SimulatedLedger#deliverNext} or {@link SimulatedLedger#deliverAll} says
         * so.
         */
        public Builder stepped() {
            this.wire = Wire.Stepped::new;
            return this;
        }

        /** A client as described; each call builds another one. */
        public SimulatedLedger build() {
            return new SimulatedLedger(this);
        }
    }
}
