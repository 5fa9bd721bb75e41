package io.masspayout.hedera.holders;

import io.masspayout.hedera.mirror.ConsensusTimestamp;
import io.masspayout.hedera.mirror.Pages;
import io.masspayout.hedera.mirror.TokenBalance;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.ledger.HolderCursor;
import io.masspayout.ledger.LedgerUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Merges a snapshot with the changes since, both ascending by account number, and checks the sum. Not thread-safe. */
final class ExactBalances implements HolderCursor {

    /** Says that a side of the merge has come to its end; no account has this number. */
    private static final long NOBODY = Long.MAX_VALUE;

    private final Source source;
    private final Pages<TokenBalance> pages;
    private final BalanceChanges changes;
    private final long[] changed;
    private int nextChanged;
    private List<TokenBalance> page = List.of();
    private int nextOnPage;
    private boolean pagesEnded;
    private long lastOfPages;
    private long sum;
    private List<HolderBalance> collected = new ArrayList<>();
    private @Nullable InexactBalancesException failure;

    /**
     * Where balances come from, for the check and for messages.
     *
     * @param snapshot empty where all was replayed from the token's creation
     * @param totalSupply at the record date
     */
    record Source(String tokenId, RecordDate recordDate, Optional<Instant> snapshot, long totalSupply, Realm realm) {

        @Override
        public String toString() {
            return "token " + tokenId + " at " + recordDate + " from "
                    + snapshot.map(taken -> "the snapshot of " + ConsensusTimestamp.text(taken))
                            .orElse("its creation")
                    + " on";
        }
    }

    ExactBalances(Source source, Pages<TokenBalance> pages, BalanceChanges changes) {
        this.source = source;
        this.pages = pages;
        this.changes = changes;
        this.changed = changes.accounts();
    }

    @Override
    public List<HolderBalance> next(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1 but is " + limit);
        }
        if (failure != null) {
            throw failure;
        }
        // What was collected before a page could not be read is still there for the next call.
        while (collected.size() < limit && !atEnd()) {
            collectNext();
        }
        if (atEnd() && sum != source.totalSupply()) {
            throw fail("the balances add up to " + sum + ", the total supply was " + source.totalSupply());
        }
        List<HolderBalance> next = collected;
        collected = new ArrayList<>();
        return next;
    }

    @Override
    public void close() {
        page = List.of();
    }

    private void collectNext() {
        long fromSnapshot = peekSnapshot();
        long fromChanges = peekChanged();
        long number = Math.min(fromSnapshot, fromChanges);
        long before = fromSnapshot == number ? page.get(nextOnPage).balance() : 0;
        long change = fromChanges == number ? changes.of(number) : 0;
        long balance;
        try {
            balance = Math.addExact(before, change);
            if (balance < 0) {
                throw fail("account " + source.realm().account(number) + " would hold " + balance);
            }
            sum = Math.addExact(sum, balance);
        } catch (ArithmeticException e) {
            throw fail("the balances add up to more than 64 bits, the total supply was " + source.totalSupply());
        }
        if (fromSnapshot == number) {
            nextOnPage++;
            lastOfPages = number;
        }
        if (fromChanges == number) {
            nextChanged++;
        }
        if (balance > 0) {
            collected.add(new HolderBalance(source.realm().account(number), balance));
        }
    }

    private boolean atEnd() {
        return peekSnapshot() == NOBODY && peekChanged() == NOBODY;
    }

    private long peekChanged() {
        return nextChanged < changed.length ? changed[nextChanged] : NOBODY;
    }

    private long peekSnapshot() {
        while (nextOnPage == page.size() && !pagesEnded) {
            Optional<List<TokenBalance>> next = pages.next();
            pagesEnded = next.isEmpty();
            page = next.orElse(List.of());
            nextOnPage = 0;
        }
        if (nextOnPage == page.size()) {
            return NOBODY;
        }
        long number = source.realm().number(page.get(nextOnPage).account());
        if (number <= lastOfPages) {
            throw new LedgerUnavailableException(
                    "the mirror node's balances of " + source.tokenId() + " do not ascend: "
                            + page.get(nextOnPage).account() + " comes after "
                            + source.realm().account(lastOfPages) + "; check the mirror node",
                    null);
        }
        return number;
    }

    private InexactBalancesException fail(String what) {
        failure = new InexactBalancesException(source + ": " + what);
        return failure;
    }
}
