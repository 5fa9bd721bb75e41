package io.masspayout.testing.simulation;

import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;

/** What a simulation is at. */
enum Phase {
    TROUBLE {
        @Override
        boolean isReachedBy(DistributionStatus status) {
            return false;
        }
    },
    ENDING {
        @Override
        boolean isReachedBy(DistributionStatus status) {
            return switch (status) {
                case PENDING, PROCESSING -> false;
                case COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED -> true;
            };
        }
    },
    PAYING_THE_REST {
        @Override
        boolean isReachedBy(DistributionStatus status) {
            return switch (status) {
                case COMPLETED, CANCELLED -> true;
                case PENDING, PROCESSING, PARTIALLY_COMPLETED, FAILED -> false;
            };
        }
    },
    OVER {
        @Override
        boolean isReachedBy(DistributionStatus status) {
            return true;
        }
    };

    /** Whether a distribution has come to where this phase is to bring it. */
    abstract boolean isReachedBy(DistributionStatus status);

    boolean isReachedBy(Distribution distribution) {
        return isReachedBy(distribution.status());
    }
}
