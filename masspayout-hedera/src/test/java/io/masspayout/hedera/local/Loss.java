package io.masspayout.hedera.local;

import io.grpc.Status;

/** How a request or an answer gets lost, as the client sees it. */
public enum Loss {
    /** The connection breaks. */
    UNAVAILABLE(Status.UNAVAILABLE.withDescription("connection lost")),
    /** The stream is reset, as proxies do it. */
    RESET(Status.INTERNAL.withDescription("Received Rst Stream")),
    /** A proxy gives up waiting. */
    DEADLINE_EXCEEDED(Status.DEADLINE_EXCEEDED.withDescription("upstream timed out")),
    /** Nobody ever answers: the client's own deadline ends it. */
    SILENCE(null);

    @SuppressWarnings("ImmutableEnumChecker") // Status is immutable, but does not say so
    private final Status status;

    Loss(Status status) {
        this.status = status;
    }

    /** Null for silence. */
    Status status() {
        return status;
    }
}
