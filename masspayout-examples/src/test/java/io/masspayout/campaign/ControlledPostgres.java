package io.masspayout.campaign;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL with its durability on, whose postmaster can be killed and started again on the same data and port. It ends with the
 * conductor.
 */
final class ControlledPostgres implements AutoCloseable {

    private static final Duration STARTING = Duration.ofSeconds(60);

    /** Starts the server, ends with it, and ends it when this shell's input is closed, be it by the conductor's death. */
    private static final String KEEPER =
            "exec 3<&0; \"$@\" & server=$!; (cat <&3 > /dev/null; kill -9 $server 2> /dev/null) & wait $server";

    private static final String DATABASE = "/postgres?";

    private final Path log;
    private volatile Cluster cluster;
    private Process keeper;

    private ControlledPostgres(Cluster cluster, Path log) throws IOException {
        this.cluster = cluster;
        this.log = log;
        this.keeper = launch();
    }

    /** Makes a cluster in a directory and starts it. */
    static ControlledPostgres start(Path directory) throws IOException {
        Cluster cluster = Cluster.make(directory.resolve("data"));
        ControlledPostgres postgres = new ControlledPostgres(cluster, directory.resolve("postgres.log"));
        postgres.awaitStarted();
        return postgres;
    }

    /** What a server needs: its program, its data, its port. */
    private record Cluster(String executable, Path data, int port) {

        Cluster on(Path otherData, int otherPort) {
            return new Cluster(executable, otherData, otherPort);
        }

        /** The embedded server makes it and says where its program is; after that the conductor starts the program itself. */
        static Cluster make(Path data) throws IOException {
            Path unpacked =
                    Path.of(System.getProperty("java.io.tmpdir"), "masspayout-" + System.getProperty("user.name"));
            try (EmbeddedPostgres maker = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(unpacked.toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .start()) {
                long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                        .get(0)
                        .strip());
                String executable = ProcessHandle.of(postmaster)
                        .flatMap(server -> server.info().command())
                        .orElseThrow(() -> new IOException("cannot see which program the embedded PostgreSQL runs"));
                return new Cluster(executable, data, maker.getPort());
            }
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + cluster.port() + DATABASE + "user=postgres";
    }

    /** The server's other database, from which the first can be renamed. */
    static String another(String jdbcUrl) {
        return jdbcUrl.replace(DATABASE, "/template1?");
    }

    /** A base backup of the running server, into a new directory. */
    void backUp(Path to) throws SQLException {
        ServerFiles.backUp(jdbcUrl(), cluster.data(), to);
    }

    /**
     * Kills the server and starts one on a backup at the same port, which nobody reaches before it is prepared. The lost server's files are
     * removed, and the backup's are the server's from now on.
     */
    void restore(Path backup, RestoreKind kind) throws IOException, SQLException {
        Cluster lost = cluster;
        kill();
        prepare(lost.executable(), backup, kind);
        cluster = lost.on(backup, lost.port());
        ServerFiles.remove(lost.data());
        restart();
    }

    /** A second server, on a backup of this one, at a port of its own; this one goes on. */
    ControlledPostgres cloned(Path backup, RestoreKind kind) throws IOException, SQLException {
        prepare(cluster.executable(), backup, kind);
        ControlledPostgres clone = new ControlledPostgres(cluster.on(backup, freePort()), log);
        clone.awaitStarted();
        return clone;
    }

    private void prepare(String executable, Path backup, RestoreKind kind) throws IOException, SQLException {
        kind.layOut(backup);
        try (ControlledPostgres unreachable =
                new ControlledPostgres(new Cluster(executable, backup, freePort()), log)) {
            unreachable.awaitStarted();
            kind.prepare(unreachable.jdbcUrl());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** {@code kill -9} of the postmaster: what was not written to the log is lost, and every connection with it. */
    void kill() {
        keeper.children()
                .filter(child -> child.info()
                        .command()
                        .filter(cluster.executable()::equals)
                        .isPresent())
                .forEach(ProcessHandle::destroyForcibly);
        end(keeper);
    }

    /** Starts it on the data that a kill has left; returns when it has recovered. */
    void restart() {
        try {
            keeper = launch();
            awaitStarted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", KEEPER, "keeper"));
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root, so it gets a name space in which it is nobody.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(
                List.of(cluster.executable(), "-D", cluster.data().toString(), "-p", String.valueOf(cluster.port())));
        for (String setting : List.of(
                "fsync=on",
                "full_page_writes=on",
                "synchronous_commit=on",
                // A backup copies the log, too.
                "min_wal_size=32MB",
                "max_wal_size=128MB",
                "max_connections=100",
                "listen_addresses=localhost",
                "unix_socket_directories=",
                "restart_after_crash=on")) {
            command.addAll(List.of("-c", setting));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    // A server whose predecessor's children are still dying refuses to start, and ends: then it is started again.
    private void awaitStarted() {
        Await.until("PostgreSQL answers on port " + cluster.port(), STARTING, () -> {
            if (!keeper.isAlive()) {
                relaunch();
            }
            return answers();
        });
    }

    private void relaunch() {
        end(keeper);
        try {
            keeper = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process keeper) {
        try {
            keeper.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until("the postmaster is dead", STARTING, () -> !keeper.isAlive());
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
