package io.masspayout.campaign;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.EngineSettings;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.ledger.PaymentLedger;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
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
    private final CampaignTime time;
    private final SharedClock clock;
    private final PaymentLedger gateway;
    private final ControlledPostgres postgres;
    private final ChildJvm ledger;
    private final URI ledgerAt;
    private final LedgerConsole console;
    private final Places places;
    private final MassPayoutDataSource dataSource;
    private final MassPayoutClient client;
    private final List<ChildJvm> workers = new CopyOnWriteArrayList<>();
    private final Thread atExit = new Thread(this::end, "end of the campaign's processes");

    private final ReadWriteLock workplace = new ReentrantReadWriteLock();
    private final AtomicInteger closures = new AtomicInteger();

    private Scene(CampaignLedger kind, Path directory, boolean jumps) throws IOException, InterruptedException {
        this.kind = kind;
        this.directory = directory;
        this.time = new CampaignTime(directory.resolve("clock"), jumps);
        this.clock = time.clock();
        this.postgres = ControlledPostgres.start(directory);
        this.ledger = LedgerProcess.start(kind, time.file(), directory.resolve("ledger.log"));
        Runtime.getRuntime().addShutdownHook(atExit);
        String port = ledger.line("PORT", STARTING)
                .orElseThrow(() -> new IllegalStateException("the ledger process does not start; see " + directory));
        this.ledgerAt = URI.create("http://localhost:" + port);
        this.console = new LedgerConsole(ledgerAt);
        this.places = console.places();
        this.dataSource = MassPayoutDataSource.builder(postgres.jdbcUrl()).build();
        this.gateway = kind.gateway(ledgerAt);
        this.client = MassPayoutClient.builder()
                .store(JooqPayoutStore.create(dataSource))
                .ledger(gateway)
                .clock(clock)
                .processing(time.processing())
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
        return open(name, kind, false);
    }

    /**
     * As {@link #open(String, CampaignLedger)}.
     *
     * @param jumps whether the clock that all processes share may be put forward
     */
    static Scene open(String name, CampaignLedger kind, boolean jumps) throws IOException, InterruptedException {
        Path directory =
                Files.createDirectories(LOGS).resolve(name + "-" + Instant.now().getEpochSecond());
        return new Scene(kind, Files.createDirectories(directory).toAbsolutePath(), jumps);
    }

    @Override
    public Path directory() {
        return directory;
    }

    ControlledPostgres postgres() {
        return postgres;
    }

    /** The conductor's own way to the ledger, in any weather. */
    PaymentLedger gateway() {
        return gateway;
    }

    SharedClock clock() {
        return clock;
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
        while (true) {
            int before = closures.get();
            ChildJvm worker;
            workplace.readLock().lock();
            try {
                worker = startWorker(name, Rehearsal.sharing(kind));
            } finally {
                workplace.readLock().unlock();
            }
            if (worker.line("READY", STARTING).isPresent()) {
                return worker;
            }
            if (closures.get() == before) {
                worker.dumpThreads();
                throw new IllegalStateException(name + " does not start: " + worker + "; see " + directory);
            }
        }
    }

    @Override
    public int closures() {
        return closures.get();
    }

    /** Does what may be done while no worker runs and no host calls: all workers are killed, and none starts before it is done. */
    void whileClosed(Closed work) throws IOException, SQLException {
        workplace.writeLock().lock();
        try {
            closures.incrementAndGet();
            killWorkers();
            work.run();
        } finally {
            workplace.writeLock().unlock();
        }
    }

    /** Does what a host does, unless everything that works on the database is stopped: then it waits until that is over. */
    void whileOpen(Runnable work) {
        workplace.readLock().lock();
        try {
            work.run();
        } finally {
            workplace.readLock().unlock();
        }
    }

    /** What is done to the database. */
    interface Closed {
        void run() throws IOException, SQLException;
    }

    /** A worker with options of the virtual machine, which may take a moment to be at work. */
    ChildJvm startWorker(String name, List<String> options) {
        return startWorker(name, postgres.jdbcUrl(), options);
    }

    /** A worker on another database than the campaign's. */
    ChildJvm startWorker(String name, String jdbcUrl, List<String> options) {
        ChildJvm worker =
                WorkerProcess.start(name, jdbcUrl, kind, ledgerAt, time, directory.resolve(name + ".log"), options);
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
