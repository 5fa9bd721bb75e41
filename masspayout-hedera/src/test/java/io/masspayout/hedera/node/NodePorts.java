package io.masspayout.hedera.node;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/** The ports of one node: four neighbours, free when they were chosen. The node listens on all interfaces. */
record NodePorts(int grpc) {

    /** Below the range from which the system gives ports to outgoing connections, so that they stay free for a restart. */
    private static final int FIRST = 30_211;

    private static final int LAST = 32_011;
    private static final int STEP = 10;
    private static final int NEIGHBOURS = 4;

    static NodePorts freeOrSkip() {
        return IntStream.iterate(FIRST, port -> port <= LAST, port -> port + STEP)
                .filter(NodePorts::free)
                .mapToObj(NodePorts::new)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("The real node found no " + NEIGHBOURS + " free ports from " + FIRST
                        + " to " + LAST + " to listen on"));
    }

    int tls() {
        return grpc + 1;
    }

    int gossip() {
        return grpc + 2;
    }

    int metrics() {
        return grpc + 3;
    }

    private static boolean free(int first) {
        return IntStream.range(first, first + NEIGHBOURS).allMatch(NodePorts::canListen);
    }

    private static boolean canListen(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
