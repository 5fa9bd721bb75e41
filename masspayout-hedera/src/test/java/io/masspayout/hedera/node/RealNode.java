package io.masspayout.hedera.node;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.Client;
import com.hedera.hashgraph.sdk.Hbar;
import com.hedera.hashgraph.sdk.PrecheckStatusException;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.Status;
import com.hedera.hashgraph.sdk.TransactionId;
import com.hedera.hashgraph.sdk.TransactionReceiptQuery;
import com.hedera.hashgraph.sdk.TransferTransaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One consensus node as a process of its own, with a ledger that starts empty and survives {@link #kill} and {@link #close}.
 * The process ends with this JVM, however that ends. Not for use by several threads at once, except what only reads.
 */
public final class RealNode implements AutoCloseable {

    /** Holds all hbars of a new network, and signs with {@link #OPERATOR_KEY}. */
    public static final AccountId OPERATOR = new AccountId(0, 0, 2);

    /** The genesis key of every development network, published with the node's sources. It guards nothing of value. */
    public static final PrivateKey OPERATOR_KEY = PrivateKey.fromStringED25519(
            "302e020100300506032b65700422042091132178e72057a1d7528025956fe39b0b847f200ab59b2fdd367017f3087137");

    /** The account of the node itself. */
    public static final AccountId NODE = new AccountId(0, 0, 3);

    /** Half a minute on an idle machine with two cores; a genesis on a busy one has taken several times that. */
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration ONE_ATTEMPT = Duration.ofSeconds(5);

    private final Path home;
    private final NodeProgram program;
    private final NodePorts ports;
    private final Genesis genesis;
    private @Nullable Process process;

    private RealNode(Path home) {
        this.home = home;
        program = NodeProgram.builtOrSkip(home);
        ports = NodePorts.freeOrSkip();
        genesis = new Genesis(program, ports, OPERATOR_KEY.getPublicKey());
    }

    /** A node that does not run yet, in {@code target/real-node}. Skips the test where there cannot be one. */
    public static RealNode builtOrSkip() {
        return new RealNode(Path.of(System.getProperty("masspayout.real-node", "target/real-node"))
                .toAbsolutePath());
    }

    /** Forgets the ledger, and the log with it. The next {@link #start} begins with an empty one. */
    public void reset() {
        close();
        try {
            Files.deleteIfExists(log());
            NodeProgram.delete(home.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        genesis.write(folder());
    }

    /** Starts on the ledger as it is, and returns when a transaction has gone through. */
    public void start() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException("the node runs already");
        }
        try {
            process = new ProcessBuilder(command())
                    .directory(folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            waitUntilItAnswers(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kill -9: no warning, nothing is written any more. */
    public void kill() {
        end(running().destroyForcibly());
    }

    /** A friendly end. */
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.destroy();
            end(process);
        }
        process = null;
    }

    /** Where clients find it, as the SDK wants it: {@code host:port} and account. */
    public Map<String, AccountId> network() {
        return Map.of("127.0.0.1:" + ports.grpc(), NODE);
    }

    /** A client with the operator, which the caller closes. It sends the bytes it is given, and retries soon when the node is busy. */
    public Client client() {
        Client client = Client.forNetwork(network());
        client.setOperator(OPERATOR, OPERATOR_KEY);
        client.setDefaultRegenerateTransactionId(false);
        client.setMinBackoff(Duration.ofMillis(50));
        client.setMaxBackoff(Duration.ofMillis(500));
        client.setNodeMinBackoff(Duration.ofMillis(100));
        client.setNodeMaxBackoff(Duration.ofMillis(500));
        client.setMaxAttempts(40);
        return client;
    }

    /** Whether accounts may have ECDSA keys here, which the node verifies by a C library of the system. */
    public static boolean knowsEcdsa() {
        return List.of(
                        "/usr/lib",
                        "/usr/lib64",
                        "/usr/local/lib",
                        "/usr/lib/x86_64-linux-gnu",
                        "/usr/lib/aarch64-linux-gnu")
                .stream()
                .anyMatch(folder -> Files.exists(Path.of(folder, "libsecp256k1.so")));
    }

    public Path log() {
        return home.resolve("node.log");
    }

    /** Where the node writes the files that mirror nodes read. */
    Path recordStream() {
        return folder().resolve("data/recordStreams/record" + NODE);
    }

    private Path folder() {
        return home.resolve("network");
    }

    private List<String> command() {
        return List.of(
                program.jdk().tool("java"),
                "-Xms256m",
                "-Xmx2g",
                // The stand-ins for Besu are not related to each other as the verifier expects.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-Djava.io.tmpdir=" + temporaryFolder(),
                "-Dfile.encoding=UTF-8",
                "-Dhedera.profiles.active=DEV",
                "-Dprometheus.endpointPortNumber=" + ports.metrics(),
                "-cp",
                program.classPath(),
                "LeashedNode",
                "-local",
                "0");
    }

    private Path temporaryFolder() {
        try {
            return Files.createDirectories(home.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void waitUntilItAnswers(Process started) {
        long looks = STARTS_WITHIN.dividedBy(BETWEEN_LOOKS);
        try (Client client = client()) {
            client.setMaxAttempts(1);
            boolean answers = false;
            for (long look = 0; look < looks && !answers; look++) {
                if (started.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("The node has ended. " + Command.lastLines(log()));
                }
                answers = listens() && aTransactionGoesThrough(client);
            }
            if (!answers) {
                kill();
                throw new IllegalStateException("The node does not answer. " + Command.lastLines(log()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the node starts", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.grpc())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** One tinybar to the node. It listens long before it takes transactions, and takes them before genesis is done. */
    private static boolean aTransactionGoesThrough(Client client) {
        TransactionId id = TransactionId.generate(OPERATOR);
        try {
            new TransferTransaction()
                    .setTransactionId(id)
                    .addHbarTransfer(OPERATOR, Hbar.fromTinybars(-1))
                    .addHbarTransfer(NODE, Hbar.fromTinybars(1))
                    .execute(client, ONE_ATTEMPT);
            return new TransactionReceiptQuery()
                            .setTransactionId(id)
                            .setMaxAttempts(40)
                            .execute(client, ONE_ATTEMPT)
                            .status
                    == Status.SUCCESS;
        } catch (PrecheckStatusException | TimeoutException | IllegalStateException e) {
            return false;
        }
    }

    private Process running() {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException("the node does not run");
        }
        return process;
    }

    private static void end(Process ending) {
        try {
            if (!ending.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                ending.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            ending.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "node " + NODE + " at port " + ports.grpc() + ", log " + log();
    }
}
