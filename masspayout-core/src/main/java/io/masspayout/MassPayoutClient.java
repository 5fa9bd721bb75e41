package io.masspayout;

import io.masspayout.bulkhead.Bulkhead;
import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.PayoutListener;
import io.masspayout.engine.Surroundings;
import io.masspayout.events.Deposit;
import io.masspayout.events.DepositSharing;
import io.masspayout.events.EventHandler;
import io.masspayout.events.EventHandlers;
import io.masspayout.events.Listening;
import io.masspayout.ledger.AssetSource;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.ledger.EventDecoder;
import io.masspayout.ledger.EventSource;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.IdSource;
import io.masspayout.model.TimeOrderedIds;
import io.masspayout.processing.ClockCheck;
import io.masspayout.processing.DueEvents;
import io.masspayout.processing.DueStarts;
import io.masspayout.processing.DueSyncs;
import io.masspayout.processing.Occurrences;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.processing.Recovery;
import io.masspayout.processing.TimeShare;
import io.masspayout.processing.TimeSharing;
import io.masspayout.register.RegisterStaging;
import io.masspayout.register.RegisterSync;
import io.masspayout.store.PayoutStore;
import io.masspayout.validation.Faults;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pays the holders of tokenised assets. One client serves a whole application; it is safe for use by many threads, and any number of
 * clients, in any number of processes, may work on one database at the same time.
 *
 * <p>Nothing runs unless it is called: there are no threads of its own and no hidden schedule. Calls block until they are done; only the
 * calls of signer and ledger run on the executor that the host passes in.
 *
 * <p>Business outcomes (a holder who cannot be paid, a treasury that is short) are values. Exceptions are for misuse
 * ({@link io.masspayout.validation.InvalidRequestException}), conflict ({@link io.masspayout.store.ConflictException},
 * {@link io.masspayout.store.IdempotencyConflictException}, {@link io.masspayout.store.NotFoundException}) and infrastructure that cannot
 * answer ({@link io.masspayout.store.StoreUnavailableException}, {@link io.masspayout.ledger.LedgerUnavailableException}); all of them
 * are {@link io.masspayout.model.MassPayoutException}s, and after any of them the next call carries on.
 */
