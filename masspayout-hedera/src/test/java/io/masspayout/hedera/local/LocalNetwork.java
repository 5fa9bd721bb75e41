package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.local.mirror.MirrorFaults;
import io.masspayout.hedera.local.mirror.MirrorServer;
import io.masspayout.hedera.local.world.World;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A Hedera network on this machine: some consensus nodes that speak gRPC, and a mirror node that speaks HTTP, over one ledger in
 * memory. It keeps the rules of the public network, including those that hurt, and fails on request. Safe for use by many threads.
 */
public final class LocalNetwork implements AutoCloseable {

    /** Node accounts are 0.0.3, 0.0.4 and so on. */
    private static final long FIRST_NODE = 3;

    private static final int SEED_BYTES = 32;

    private final List<LocalNode> nodes = new ArrayList<>();
    private final AnswerDelays delays = new AnswerDelays();
    private final MirrorServer mirror;
    private final LocalLedger ledger;
    private final LocalFaults faults;

    private LocalNetwork(Builder builder) {
        FaultPlan plan = new FaultPlan();
        byte[] seed = new byte[SEED_BYTES];
        builder.random.nextBytes(seed);
        PrivateKey operatorKey = PrivateKey.fromBytesED25519(seed);
        World world = new World(builder.clock, builder.consensusLatency, builder.quiet, builder.random, plan);
        Genesis.create(world, operatorKey.getPublicKey(), FIRST_NODE, builder.nodes);
        for (int i = 0; i < builder.nodes; i++) {
            LocalNode node = new LocalNode(FIRST_NODE + i, world, plan, delays);
            node.start();
            nodes.add(node);
        }
        MirrorFaults mirrorFaults = new MirrorFaults(builder.mirrorLag);
        this.mirror = new MirrorServer(world, mirrorFaults);
        this.ledger = new LocalLedger(world, operatorKey);
        this.faults = new LocalFaults(plan, nodes, mirrorFaults, FaultPlan.ANY_NODE);
    }

    /** A network whose time is that of a clock. */
    public static Builder builder(InstantSource clock) {
        return new Builder(clock);
    }

    /** What {@code Client.forNetwork} asks for. */
    public Map<String, AccountId> nodes() {
        Map<String, AccountId> addresses = new LinkedHashMap<>();
        nodes.forEach(node -> addresses.put("127.0.0.1:" + node.port(), new AccountId(0, 0, node.account())));
        return addresses;
    }

    /** The mirror node, for example {@code http://127.0.0.1:34567}; its paths begin with {@code /api/v1}. */
    public URI mirror() {
        return mirror.uri();
    }

    public LocalLedger ledger() {
        return ledger;
    }

    public LocalFaults faults() {
        return faults;
    }

    @Override
    public void close() {
        nodes.forEach(LocalNode::shutDown);
        mirror.close();
        delays.close();
    }

    /** Chooses what the network is like. */
    public static final class Builder {

        private final InstantSource clock;
        private int nodes = 4;
        private Duration consensusLatency = Duration.ZERO;
        private Duration mirrorLag = Duration.ZERO;
        private boolean quiet;
        private RandomGenerator random = new SplittableRandom(1);

        private Builder(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
        }

        /** 4 by default. */
        public Builder nodes(int count) {
            nodes = count;
            return this;
        }

        /** Time from a node's answer to the record, by the clock; zero by default: executed on arrival. */
        public Builder consensusLatency(Duration latency) {
            consensusLatency = latency;
            return this;
        }

        /** How far the mirror is behind the ledger; zero by default. */
        public Builder mirrorLag(Duration lag) {
            mirrorLag = lag;
            return this;
        }

        /** Nobody else uses the network: without transactions of its own the mirror's newest one does not move. */
        public Builder quiet() {
            quiet = true;
            return this;
        }

        /** The source of keys and of other people's traffic; always the same by default. */
        public Builder random(RandomGenerator source) {
            random = source;
            return this;
        }

        /** Opens the ports. */
        public LocalNetwork start() {
            return new LocalNetwork(this);
        }
    }
}
