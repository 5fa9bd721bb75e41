package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BOOK;
import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.FORMER_DISTRIBUTION;
import static io.masspayout.jooq.schema.Tables.NEIGHBOUR_BOOK;

import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.records.BookRecord;
import io.masspayout.model.AccountId;
import io.masspayout.model.Book;
import io.masspayout.model.BookId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import java.time.Duration;
import java.util.Optional;
import org.jooq.DSLContext;

/** The book's identity, its ledger, and the other books that pay from its accounts. */
final class BookVerbs {

    private final Transactions transactions;
    private final Audit audit;
    private final HistoryStops stops;

    BookVerbs(Transactions transactions, Audit audit, HistoryStops stops) {
        this.transactions = transactions;
        this.audit = audit;
        this.stops = stops;
    }

    Book book() {
        return transactions.run(BookVerbs::read);
    }

    static Book read(DSLContext db) {
        return of(db.selectFrom(BOOK).fetchSingle());
    }

    static Book of(BookRecord row) {
        return new Book(
                new BookId(row.getId()),
                Optional.ofNullable(row.getLedger()).map(LedgerFingerprint::new),
                Optional.ofNullable(row.getBoundAt()),
                row.getCreatedAt(),
                Duration.ofMillis(row.getLongestReach()));
    }

    Book bind(LedgerFingerprint ledger, Act act) {
        return transactions.run(db -> {
            int bound = db.update(BOOK)
                    .set(BOOK.LEDGER, ledger.value())
                    .set(BOOK.BOUND_AT, act.at())
                    .where(BOOK.LEDGER.isNull())
                    .execute();
            Book book = read(db);
            if (bound > 0) {
                audit.write(db, act, Change.of(book.id(), "bound", null, ledger, act.why()));
            }
            return book;
        });
    }

    Book bindAnew(LedgerFingerprint ledger, Act act) {
        return transactions.run(db -> {
            BookRecord before = db.selectFrom(BOOK).forNoKeyUpdate().fetchSingle();
            db.update(BOOK)
                    .set(BOOK.LEDGER, ledger.value())
                    .set(BOOK.BOUND_AT, act.at())
                    .execute();
            audit.write(
                    db,
                    act,
                    Change.of(new BookId(before.getId()), "bound anew", before.getLedger(), ledger, act.why()));
            return read(db);
        });
    }

    void noteReach(Duration reach) {
        long millis = reach.toMillis() + (reach.toNanosPart() % 1_000_000 == 0 ? 0 : 1);
        transactions.run(db -> db.update(BOOK)
                .set(BOOK.LONGEST_REACH, millis)
                .where(BOOK.LONGEST_REACH.lt(millis))
                .execute());
    }

    void declareNeighbour(AccountId account, BookId neighbour, Act act) {
        transactions.run(db -> {
            int declared = db.insertInto(NEIGHBOUR_BOOK)
                    .set(NEIGHBOUR_BOOK.ACCOUNT_ID, account.value())
                    .set(NEIGHBOUR_BOOK.BOOK_ID, neighbour.value())
                    .set(NEIGHBOUR_BOOK.DECLARED_AT, act.at())
                    .onConflictDoNothing()
                    .execute();
            if (declared > 0) {
                audit.write(db, act, Change.of(neighbour, "neighbour declared", null, account, act.why()));
            }
            stops.liftExplained(db, account, act);
            return declared;
        });
    }

    void declareFormer(DistributionId id, Act act) {
        transactions.run(db -> {
            boolean there = db.fetchExists(db.selectOne().from(DISTRIBUTION).where(DISTRIBUTION.ID.eq(id.value())));
            if (there) {
                throw new ConflictException(
                        "distribution " + id + " is in the database; reconcile its treasury to record its payments");
            }
            int declared = db.insertInto(FORMER_DISTRIBUTION)
                    .set(FORMER_DISTRIBUTION.DISTRIBUTION_ID, id.value())
                    .set(FORMER_DISTRIBUTION.SINCE, act.at())
                    .onConflictDoNothing()
                    .execute();
            if (declared > 0) {
                audit.write(db, act, Change.of(id, "declared former", null, null, act.why()));
            }
            return declared;
        });
    }
}
