package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.FOLLOWED_HISTORY;
import static io.masspayout.jooq.schema.Tables.TREASURY;
import static io.masspayout.jooq.schema.Tables.UNKNOWN_PAYMENT;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.model.AccountId;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.store.Act;
import java.util.List;
import org.jooq.DSLContext;

/** Lifts stops that the ledger's history made, when the history is explained. */
final class HistoryStops {

    private final Audit audit;

    HistoryStops(Audit audit) {
        this.audit = audit;
    }

    /** Of every treasury of an account, unless a reconcile is under way: that one ends with the stop. */
    void liftExplained(DSLContext db, AccountId account, Act act) {
        List<Treasury> treasuries = db.select(TREASURY.ACCOUNT_ID, TREASURY.TOKEN_ID)
                .from(TREASURY)
                .where(TREASURY.ACCOUNT_ID.eq(account.value()))
                .and(TREASURY.STOPPED_CODE.isNotNull())
                .fetch(row -> new Treasury(AccountId.of(row.value1()), TokenId.of(row.value2())));
        for (Treasury treasury : treasuries) {
            boolean reconciling = db.fetchExists(db.selectOne()
                    .from(FOLLOWED_HISTORY)
                    .where(FollowedRows.is(treasury))
                    .and(FOLLOWED_HISTORY.RECONCILING_SINCE.isNotNull()));
            if (!reconciling) {
                liftExplained(db, treasury, act);
            }
        }
    }

    /** Of one treasury, when no payment of its history is unexplained. */
    void liftExplained(DSLContext db, Treasury treasury, Act act) {
        boolean unexplained =
                db.fetchExists(db.selectOne().from(UNKNOWN_PAYMENT).where(FollowedRows.isUnexplained(treasury)));
        if (unexplained) {
            return;
        }
        TreasuryStops.stop(TreasuryStops.lockTreasury(db, treasury))
                .filter(stop -> stop.failure().code().isOfHistory())
                .ifPresent(stop -> {
                    TreasuryStops.clear(db, treasury);
                    audit.write(
                            db,
                            act,
                            Change.of(treasury, "stop lifted", stop.failure().code(), null, act.why()));
                });
    }
}
