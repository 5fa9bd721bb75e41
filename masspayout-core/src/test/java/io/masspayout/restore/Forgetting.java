package io.masspayout.restore;

import io.masspayout.testing.InMemoryPaymentStore;

/** How a second database comes to answer beside the first one, or in its place. */
enum Forgetting {

    /** The first database is lost, and a backup is restored: those who worked on the first one work on the second. */
    RESTORED(false) {
        @Override
        InMemoryPaymentStore start(RestoreWorld world, InMemoryPaymentStore backup) {
            return world.started(backup);
        }
    },

    /** A replica that lagged is promoted, and the first database lives on. */
    FAILED_OVER(true) {
        @Override
        InMemoryPaymentStore start(RestoreWorld world, InMemoryPaymentStore backup) {
            return world.started(backup);
        }
    },

    /** The disk is copied, and a server started on the copy: no server tells, and the first database lives on. */
    CLONED(true) {
        @Override
        InMemoryPaymentStore start(RestoreWorld world, InMemoryPaymentStore backup) {
            return world.startedOnACopiedDisk(backup);
        }
    };

    private final boolean firstLivesOn;

    Forgetting(boolean firstLivesOn) {
        this.firstLivesOn = firstLivesOn;
    }

    abstract InMemoryPaymentStore start(RestoreWorld world, InMemoryPaymentStore backup);

    /** Whether those who worked on the first database can go on working on it. */
    boolean firstLivesOn() {
        return firstLivesOn;
    }
}
