package io.masspayout.jooq;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.PayoutListener;
import io.masspayout.events.EventHandler;
import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.ledger.EventDecoder;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.BatchId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.IdSource;
import io.masspayout.model.SyncStatus;
import io.masspayout.model.TimeOrderedIds;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.processing.DueWork;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.store.EventTransaction;
import io.masspayout.store.PageRequest;
import io.masspayout.store.PayoutStore;
import io.masspayout.testing.FailingPort;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * A host with two of everything, an unlucky side and a lucky one: an asset with three holders, a treasury that can pay them, a scheduled distribution
 * that is due, a template that waits for deposits, a deposit, an event of the host's own, and a register that is to be read again. Every port that
 * the host hands over may be told to fail.
 */
final class BulkheadScene {

    static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    private static final String USDC = "0.0.429274";
    private static final int HOLDERS = 3;

    /** What the host makes of its own events. */
    record Ping(String contract) {}

    /** A decoder without type parameters, so that it can be a port. */
    interface PingDecoder extends EventDecoder<Ping> {}

    /** The same of a handler. */
    interface PingHandler extends EventHandler<Ping> {}

    final ManualClock clock = ManualClock.at(START);
    final SimulatedNetwork network = SimulatedNetwork.at(clock);
    final FaultPlan faults = FaultPlan.of();
    final PayoutStore store;
    final FailingPort<BlockchainGateway> gateway;
    final FailingPort<Executor> executor = FailingPort.of(Executor.class, Runnable::run);
    final FailingPort<PayoutListener> listener = FailingPort.of(PayoutListener.class, new PayoutListener() {});
    final FailingPort<IdSource> ids = FailingPort.of(IdSource.class, new TimeOrderedIds(clock, new Random(7)));
    final FailingPort<PingDecoder> decoder = FailingPort.of(PingDecoder.class, event -> new Ping(event.contractId()));
    final List<String> heard = new ArrayList<>();
    final FailingPort<PingHandler> handler =
            FailingPort.of(PingHandler.class, (ping, raw, transaction) -> hear(ping, transaction));
    /** Of whose events the handler keeps to itself that the database has refused a statement. */
    String keepsRefusalsOf = "";

    final MassPayoutClient client;
    final Side unlucky;
    final Side lucky;

    private void hear(Ping ping, EventTransaction transaction) {
        heard.add(ping.contract());
        if (ping.contract().equals(keepsRefusalsOf)) {
            try (Statement statement =
                    transaction.unwrap(Connection.class).orElseThrow().createStatement()) {
                statement.execute("INSERT INTO a_table_that_is_not_there VALUES (1)");
            } catch (SQLException keptToItself) {
                heard.add(keptToItself.getSQLState());
            }
        }
    }

    /** One of the two. */
    final class Side {

        final AccountId treasury;
        final int firstHolder;
        final Asset asset;
        final Distribution scheduled;
        final Distribution template;

        Side(int number) {
            this.treasury = AccountId.of("0.0." + (1_000 + number));
            this.firstHolder = 2_000 + 1_000 * number;
            String token = "0.0." + (7_000 + number);
            network.token(token)
                    .named("Side " + number, "S" + number)
                    .heldBy(firstHolder, HOLDERS, i -> 1 + i)
                    .treasury(treasury.value());
            network.token(USDC).heldBy(firstHolder, HOLDERS, i -> 0);
            network.account(treasury.value()).holds(USDC, 1_000_000);
            this.asset = client.assets().importAsset(AssetImport.of(token).paidIn(USDC));
            client.assets().sync(asset.id());
            this.scheduled = declare(number + " scheduled", request -> request.at(START.plus(Duration.ofDays(1))));
            this.template = declare(number + " on deposit", request -> request.onDeposit());
        }

        private Distribution declare(String key, UnaryOperator<DistributionRequest.Builder> more) {
            return client.distributions()
                    .create(more.apply(DistributionRequest.dividend(asset.id())
                                    .amount("6.00")
                                    .idempotencyKey(key))
                            .build());
        }

        void deposit() {
            network.deposit(treasury, TokenId.of(USDC), 5_000);
            network.publish(treasury.value(), "PING", Map.of());
        }

        boolean isPaid() {
            List<Distribution> all = new ArrayList<>(client.distributions()
                    .madeBy(template.id(), PageRequest.first(10))
                    .items());
            all.add(client.distributions().get(scheduled.id()));
            return all.size() == 2
                    && all.stream()
                            .allMatch(distribution -> distribution.status() == DistributionStatus.COMPLETED
                                    && network.paid(distribution.id()) == 600);
        }

        boolean isSynced() {
            Asset now = client.assets().get(asset.id());
            return now.syncStatus() == SyncStatus.SYNCED
                    && now.lastSyncedAt() != null
                    && now.lastSyncedAt().isAfter(START);
        }

        boolean isDone() {
            return isPaid() && isSynced() && heard.contains(treasury.value());
        }

        /** Whether a call of a port is about this side. */
        boolean concerns(List<Object> arguments) {
            return arguments.stream().filter(Objects::nonNull).anyMatch(this::isConcernedBy);
        }

        private boolean isConcernedBy(Object argument) {
            if (argument instanceof Treasury of) {
                return of.account().equals(treasury);
            }
            if (argument instanceof BatchInstruction of) {
                return of.treasury().account().equals(treasury);
            }
            if (argument instanceof Allocated of) {
                return pays(of.batchId());
            }
            if (argument instanceof Signed of) {
                return pays(of.batchId());
            }
            if (argument instanceof LedgerEvent of) {
                return of.contractId().equals(treasury.value());
            }
            if (argument instanceof Collection<?> texts) {
                return texts.contains("0.0." + firstHolder);
            }
            return argument.equals(asset.tokenId())
                    || argument.equals(treasury.value())
                    || argument.equals(new Ping(treasury.value()));
        }

        private boolean pays(BatchId batch) {
            List<Distribution> all = new ArrayList<>(
                    store.madeBy(template.id(), PageRequest.first(10)).items());
            all.add(scheduled);
            return all.stream()
                    .flatMap(distribution -> store.batches(distribution.id(), PageRequest.first(100)).items().stream())
                    .anyMatch(row -> row.id().equals(batch));
        }
    }

    BulkheadScene(PayoutStore store) {
        this.store = store;
        network.token(USDC).named("US Dollar", "USDC").decimals(2);
        gateway = FailingPort.of(
                BlockchainGateway.class,
                SimulatedLedger.on(network).holdersPerBatch(2).faults(faults).build());
        client = MassPayoutClient.builder()
                .store(store)
                .gateway(gateway.port())
                .executor(executor.port())
                .listener(listener.port())
                .ids(ids.port())
                .eventDecoder("PING", decoder.port())
                .eventHandler(Ping.class, handler.port())
                .clock(clock)
                .processing(ProcessingSettings.defaults().withoutClockCheck())
                .build();
        unlucky = new Side(1);
        lucky = new Side(2);
        clock.set(START.plus(Duration.ofDays(1)).plusSeconds(60));
        unlucky.deposit();
        lucky.deposit();
        clock.advance(Duration.ofSeconds(10));
    }

    DueWork runDue() {
        DueWork work = client.processing().runDue();
        clock.advance(Duration.ofSeconds(1));
        return work;
    }

    /** Calls as a host's scheduler does until a side is done, for an hour at most. */
    void runDueUntilDone(Side side) {
        for (int call = 0; call < 60 && !side.isDone(); call++) {
            clock.advance(Duration.ofMinutes(1));
            client.processing().runDue();
        }
    }
}
