package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.AUDIT_EVENT;

import io.masspayout.jooq.internal.StoredText;
import io.masspayout.model.AssetId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BookId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.IdSource;
import io.masspayout.model.Treasury;
import io.masspayout.store.Act;
import io.masspayout.store.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Writes the audit trail, in the transaction of what it tells of: one event for a distribution or a batch, never for each holder. */
final class Audit {

    private final IdSource ids;

    Audit(IdSource ids) {
        this.ids = ids;
    }

    /** One change: of what, from which state to which, and whose it was. */
    record Change(
            String subject,
            String subjectId,
            String event,
            @Nullable String from,
            @Nullable String to,
            String why) {

        static Change of(AssetId id, String event, @Nullable String from, @Nullable String to, String why) {
            return new Change("asset", id.toString(), event, from, to, why);
        }

        static Change of(DistributionId id, String event, @Nullable Object from, @Nullable Object to, String why) {
            return new Change("distribution", id.toString(), event, text(from), text(to), why);
        }

        static Change of(BatchId id, String event, @Nullable Object from, @Nullable Object to, String why) {
            return new Change("batch_payout", id.toString(), event, text(from), text(to), why);
        }

        static Change of(Treasury treasury, String event, @Nullable Object from, @Nullable Object to, String why) {
            return new Change("treasury", treasury.toString(), event, text(from), text(to), why);
        }

        static Change of(BookId id, String event, @Nullable Object from, @Nullable Object to, String why) {
            return new Change("book", id.toString(), event, text(from), text(to), why);
        }

        private static @Nullable String text(@Nullable Object state) {
            return state == null ? null : state.toString();
        }
    }

    void write(DSLContext db, Act act, Change change) {
        write(db, act, List.of(change));
    }

    /** Many changes of one act in one statement. */
    void write(DSLContext db, Act act, Collection<Change> changes) {
        ExactTexts.of(db, "act").text("who", act.who()).text("why", act.why()).throwIfAny();
        write(db, act.who(), DSL.val(act.at()), changes);
    }

    /** What a worker does by the protocol: it is known by its name and its lease. */
    void writeByWorker(DSLContext db, Lease lease, Collection<Change> changes) {
        write(db, lease.toString(), BatchRows.DATABASE_CLOCK, changes);
    }

    /** An act of a worker at a time that it knows. */
    static Act byWorker(Lease lease, Instant at) {
        return new Act(lease.toString(), "", at);
    }

    private void write(DSLContext db, String who, Field<Instant> at, Collection<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        DerivedIds eventIds = new DerivedIds(ids.next());
        List<Numbered> rows = new ArrayList<>(changes.size());
        for (Change change : changes) {
            rows.add(new Numbered(eventIds.at(rows.size()), change));
        }
        Unnested<Numbered> u = new Unnested<>("u", rows);
        Field<UUID> id = u.column("id", SQLDataType.UUID, Numbered::id);
        Field<String> subject =
                u.column("subject", StoredText.TYPE, row -> row.change().subject());
        Field<String> subjectId =
                u.column("subject_id", StoredText.TYPE, row -> row.change().subjectId());
        Field<String> event =
                u.column("event", StoredText.TYPE, row -> row.change().event());
        Field<String> from =
                u.column("from_state", StoredText.TYPE, row -> row.change().from());
        Field<String> to =
                u.column("to_state", StoredText.TYPE, row -> row.change().to());
        Field<String> why = u.column("why", StoredText.TYPE, row -> row.change().why());
        db.insertInto(
                        AUDIT_EVENT,
                        AUDIT_EVENT.ID,
                        AUDIT_EVENT.SUBJECT,
                        AUDIT_EVENT.SUBJECT_ID,
                        AUDIT_EVENT.EVENT,
                        AUDIT_EVENT.FROM_STATE,
                        AUDIT_EVENT.TO_STATE,
                        AUDIT_EVENT.WHO,
                        AUDIT_EVENT.WHY,
                        AUDIT_EVENT.CREATED_AT)
                .select(DSL.select(id, subject, subjectId, event, from, to, StoredText.value(who), why, at)
                        .from(u.table()))
                .execute();
    }

    private record Numbered(UUID id, Change change) {}
}
