package io.masspayout.testing;

import io.masspayout.store.FollowedHistory;
import io.masspayout.store.HistoryStore;
import io.masspayout.store.Lease;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far the ledger's history of one treasury is compared with the database. */
final class HistoryRow {

    private boolean kept = true;
    private @Nullable Instant completeUntil;
    private @Nullable Instant mustReach;
    private @Nullable Instant followedAt;
    private @Nullable DatabaseServer server;
    private @Nullable UUID leaseToken;
    private @Nullable Instant leaseUntil;
    private @Nullable Instant allowedUntil;
    private @Nullable Instant reconcilingSince;
    private @Nullable Instant reconcileUntil;
    private @Nullable DatabaseServer reconcilingOn;
    private @Nullable String trouble;
    private @Nullable Instant troubleSince;

    FollowedHistory toRecord(DatabaseServer now, boolean bookWasRestored, Instant databaseNow, long unknown) {
        Instant looked = now.equals(server) && followedAt != null ? followedAt : Instant.MIN;
        boolean fresh = !databaseNow.minus(HistoryStore.MAX_AGE).isAfter(looked);
        boolean due = databaseNow.minus(HistoryStore.INTERVAL).isAfter(looked);
        boolean restored = server == null ? bookWasRestored : server.lineage() != now.lineage();
        boolean allowed = allowedUntil != null && databaseNow.isBefore(allowedUntil);
        return new FollowedHistory(
                kept,
                completeUntil,
                mustReach,
                fresh,
                due,
                restored,
                allowed,
                reconcilingSince,
                reconcileUntil,
                unknown,
                trouble,
                troubleSince);
    }

    void keepsNone() {
        kept = false;
    }

    @Nullable
    Instant completeUntil() {
        return completeUntil;
    }

    @Nullable
    DatabaseServer server() {
        return server;
    }

    boolean isLeasedToAnother(Lease lease, Instant databaseNow) {
        return leaseToken != null
                && !leaseToken.equals(lease.token())
                && leaseUntil != null
                && leaseUntil.isAfter(databaseNow);
    }

    boolean isUnder(Lease lease) {
        return lease.token().equals(leaseToken);
    }

    void leaseTo(Lease lease, Instant databaseNow) {
        leaseToken = lease.token();
        leaseUntil = databaseNow.plus(lease.length());
        kept = true;
    }

    private void giveBack() {
        leaseToken = null;
        leaseUntil = null;
    }

    void isAt(DatabaseServer now, Instant reach) {
        server = now;
        mustReach = reach;
    }

    void followedTo(Instant ledgerTime, Instant begunAt) {
        completeUntil = completeUntil == null || completeUntil.isBefore(ledgerTime) ? ledgerTime : completeUntil;
        followedAt = begunAt;
        trouble = null;
        troubleSince = null;
        giveBack();
    }

    void failed(String reason, Instant at) {
        trouble = reason;
        troubleSince = troubleSince == null ? at : troubleSince;
        giveBack();
    }

    boolean reconcilesOn(DatabaseServer now) {
        return reconcilingSince != null && now.equals(reconcilingOn);
    }

    void beginReconcile(DatabaseServer on, Instant since, Instant until) {
        reconcilingOn = on;
        reconcilingSince = since;
        reconcileUntil = until;
    }

    void endReconcile() {
        reconcilingOn = null;
        reconcilingSince = null;
        reconcileUntil = null;
    }

    void allowUntil(Instant databaseTime) {
        allowedUntil = databaseTime;
    }

    HistoryRow copy() {
        HistoryRow copy = new HistoryRow();
        copy.kept = kept;
        copy.completeUntil = completeUntil;
        copy.mustReach = mustReach;
        copy.followedAt = followedAt;
        copy.server = server;
        copy.leaseToken = leaseToken;
        copy.leaseUntil = leaseUntil;
        copy.allowedUntil = allowedUntil;
        copy.reconcilingSince = reconcilingSince;
        copy.reconcileUntil = reconcileUntil;
        copy.reconcilingOn = reconcilingOn;
        copy.trouble = trouble;
        copy.troubleSince = troubleSince;
        return copy;
    }
}
