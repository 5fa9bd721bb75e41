package io.masspayout.campaign;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.EngineSettings;
import io.masspayout.hedera.node.NodeBackedMirror;
import io.masspayout.hedera.node.RealNode;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.HolderSource;
import io.masspayout.money.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Everybody who takes part when holders are paid on a real consensus node: the node, a mirror node that reads its record stream some seconds
 * behind, a PostgreSQL, the conductor's own client, and workers as they come and go. Not thread-safe.
 */
final class RealNodeStage implements AutoCloseable {

    private static final String ASSET = "0.0.789000";

    private static final Set<DistributionStatus> UNDER_WAY =
            EnumSet.of(DistributionStatus.PENDING, DistributionStatus.PROCESSING);

    private static final String PAID = "SELECT count(*) FROM holder WHERE distribution_id = ? AND status = 'PAID'";

    private final RealNode node;
    private final RealNodeMoney money;
    private final Path directory;
    private final ControlledPostgres postgres;
    private final NodeBackedMirror mirror;
    private final HederaAccess access;
    private final MassPayoutDataSource dataSource;
    private final MassPayoutClient client;
    private final Books books;
    private final AssetId asset;
    private final List<ChildJvm> workers = new ArrayList<>();

    private RealNodeStage(RealNode node, RealNodeMoney money, Path directory) throws IOException {
        this.node = node;
        this.money = money;
        this.directory = directory;
        this.postgres = ControlledPostgres.start(directory);
        // As public mirror nodes do, it answers at once by what it has read.
        this.mirror = new NodeBackedMirror(node, null);
        this.access = new HederaAccess(
                mirror.uri(),
                node.network().entrySet().stream()
                        .collect(Collectors.toMap(
                                one -> one.getKey(), one -> one.getValue().toString())),
                money.operator().toString(),
                money.key().toStringDER(),
                List.of(money.treasury().toString()));
        this.dataSource = MassPayoutDataSource.builder(postgres.jdbcUrl()).build();
        this.client = MassPayoutClient.builder()
                .store(JooqPayoutStore.create(dataSource))
                .ledger(access.gateway())
                .settings(EngineSettings.defaults().withWorker("conductor"))
                .build();
        this.books = new Books(dataSource);
        this.asset = openAsset();
    }

    /** Sets everything up on a node that runs, with no worker yet. */
    static RealNodeStage open(RealNode node, RealNodeMoney money) throws IOException {
        Path directory = Files.createDirectories(Scene.LOGS)
                .resolve("real-node-" + Instant.now().getEpochSecond());
        return new RealNodeStage(node, money, Files.createDirectories(directory).toAbsolutePath());
    }

    private AssetId openAsset() {
        mirror.awaitReadBeyond(Instant.now());
        Asset opened = client.assets()
                .importAsset(AssetImport.of(ASSET)
                        .paidFrom(money.treasury().toString())
                        .paidIn(money.token().toString(), RealNodeMoney.DECIMALS)
                        .described("Asset on a real node", "REAL", 0, money.shares()));
        client.assets().importRegister(opened.id(), money.register());
        return opened.id();
    }

    RealNode node() {
        return node;
    }

    Path directory() {
        return directory;
    }

    Books books() {
        return books;
    }

    // ---- distributions

    /** Declares that every share gets so many units. */
    DistributionId declare(String name, long unitsPerShare) {
        Distribution declared = client.distributions()
                .create(DistributionRequest.dividend(asset)
                        .amount(Units.toDecimal(
                                Math.multiplyExact(unitsPerShare, money.shares()), RealNodeMoney.DECIMALS))
                        .holdersFrom(HolderSource.REGISTER)
                        .idempotencyKey(name)
                        .build());
        return declared.id();
    }

    DistributionStatus status(DistributionId id) {
        return client.distributions().get(id).status();
    }

    /** How many holders have been paid, by the books. */
    long paid(DistributionId id) {
        return Long.parseLong(books.lines(PAID, id.value()).get(0));
    }

    void awaitPlanned(DistributionId id, Duration atMost) {
        await(
                "the distribution is planned",
                atMost,
                () -> client.distributions().get(id).isPlanned());
    }

    /** Returns when nothing of it is open any more, well or badly. */
    void awaitEnd(DistributionId id, Duration atMost) {
        await("the distribution has ended", atMost, () -> !UNDER_WAY.contains(status(id)));
    }

    /** As {@link Await#until}, and says why it may be. */
    void await(String what, Duration atMost, BooleanSupplier state) {
        if (!Await.atMost(atMost, state)) {
            throw new IllegalStateException("after " + atMost.toSeconds() + " s still not: " + what + "; "
                    + books.stuck() + ", workers " + workers + "; see " + directory + " and " + node);
        }
    }

    /** Returns when nothing that was signed until now can take effect any more, and the mirror node has seen that. */
    void awaitEndOfValidity() {
        mirror.awaitReadBeyond(Instant.now().plus(CampaignTerms.HEDERA_VALIDITY));
    }

    // ---- workers

    /** A worker in a JVM of its own, which may take a while to be at work. */
    ChildJvm startWorker(String name, RealNodePace pace) {
        Places places = new Places(
                money.token().toString(),
                money.holders().get(0).num,
                List.of(money.treasury().toString()));
        ChildJvm worker =
                RealNodeWorker.start(name, postgres.jdbcUrl(), pace, places, access, directory.resolve(name + ".log"));
        workers.removeIf(earlier -> !earlier.isAlive());
        workers.add(worker);
        return worker;
    }

    /** Returns when it is at work: it has loaded what it needs. */
    void awaitReady(ChildJvm worker) throws InterruptedException {
        if (worker.line("READY", Scene.STARTING).isEmpty()) {
            worker.dumpThreads();
            throw new IllegalStateException("a worker does not start: " + worker + "; see " + directory);
        }
    }

    void killWorkers() {
        workers.forEach(ChildJvm::kill);
    }

    @Override
    public void close() {
        killWorkers();
        client.close();
        dataSource.close();
        mirror.close();
        postgres.close();
    }
}
