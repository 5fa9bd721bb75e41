package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.HOLDER;
import static io.masspayout.jooq.schema.Tables.PAYMENT_ATTEMPT;

import io.masspayout.jooq.internal.StoredText;
import io.masspayout.model.Failure;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.IdSource;
import io.masspayout.store.UnbalancedBooksException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A holder who leaves a batch unpaid: where from, why, and where to.
 *
 * @param transactionId the batch's ledger id, if it had one
 * @param to FAILED or CANCELLED, or PENDING in another batch
 * @param next that other batch
 */
record Leaver(
        UUID distribution,
        UUID batch,
        @Nullable String transactionId,
        String account,
        BigDecimal amount,
        Failure why,
        HolderStatus to,
        @Nullable UUID next) {

    /**
     * Leavers in one statement. The arrays of a statement are in the memory of host and server, and in the worst of the server's plans each
     * leaver is compared with each of their batches: so both are bounded, however large a group of batches fails as a whole.
     */
    static final int MAX_PER_STATEMENT = 4_000;

    /** Writes where each one went, and the history of it: two statements for each {@link #MAX_PER_STATEMENT}. */
    static void write(DSLContext db, IdSource ids, Collection<Leaver> leavers, Instant at) {
        List<Leaver> all = List.copyOf(leavers);
        for (int from = 0; from < all.size(); from += MAX_PER_STATEMENT) {
            List<Leaver> some = all.subList(from, Math.min(from + MAX_PER_STATEMENT, all.size()));
            move(db, some, at);
            remember(db, ids, some, at);
        }
    }

    private static void move(DSLContext db, Collection<Leaver> leavers, Instant at) {
        int moved = moveQuery(db, leavers, at).execute();
        if (moved != leavers.size()) {
            throw new UnbalancedBooksException(
                    leavers.size() + " holders leave their batches but " + moved + " were there");
        }
    }

    static Query moveQuery(DSLContext db, Collection<Leaver> leavers, Instant at) {
        Unnested<Leaver> u = new Unnested<>("u", leavers);
        Field<UUID> batch = u.column("batch_id", SQLDataType.UUID, Leaver::batch);
        Field<String> account = u.column("account_id", StoredText.TYPE, Leaver::account);
        Field<String> status =
                u.column("status", StoredText.TYPE, leaver -> leaver.to().name());
        Field<String> code = u.column(
                "code",
                StoredText.TYPE,
                leaver -> leaver.to().isFailed() ? leaver.why().code().name() : null);
        Field<String> detail = u.column(
                "detail",
                StoredText.TYPE,
                leaver -> leaver.to().isFailed() ? leaver.why().detail() : null);
        Field<UUID> next = u.column("next_id", SQLDataType.UUID, Leaver::next);
        return db.update(HOLDER)
                .set(HOLDER.STATUS, status)
                .set(HOLDER.FAILURE_CODE, code)
                .set(HOLDER.FAILURE_DETAIL, detail)
                .set(HOLDER.BATCH_ID, DSL.coalesce(next, HOLDER.BATCH_ID))
                .set(HOLDER.ATTEMPTS, HOLDER.ATTEMPTS.plus(1))
                .set(HOLDER.UPDATED_AT, at)
                .from(u.table())
                .where(HOLDER.BATCH_ID.eq(batch))
                .and(HolderRows.isInOneOf(leavers, Leaver::batch))
                .and(HOLDER.ACCOUNT_ID.eq(account))
                .and(HOLDER.STATUS.eq(DSL.inline(HolderStatus.PENDING.name())));
    }

    private static void remember(DSLContext db, IdSource ids, Collection<Leaver> leavers, Instant at) {
        DerivedIds attemptIds = new DerivedIds(ids.next());
        List<Attempt> attempts = new ArrayList<>(leavers.size());
        for (Leaver leaver : leavers) {
            attempts.add(new Attempt(attemptIds.at(attempts.size()), leaver));
        }
        Unnested<Attempt> u = new Unnested<>("u", attempts);
        Field<UUID> id = u.column("id", SQLDataType.UUID, Attempt::id);
        Field<UUID> distribution = u.column(
                "distribution_id", SQLDataType.UUID, row -> row.leaver().distribution());
        Field<UUID> batch =
                u.column("batch_id", SQLDataType.UUID, row -> row.leaver().batch());
        Field<String> account =
                u.column("account_id", StoredText.TYPE, row -> row.leaver().account());
        Field<String> transactionId =
                u.column("transaction_id", StoredText.TYPE, row -> row.leaver().transactionId());
        Field<String> code = u.column(
                "code", StoredText.TYPE, row -> row.leaver().why().code().name());
        Field<String> detail =
                u.column("detail", StoredText.TYPE, row -> row.leaver().why().detail());
        db.insertInto(
                        PAYMENT_ATTEMPT,
                        PAYMENT_ATTEMPT.ID,
                        PAYMENT_ATTEMPT.DISTRIBUTION_ID,
                        PAYMENT_ATTEMPT.BATCH_ID,
                        PAYMENT_ATTEMPT.ACCOUNT_ID,
                        PAYMENT_ATTEMPT.TRANSACTION_ID,
                        PAYMENT_ATTEMPT.FAILURE_CODE,
                        PAYMENT_ATTEMPT.FAILURE_DETAIL,
                        PAYMENT_ATTEMPT.CREATED_AT)
                .select(DSL.select(id, distribution, batch, account, transactionId, code, detail, DSL.val(at))
                        .from(u.table()))
                .execute();
    }

    private record Attempt(UUID id, Leaver leaver) {}
}