public final class MassPayoutClient implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MassPayoutClient.class);

    private final PaymentLedger ledger;
    private final Assets assets;
    private final Distributions distributions;
    private final Payouts payouts;
    private final Holders holders;
    private final Events events;
    private final Processing processing;
    private final Reports reports;

    private MassPayoutClient(Builder builder, PayoutStore store, PaymentLedger ledger, IdSource ids) {
        this.ledger = ledger;
        PayoutEngine engine = new PayoutEngine(
                store,
                ledger,
                Optional.ofNullable(builder.assetSource),
                Surroundings.of(builder.clock, ids, builder.random, builder.executor),
                builder.settings,
                builder.listeners);
        String worker = builder.settings.worker();
        HostActs acts = new HostActs(builder.clock, worker);
        Optional<AssetSource> source = Optional.ofNullable(builder.assetSource);
        Optional<EventSource> eventSource = Optional.ofNullable(builder.eventSource);
        RegisterStaging staging = new RegisterStaging(ledger, store);
        Duration syncEvery = builder.processing.syncEvery();
        Optional<RegisterSync> sync = source.map(
                assetSource -> new RegisterSync(store, assetSource, staging, ids, builder.clock, syncEvery, worker));
        EventHandlers handlers = builder.handlers(new DepositSharing(builder.clock, worker));
        Optional<Listening> listening =
                eventSource.map(events -> new Listening(store, events, handlers, builder.clock));
        this.assets = new Assets(store, ledger, source, staging, sync, ids, acts);
        this.distributions = new Distributions(store, ledger, source, eventSource.isPresent(), engine, acts);
        this.payouts = new Payouts(store, ledger, engine, acts);
        this.holders = new Holders(store, ledger);
        this.events = new Events(store, handlers, listening, acts);
        TimeSharing turns = new TimeSharing(store, engine, builder.clock, builder.processing.timeSlice());
        Bulkhead bulkhead = new Bulkhead(store::databaseTime);
        this.processing = new Processing(
                new ClockCheck(store, builder.clock, builder.processing.clockTolerance()),
                () -> TimeShare.of(builder.processing.partTime(), builder.clock),
                bulkhead,
                new DueEvents(store, listening, bulkhead),
                new Occurrences(store, worker, bulkhead),
                new DueStarts(store, turns, bulkhead),
                new Recovery(store, turns, bulkhead),
                new DueSyncs(store, sync, bulkhead));
        this.reports = new Reports(store);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Assets: import, sync, registers, pause. */
    public Assets assets() {
        return assets;
    }

    /** Distributions: create, preview, find, hold, cancel. */
    public Distributions distributions() {
        return distributions;
    }

    /** Payouts: execute, retry, reconcile. */
    public Payouts payouts() {
        return payouts;
    }

    /** Holders of distributions and registers. */
    public Holders holders() {
        return holders;
    }

    /** Listeners: what is listened to, how far, and what was set aside. */
    public Events events() {
        return events;
    }

    /** The calls that a host's scheduler makes. */
    public Processing processing() {
        return processing;
    }

    /** Statements and summaries. */
    public Reports reports() {
        return reports;
    }

    /** Closes the gateway. The {@code DataSource} and the executor are the host's and stay open. */
    @Override
    public void close() {
        ledger.close();
    }

    /** Collects what a client needs; checked as a whole by {@link #build}. Not thread-safe. */
    public static final class Builder {

        private @Nullable PayoutStore store;
        private @Nullable PaymentLedger ledger;
        private @Nullable AssetSource assetSource;
        private @Nullable EventSource eventSource;
        private InstantSource clock = InstantSource.system();
        private RandomGenerator random = new SecureRandom();
        private @Nullable IdSource ids;
        private Executor executor = Runnable::run;
        private EngineSettings settings = EngineSettings.defaults();
        private ProcessingSettings processing = ProcessingSettings.defaults();
        private final List<Consumer<EventHandlers>> eventHandling = new ArrayList<>();
        private final List<PayoutListener> listeners = new ArrayList<>();

        private Builder() {}

        /** Where everything is kept; required. */
        public Builder store(PayoutStore payoutStore) {
            this.store = payoutStore;
            return this;
        }

        /** A ledger that pays and knows its assets; this or {@link #ledger} is required. */
        public Builder gateway(BlockchainGateway gateway) {
            this.ledger = gateway;
            this.assetSource = gateway;
            this.eventSource = gateway;
            return this;
        }

        /** A ledger that only pays: assets are described by hand, and registers are imported. */
        public Builder ledger(PaymentLedger paymentLedger) {
            this.ledger = paymentLedger;
            return this;
        }

        /** Tells what happens on the ledger, beside a {@link #ledger} that only pays; a gateway tells it itself. */
        public Builder events(EventSource source) {
            this.eventSource = source;
            return this;
        }

        /**
         * Runs the calls of signer and ledger, so that many batches are in flight at once. Without one they are made one after
         * the other by the calling thread. The host owns it. It should not be the pool whose threads call {@link Payouts#execute}: those wait for
         * what runs here. It may have a bounded queue: a call that it rejects is offered again, and made by the calling thread as long as
         * nothing else is under way. So a payout comes to its end, one call after the other, even with an executor that was shut down.
         */
        public Builder executor(Executor hostExecutor) {
            this.executor = hostExecutor;
            return this;
        }

        /** The host's clock; the system's when not given. */
        public Builder clock(InstantSource hostClock) {
            this.clock = hostClock;
            return this;
        }

        /** Where ids come from; time-ordered random ones when not given. */
        public Builder ids(IdSource idSource) {
            this.ids = idSource;
            return this;
        }

        /** Dice for ids and jitter; a {@link SecureRandom} when not given. Has to be safe for use by many threads. */
        public Builder random(RandomGenerator dice) {
            this.random = dice;
            return this;
        }

        /** How the engine works. */
        public Builder settings(EngineSettings engineSettings) {
            this.settings = engineSettings;
            return this;
        }

        /** How due work is found. */
        public Builder processing(ProcessingSettings processingSettings) {
            this.processing = processingSettings;
            return this;
        }

        /** Tells how events of a type are read, besides transfers and those that the gateway reads. */
        public Builder eventDecoder(String type, EventDecoder<?> decoder) {
            eventHandling.add(handlers -> handlers.decode(type, decoder));
            return this;
        }

        /** Adds somebody who does something about events: of {@link io.masspayout.events.Deposit}s, or of what a decoder makes. */
        public <E> Builder eventHandler(Class<E> kind, EventHandler<? super E> handler) {
            eventHandling.add(handlers -> handlers.handle(kind, handler));
            return this;
        }

        private EventHandlers handlers(DepositSharing sharing) {
            EventHandlers handlers = new EventHandlers();
            if (eventSource != null) {
                eventSource.decoders().forEach(handlers::decode);
            }
            handlers.handle(Deposit.class, sharing);
            eventHandling.forEach(add -> add.accept(handlers));
            return handlers;
        }

        /** Adds somebody who hears what this client does. */
        public Builder listener(PayoutListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Checks everything and makes the client. Starts nothing and calls nobody.
         *
         * @throws io.masspayout.validation.InvalidRequestException when something required is missing
         */
        public MassPayoutClient build() {
            PayoutStore checkedStore = store;
            PaymentLedger checkedLedger = ledger;
            if (checkedStore == null || checkedLedger == null) {
                Faults faults = Faults.of("client");
                faults.check(
                        checkedStore != null, "store", null, "is missing; pass a JooqPayoutStore of masspayout-jooq");
                faults.check(
                        checkedLedger != null,
                        "gateway",
                        null,
                        "is missing; pass a gateway, or a ledger that only pays");
                faults.throwIfAny();
                throw new AssertionError("unreachable: a fault was noted");
            }
            if (!checkedLedger.keepsHistory()) {
                log.warn(
                        "the gateway keeps no history: a database that has forgotten payments is not noticed, so a restore or a"
                                + " failover needs a person who compares it with the ledger before anything is paid");
            }
            IdSource checkedIds = ids != null ? ids : new TimeOrderedIds(clock, random);
            return new MassPayoutClient(this, checkedStore, checkedLedger, checkedIds);
        }
    }
}
