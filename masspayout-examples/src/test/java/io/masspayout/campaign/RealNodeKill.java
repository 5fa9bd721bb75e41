package io.masspayout.campaign;

import io.masspayout.model.DistributionStatus;

/**
 * A kill that was done while a distribution was paid on a real node.
 *
 * @param how who was killed, and where
 * @param ofNode whether it was the node, and not the worker
 * @param paid holders who by the books were paid when it was done
 * @param status of the distribution then
 */
record RealNodeKill(String how, boolean ofNode, long paid, DistributionStatus status) {}
