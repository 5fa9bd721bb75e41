package io.masspayout.testing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the book remembers of the last time that its database was put back: a treasury whose history this database has never looked at may have
 * paid, too, before that.
 */
final class LastRestore {

    private int lineage;
    private @Nullable DatabaseServer on;
    private @Nullable Instant until;

    LastRestore(DatabaseServer madeOn) {
        this.lineage = madeOn.lineage();
    }

    void copyFrom(LastRestore other) {
        lineage = other.lineage;
        on = other.on;
        until = other.until;
    }

    /** Whether the database that answers is another one than that in which the book was looked at last. */
    boolean isNewsOn(DatabaseServer now) {
        return lineage != now.lineage();
    }

    /**
     * Notes a restore, once for each server.
     *
     * @param lastEffect after that, nothing that was sent before the restore can still take effect
     */
    void note(DatabaseServer now, Instant lastEffect) {
        if (!now.equals(on)) {
            lineage = now.lineage();
            on = now;
            until = lastEffect;
        }
    }

    /** Whether something that was sent before the restore may still take effect. */
    boolean mayStillTakeEffect(Instant at) {
        return until != null && until.isAfter(at);
    }
}
