package io.masspayout.hedera;

import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.local.LocalNetwork;
import java.util.Map;
import java.util.stream.Collectors;

/** How a gateway finds a local network, whose operator it may use. */
final class LocalGateways {

    static final String OPERATOR = "0.0.2";

    /** A local mirror node answers as fast as it is asked. */
    private static final int MIRROR_REQUESTS_PER_SECOND = 10_000;

    private LocalGateways() {}

    static HederaGatewayBuilder on(LocalNetwork network) {
        Map<String, String> nodes = network.nodes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, node -> node.getValue().toString()));
        return HederaGateway.builder()
                .network(HederaNetwork.of("local", nodes, network.mirror()))
                .operator(OPERATOR, LocalKeySigner.of(network.ledger().operatorKey()))
                .mirrorRequestsPerSecond(MIRROR_REQUESTS_PER_SECOND);
    }
}
