package io.masspayout.hedera;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.Client;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Where a Hedera network is: its consensus nodes, and a mirror node that reads them. Nothing is connected to until a gateway is used.
 */
public final class HederaNetwork {

    private final String name;
    private final Supplier<Client> nodes;
    private final URI mirror;

    private HederaNetwork(String name, Supplier<Client> nodes, URI mirror) {
        this.name = name;
        this.nodes = nodes;
        this.mirror = mirror;
    }

    /** The main network and its public mirror node, which answers 50 requests a second for each address. */
    public static HederaNetwork mainnet() {
        return new HederaNetwork(
                "mainnet", Client::forMainnet, URI.create("https://mainnet-public.mirrornode.hedera.com"));
    }

    /** The public test network and its mirror node. */
    public static HederaNetwork testnet() {
        return new HederaNetwork("testnet", Client::forTestnet, URI.create("https://testnet.mirrornode.hedera.com"));
    }

    /** The network on which coming releases can be tried, and its mirror node. */
    public static HederaNetwork previewnet() {
        return new HederaNetwork(
                "previewnet", Client::forPreviewnet, URI.create("https://previewnet.mirrornode.hedera.com"));
    }

    /**
     * The public network of that name.
     *
     * @throws IllegalArgumentException for any but {@code mainnet}, {@code testnet} and {@code previewnet}
     */
    public static HederaNetwork named(String name) {
        return switch (name) {
            case "mainnet" -> mainnet();
            case "testnet" -> testnet();
            case "previewnet" -> previewnet();
            default ->
                throw new IllegalArgumentException(
                        "network must be mainnet, testnet or previewnet but is '" + name + "'");
        };
    }

    /**
     * A network of one's own.
     *
     * @param nodes the account {@code 0.0.n} of each node, by its {@code host:port}
     * @param mirror of its mirror node's REST API, without {@code /api/v1}
     */
    public static HederaNetwork of(String name, Map<String, String> nodes, URI mirror) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("network " + name + " has no nodes");
        }
        Map<String, AccountId> accounts = nodes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, node -> AccountId.fromString(node.getValue())));
        return new HederaNetwork(name, () -> Client.forNetwork(accounts), mirror);
    }

    /** The same network with another mirror node: a paid one answers more than the public one. */
    public HederaNetwork withMirror(URI other) {
        return new HederaNetwork(name, nodes, Objects.requireNonNull(other, "other"));
    }

    Supplier<Client> nodes() {
        return nodes;
    }

    URI mirror() {
        return mirror;
    }

    @Override
    public String toString() {
        return name;
    }
}
