package io.masspayout.campaign;

import io.masspayout.hedera.HederaGateway;
import io.masspayout.hedera.HederaGatewayBuilder;
import io.masspayout.hedera.HederaNetwork;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.custody.TransactionSigner;
import io.masspayout.hedera.local.LocalNetwork;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * What a worker has to know of a Hedera network on this machine to pay on it. Its keys are made up with the network, and worth as much.
 *
 * @param nodes account of each, by its address
 * @param operator who pays the fees; its key is that of the treasuries, too
 */
record HederaAccess(URI mirror, Map<String, String> nodes, String operator, String key, List<String> treasuries) {

    /** As on the simulated ledger: slow enough that a kill finds batches on their way. */
    private static final int MAX_IN_FLIGHT = CampaignTerms.LIMITS.maxInFlight();

    /** As on the simulated ledger, counted in holders. */
    private static final int TRANSFERS_PER_SECOND = 50;

    /** The mirror is the worker's own neighbour; its bad days are the weather's business. */
    private static final int MIRROR_REQUESTS_PER_SECOND = 500;

    HederaAccess {
        nodes = Map.copyOf(nodes);
        treasuries = List.copyOf(treasuries);
    }

    static HederaAccess of(LocalNetwork network, String operator, String key, List<String> treasuries) {
        Map<String, String> nodes = new HashMap<>();
        network.nodes().forEach((address, account) -> nodes.put(address, account.toString()));
        return new HederaAccess(network.mirror(), nodes, operator, key, treasuries);
    }

    /** A gateway as slow as the simulated ledger. */
    HederaGateway gateway() {
        return gateway(MAX_IN_FLIGHT, TRANSFERS_PER_SECOND);
    }

    /** The library's own gateway, with the shortest validity that leaves time to send. */
    HederaGateway gateway(int maxInFlight, int transfersPerSecond) {
        TransactionSigner signer = LocalKeySigner.fromDer(key);
        HederaGatewayBuilder builder = HederaGateway.builder()
                .network(HederaNetwork.of("local", nodes, mirror))
                .operator(operator, signer)
                .validity(CampaignTerms.HEDERA_VALIDITY)
                .maxInFlight(maxInFlight)
                .transfersPerSecond(transfersPerSecond)
                .mirrorRequestsPerSecond(MIRROR_REQUESTS_PER_SECOND)
                .executor(Executors.newCachedThreadPool());
        treasuries.forEach(treasury -> builder.treasury(treasury, signer));
        return builder.build();
    }

    /** As {@link #parse} reads them. */
    List<String> lines() {
        Stream<String> first = Stream.of(mirror.toString(), operator, key, String.join(" ", treasuries));
        return Stream.concat(first, nodes.entrySet().stream().map(node -> node.getKey() + " " + node.getValue()))
                .toList();
    }

    static HederaAccess parse(List<String> lines) {
        Map<String, String> nodes = new HashMap<>();
        for (String line : lines.subList(4, lines.size())) {
            String[] words = line.split(" ", -1);
            nodes.put(words[0], words[1]);
        }
        return new HederaAccess(
                URI.create(lines.get(0)),
                nodes,
                lines.get(1),
                lines.get(2),
                List.of(lines.get(3).split(" ", -1)));
    }
}
