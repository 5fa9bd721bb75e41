package io.masspayout.campaign;

import io.masspayout.AssetImport;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.EngineSettings;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionId;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.testing.LedgerPayment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Everything that plays in a simulated year: the clock, the database, the ledger process, workers, and the conductor's own client. */
final class YearScene implements Workplace, Evidence, AutoCloseable {

    private static final long PLENTY = 1_000_000_000_000_000L;
    private static final int FIRST_ASSET = 790_000;

    private final Path directory;
    private final Path clockFile;
    private final SharedClock clock;
    private final ControlledPostgres postgres;
    private final ChildJvm ledger;
    private final URI ledgerAt;
    private final LedgerConsole console;
    private final Places places;
    private final MassPayoutDataSource dataSource;
    private final MassPayoutClient client;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<AssetId> assets = new ArrayList<>();
    private final List<ChildJvm> workers = new CopyOnWriteArrayList<>();
    private final Map<DistributionId, List<LedgerPayment>> payments = new HashMap<>();
    private final Thread atExit = new Thread(this::end, "end of the year's processes");

    private YearScene(Path directory, Instant from) throws IOException, InterruptedException {
        this.directory = directory;
        this.clockFile = directory.resolve("clock");
        this.clock = SharedClock.in(clockFile);
        clock.set(from);
        this.postgres = ControlledPostgres.start(directory);
        this.ledger = YearLedgerProcess.start(clockFile, directory.resolve("ledger.log"));
        Runtime.getRuntime().addShutdownHook(atExit);
        String port = ledger.line("PORT", Scene.STARTING)
                .orElseThrow(() -> new IllegalStateException("the ledger process does not start; see " + directory));
        this.ledgerAt = URI.create("http://localhost:" + port);
        this.console = new LedgerConsole(ledgerAt);
        this.places = console.places();
        this.dataSource = MassPayoutDataSource.builder(postgres.jdbcUrl()).build();
        RemoteLedger gateway = new RemoteLedger(ledgerAt);
        this.client = MassPayoutClient.builder()
                .store(JooqPayoutStore.create(dataSource))
                .ledger(gateway)
                .events(gateway)
                .clock(clock)
                .processing(ProcessingSettings.defaults().withoutClockCheck())
                .settings(EngineSettings.defaults().withWorker("conductor"))
                .build();
        places.treasuries().forEach(treasury -> console.setTreasury(treasury, PLENTY));
        for (int holders : YearPlan.HOLDERS_OF_ASSETS) {
            assets.add(openAsset(assets.size(), holders));
        }
    }

    /** Sets everything up, with no worker yet. */
    static YearScene open(YearPlan plan) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Scene.LOGS)
                .resolve("year-seed-" + plan.seed() + "-" + Instant.now().getEpochSecond());
        return new YearScene(Files.createDirectories(directory).toAbsolutePath(), plan.from());
    }

    private AssetId openAsset(int index, int holders) {
        Asset asset = client.assets()
                .importAsset(AssetImport.of("0.0." + (FIRST_ASSET + index))
                        .paidFrom(places.treasury(index))
                        .paidIn(places.paymentToken(), CampaignTerms.DECIMALS)
                        .described("Asset " + index, symbol(index), 0, holders));
        client.assets().importRegister(asset.id(), new NumberedRegister(places, holders));
        return asset.id();
    }

    /** Of the asset with this index. */
    static String symbol(int index) {
        return "A" + index;
    }

    SharedClock clock() {
        return clock;
    }

    Places places() {
        return places;
    }

    List<AssetId> assets() {
        return assets;
    }

    /** Money from outside. */
    LedgerEvent deposit(String account, String token, long units) {
        return DepositDesk.deposit(http, ledgerAt, account, token, units);
    }

    @Override
    public Path directory() {
        return directory;
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

    /** {@inheritDoc} Asked when nothing moves any more, and several audits ask. */
    @Override
    public void payments(DistributionId distribution, Consumer<LedgerPayment> each) {
        payments.computeIfAbsent(distribution, id -> {
                    List<LedgerPayment> some = new ArrayList<>();
                    console.payments(id, some::add);
                    return some;
                })
                .forEach(each);
    }

    @Override
    public List<String> treasuries() {
        return console.books();
    }

    @Override
    public ChildJvm readyWorker(String name) throws InterruptedException {
        ChildJvm worker = YearWorkerProcess.start(
                name,
                postgres.jdbcUrl(),
                ledgerAt,
                clockFile,
                directory.resolve(name + ".log"),
                Rehearsal.sharing(CampaignLedger.SIMULATED));
        workers.removeIf(earlier -> !earlier.isAlive());
        workers.add(worker);
        if (worker.line("READY", Scene.STARTING).isEmpty()) {
            worker.dumpThreads();
            throw new IllegalStateException(name + " does not start: " + worker + "; see " + directory);
        }
        return worker;
    }

    void killWorkers() {
        workers.forEach(ChildJvm::kill);
    }

    private void end() {
        killWorkers();
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
