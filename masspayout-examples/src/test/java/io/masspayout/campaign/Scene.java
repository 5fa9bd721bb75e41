package io.masspayout.campaign;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.EngineSettings;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.HolderSource;
import io.masspayout.money.Units;
import io.masspayout.testing.LedgerPayment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Everything that plays: the database, the ledger process, workers as they come and go, and the conductor's own client. */
final class Scene implements Workplace, Evidence, AutoCloseable {

    /**
     * How long a process may take until it is at work. The pool waits up to ten seconds between two attempts, and the database is killed
     * about every twenty: a worker may be unlucky several times over (seen once in 500 starts, for 90 s).
     */
    static final Duration STARTING = Duration.ofMinutes(5);

    static final Path LOGS = Path.of("target", "campaign");
    private static final long PLENTY = 1_000_000_000_000_000L;
    private static final int FIRST_ASSET = 789_000;

    private final CampaignLedger kind;
    private final Path directory;
    private final ControlledPostgres postgres;
    private final ChildJvm ledger;
    private final URI ledgerAt;
    private final LedgerConsole console;
    private final Places places;
    private final MassPayoutDataSource dataSource;
    private final MassPayoutClient client;
    private final List<ChildJvm> workers = new CopyOnWriteArrayList<>();
    private final Thread atExit = new Thread(this::end, "end of the campaign's processes");

    private Scene(CampaignLedger kind, Path directory) throws IOException, InterruptedException {
        this.kind = kind;
        this.directory = directory;
        this.postgres = ControlledPostgres.start(directory);
        this.ledger = LedgerProcess.start(kind, directory.resolve("ledger.log"));
        Runtime.getRuntime().addShutdownHook(atExit);
        String port = ledger.line("PORT", STARTING)
                .orElseThrow(() -> new IllegalStateException("the ledger process does not start; see " + directory));
        this.ledgerAt = URI.create("http://localhost:" + port);
        this.console = new LedgerConsole(ledgerAt);
        this.places = console.places();
        this.dataSource = MassPayoutDataSource.builder(postgres.jdbcUrl()).build();
        this.client = MassPayoutClient.builder()
                .store(JooqPayoutStore.create(dataSource))
                .ledger(kind.gateway(ledgerAt))
                .settings(EngineSettings.defaults().withWorker("conductor"))
                .build();
        fillTreasuries();
        console.awaitKnown();
    }

    /**
     * Sets everything up, with no worker yet.
     *
     * @param name of the directory for data and logs
     */
    static Scene open(String name, CampaignLedger kind) throws IOException, InterruptedException {
        Path directory =
                Files.createDirectories(LOGS).resolve(name + "-" + Instant.now().getEpochSecond());
        return new Scene(kind, Files.createDirectories(directory).toAbsolutePath());
    }

    @Override
    public Path directory() {
        return directory;
    }

    ControlledPostgres postgres() {
        return postgres;
    }

    LedgerConsole console() {
        return console;
    }

    Places places() {
        return places;
    }

    CampaignLedger kind() {
        return kind;
    }

    @Override
    public MassPayoutClient client() {
        return client;
    }

    MassPayoutDataSource dataSource() {
        return dataSource;
    }

    @Override
    public Connection connect() throws SQLException {
        return dataSource.getConnection();
    }

    @Override
    public void payments(DistributionId distribution, Consumer<LedgerPayment> each) {
        console.payments(distribution, each);
    }

    @Override
    public List<String> treasuries() {
        return console.books();
    }

    @Override
    public ChildJvm readyWorker(String name) throws InterruptedException {
        ChildJvm worker = startWorker(name, Rehearsal.sharing(kind));
        if (worker.line("READY", STARTING).isEmpty()) {
            worker.dumpThreads();
            throw new IllegalStateException(name + " does not start: " + worker + "; see " + directory);
        }
        return worker;
    }

    /** A worker with options of the virtual machine, which may take a moment to be at work. */
    ChildJvm startWorker(String name, List<String> options) {
        ChildJvm worker = WorkerProcess.start(
                name, postgres.jdbcUrl(), kind, ledgerAt, directory.resolve(name + ".log"), options);
        workers.removeIf(earlier -> !earlier.isAlive());
        workers.add(worker);
        return worker;
    }

    void fillTreasuries() {
        places.treasuries().forEach(this::fillTreasury);
    }

    void fillTreasury(String account) {
        console.setTreasury(account, PLENTY);
    }

    /** An asset with so many holders. */
    AssetId openAsset(int index, int holders) {
        Asset asset = client.assets()
                .importAsset(AssetImport.of("0.0." + (FIRST_ASSET + index))
                        .paidFrom(places.treasury(index))
                        .paidIn(places.paymentToken(), CampaignTerms.DECIMALS)
                        .described("Asset " + index, "A" + index, 0, holders));
        client.assets().importRegister(asset.id(), new NumberedRegister(places, holders));
        return asset.id();
    }

    /** Declares a distribution; asked for again, it is found again. */
    Distribution declare(AssetId asset, String key, long units) {
        return client.distributions()
                .create(DistributionRequest.dividend(asset)
                        .amount(Units.toDecimal(units, CampaignTerms.DECIMALS))
                        .holdersFrom(HolderSource.REGISTER)
                        .idempotencyKey(key)
                        .build());
    }

    void killWorkers() {
        workers.forEach(ChildJvm::kill);
    }

    private void end() {
        workers.forEach(ChildJvm::kill);
        ledger.kill();
        postgres.close();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        client.close();
        dataSource.close();
        end();
    }
}
