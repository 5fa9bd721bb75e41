package io.masspayout.hedera;

import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.local.LocalNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A host may build its gateway when it starts, whatever state the network is in. */
class GatewayAtRestTest {

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    private static Set<Thread> startedSince(Set<Thread> before) {
        Set<Thread> started = new HashSet<>(threads());
        started.removeAll(before);
        return started;
    }

    private static ServerSocketChannel listening() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
        return server;
    }

    private static String address(ServerSocketChannel server) throws IOException {
        return "127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    private static HederaGateway gateway(HederaNetwork network) {
        LocalKeySigner signer = LocalKeySigner.of(PrivateKey.generateED25519());
        return HederaGateway.builder()
                .network(network)
                .operator("0.0.1001", signer)
                .treasury("0.0.1002", signer)
                .build();
    }

    @Test
    void buildingAndClosingStartsNoThreadAndOpensNoConnection() throws IOException {
        try (ServerSocketChannel node = listening();
                ServerSocketChannel mirror = listening()) {
            HederaNetwork network = HederaNetwork.of(
                    "nowhere", Map.of(address(node), "0.0.3"), URI.create("http://" + address(mirror)));
            Set<Thread> before = threads();

            HederaGateway gateway = gateway(network);

            assertThat(gateway.limits().holdersPerBatch()).isEqualTo(9);
            assertThat(startedSince(before)).isEmpty();
            gateway.close();
            assertThat(startedSince(before)).isEmpty();
            // Nobody is left who could connect later.
            assertThat(node.accept()).isNull();
            assertThat(mirror.accept()).isNull();
        }
    }

    /** Guards the test above: what it counts does come with the first call. */
    @Test
    void theFirstCallStartsWhatItNeeds() {
        try (LocalNetwork network = LocalNetwork.builder(InstantSource.system()).start();
                HederaGateway gateway =
                        gateway(HederaNetwork.of("local", Map.of("127.0.0.1:1", "0.0.3"), network.mirror()))) {
            Set<Thread> before = threads();

            assertThat(gateway.token("0.0.5")).isEmpty();

            assertThat(startedSince(before)).isNotEmpty();
        }
    }
}
