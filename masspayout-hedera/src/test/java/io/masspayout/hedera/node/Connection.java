package io.masspayout.hedera.node;

import com.hedera.hashgraph.sdk.Client;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of a node that dies and comes back. The SDK's channel waits longer with each attempt in vain, as gRPC does, up to two minutes: after a
 * while without success it is replaced. Safe for use by many threads.
 */
final class Connection implements AutoCloseable {

    /** Failures in a row until a new client is tried. */
    private static final int PATIENCE = 10;

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final RealNode node;
    private Client client;
    private int failures;

    Connection(RealNode node) {
        this.node = node;
        client = node.client();
    }

    synchronized Client client() {
        return client;
    }

    synchronized void works() {
        failures = 0;
    }

    synchronized void fails(Throwable why) {
        failures++;
        if (failures % PATIENCE == 0) {
            log.info("{} failures in a row: a new client", failures, why);
            close();
            client = node.client();
        }
    }

    @Override
    public synchronized void close() {
        try {
            client.close();
        } catch (TimeoutException e) {
            log.warn("the client does not close", e);
        }
    }
}
