package io.masspayout.testing;

import io.masspayout.ledger.HolderBalance;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.Payment;
import io.masspayout.model.SnapshotRef;
import io.masspayout.model.TokenId;
import io.masspayout.testing.Executions.Execution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Balances as they were at some instant, 16 bytes a holder. An instant in the past is reached by taking payments back, as far
 * as nobody has set balances by hand since. Guarded by its {@link LedgerState}.
 */
final class Snapshots {

    private final AddressBook accounts;
    private final Executions executions;
    private final Map<String, Snapshot> byReference = new HashMap<>();

    /** The last snapshot of a token as it then stood: the next one shares its arrays while nothing has changed. */
    private final Map<TokenId, Snapshot> latest = new HashMap<>();

    Snapshots(AddressBook accounts, Executions executions) {
        this.accounts = accounts;
        this.executions = executions;
    }

    SnapshotRef take(TokenState token, long at) {
        String reference = token.id + "@" + LedgerTime.text(at);
        if (!byReference.containsKey(reference)) {
            byReference.put(reference, copy(token, at));
        }
        return new SnapshotRef(reference, LedgerTime.instant(at), false);
    }

    /** The holders from an index on, by account number; empty at the end. */
    List<HolderBalance> holders(String reference, int from, int limit) {
        Snapshot snapshot = byReference.get(reference);
        if (snapshot == null) {
            throw new LedgerUnavailableException(
                    "the simulated ledger has no snapshot '" + reference + "'; take it on this network first", null);
        }
        List<HolderBalance> page = new ArrayList<>();
        for (int i = from; i < snapshot.accounts.length && page.size() < limit; i++) {
            page.add(new HolderBalance(AddressBook.id(snapshot.accounts[i]).value(), snapshot.balances[i]));
        }
        return page;
    }

    /** Whose balance differs between two snapshots, as a snapshot of its own; empty when one of them was not taken here. */
    Optional<String> changes(String since, String until) {
        Snapshot before = byReference.get(since);
        Snapshot after = byReference.get(until);
        if (before == null || after == null) {
            return Optional.empty();
        }
        String reference = since + ".." + until;
        byReference.computeIfAbsent(reference, first -> Snapshot.changes(before, after));
        return Optional.of(reference);
    }

    private Snapshot copy(TokenState token, long at) {
        if (token.setUpAt > at) {
            throw new LedgerUnavailableException(
                    "balances of " + token.id + " are known back to " + LedgerTime.instant(token.setUpAt)
                            + ", when they were last set by hand, but not at " + LedgerTime.instant(at)
                            + "; choose a later record date or set balances before it",
                    null);
        }
        int firstLater = executions.firstSince(at + 1);
        Snapshot last = latest.get(token.id);
        if (firstLater == executions.size() && last != null && last.version == token.version) {
            return last;
        }
        long[] holders = token.balances.sortedKeys();
        long[] balances = Arrays.stream(holders).map(token::balance).toArray();
        Snapshot snapshot = new Snapshot(holders, balances, token.version);
        if (firstLater == executions.size()) {
            latest.put(token.id, snapshot);
        } else {
            takeBack(snapshot, token.id, firstLater);
        }
        return snapshot;
    }

    private void takeBack(Snapshot snapshot, TokenId token, int firstLater) {
        for (int i = executions.size() - 1; i >= firstLater; i--) {
            Execution execution = executions.get(i);
            TransactionBody body = execution.body();
            if (body.token().equals(token)) {
                for (Payment payment : execution.paid(body)) {
                    snapshot.add(accounts.locate(payment.account().value()), -payment.amount());
                    snapshot.add(body.payer(), payment.amount());
                }
            }
        }
    }

    private static final class Snapshot {

        private final long[] accounts;
        private final long[] balances;
        private final long version;

        Snapshot(long[] accounts, long[] balances, long version) {
            this.accounts = accounts;
            this.balances = balances;
            this.version = version;
        }

        static Snapshot changes(Snapshot before, Snapshot after) {
            long[] holders = LongStream.concat(Arrays.stream(before.accounts), Arrays.stream(after.accounts))
                    .sorted()
                    .distinct()
                    .filter(account -> before.balance(account) != after.balance(account))
                    .toArray();
            long[] balances = Arrays.stream(holders).map(after::balance).toArray();
            return new Snapshot(holders, balances, after.version);
        }

        long balance(long account) {
            int at = Arrays.binarySearch(accounts, account);
            return at < 0 ? 0 : balances[at];
        }

        void add(long account, long units) {
            balances[Arrays.binarySearch(accounts, account)] += units;
        }
    }
}
