package io.masspayout.campaign;

import io.masspayout.MassPayoutClient;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.testing.SimulatedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A database with a host's table in it, a listener that is switched on, and listening processes as they come and go. */
final class ListenerScene implements Workplace, AutoCloseable {

    private final long seed;
    private final Path directory;
    private final ControlledPostgres postgres;
    private final MassPayoutDataSource dataSource;
    private final Path clockFile;
    private final SharedClock clock;
    private final List<ChildJvm> listeners = new CopyOnWriteArrayList<>();
    private final Thread atExit = new Thread(this::end, "end of the listeners' processes");

    private ListenerScene(long seed, Path directory) throws IOException, SQLException {
        this.seed = seed;
        this.directory = directory;
        this.clockFile = directory.resolve("clock");
        this.clock = SharedClock.in(clockFile);
        clock.set(EventScript.BEGIN);
        this.postgres = ControlledPostgres.start(directory);
        Runtime.getRuntime().addShutdownHook(atExit);
        this.dataSource = MassPayoutDataSource.builder(postgres.jdbcUrl()).build();
        try (MassPayoutClient client = MassPayoutClient.builder()
                .store(JooqPayoutStore.create(dataSource))
                .ledger(SimulatedNetwork.at(InstantSource.system()).client())
                .build()) {
            client.events().enable(EventScript.CONTRACT, EventScript.BEGIN, "the conductor");
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(HostTable.TABLE);
        }
    }

    static ListenerScene open(long seed) throws IOException, SQLException {
        Path directory = Files.createDirectories(Scene.LOGS)
                .resolve("listeners-seed-" + seed + "-" + Instant.now().getEpochSecond());
        return new ListenerScene(seed, Files.createDirectories(directory).toAbsolutePath());
    }

    EventScript script() {
        return EventScript.of(seed);
    }

    /** The clock by which the script happens. */
    SharedClock clock() {
        return clock;
    }

    Books books() {
        return new Books(dataSource);
    }

    /** Those that live. */
    List<ChildJvm> listeners() {
        return listeners.stream().filter(ChildJvm::isAlive).toList();
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public ChildJvm readyWorker(String name) throws InterruptedException {
        ChildJvm listener = ListenerProcess.start(
                name,
                postgres.jdbcUrl(),
                seed,
                clockFile,
                directory.resolve(name + ".log"),
                Rehearsal.sharing(CampaignLedger.SIMULATED));
        listeners.removeIf(earlier -> !earlier.isAlive());
        listeners.add(listener);
        if (listener.line("READY", Scene.STARTING).isEmpty()) {
            throw new IllegalStateException(name + " does not start: " + listener + "; see " + directory);
        }
        return listener;
    }

    private void end() {
        listeners.forEach(ChildJvm::kill);
        postgres.close();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        dataSource.close();
        end();
    }
}
