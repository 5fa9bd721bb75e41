package io.masspayout.hedera.node;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The facts on our local network: what a real node does, it does too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalNetworkFactsTest extends NetworkFacts {

    private LocalTestNetwork network;

    @BeforeAll
    void start() {
        network = new LocalTestNetwork(InstantSource.system());
    }

    @AfterAll
    void stop() {
        network.close();
    }

    @Override
    protected TestNetwork network() {
        return network;
    }
}
