package io.masspayout.campaign;

import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.AccountId;
import io.masspayout.model.TokenId;
import io.masspayout.testing.SimulatedNetwork;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Fills and empties treasuries, and keeps count: what was put in, less what was taken out, less what was paid, is what is there. */
final class TreasuryDesk {

    private final SimulatedNetwork network;
    private final String token;
    private final StoppableClock clock;
    private final ReadWriteLock money = new ReentrantReadWriteLock();
    private final Map<String, Long> putIn = new TreeMap<>();

    TreasuryDesk(SimulatedNetwork network, String token, StoppableClock clock) {
        this.network = network;
        this.token = token;
        this.clock = clock;
    }

    /** Does what may move money while no treasury is being changed. */
    <T> T whileUnchanged(Supplier<T> work) {
        money.readLock().lock();
        try {
            return work.get();
        } finally {
            money.readLock().unlock();
        }
    }

    /** Sets a balance while nothing else moves. */
    void set(String account, long units) {
        money.writeLock().lock();
        try {
            long before = clock.whileStopped(() -> {
                long balance = balance(account);
                network.account(account).holds(token, units);
                return balance;
            });
            putIn.merge(account, units - before, Math::addExact);
        } finally {
            money.writeLock().unlock();
        }
    }

    /** Money from outside, of which whoever listens to the account hears. */
    LedgerEvent deposit(String account, String deposited, long units) {
        money.writeLock().lock();
        try {
            LedgerEvent event = network.deposit(AccountId.of(account), TokenId.of(deposited), units);
            if (deposited.equals(token)) {
                putIn.merge(account, units, Math::addExact);
            }
            return event;
        } finally {
            money.writeLock().unlock();
        }
    }

    /** A line for each treasury: account, what was put in and not taken out, balance. */
    String books() {
        money.writeLock().lock();
        try {
            StringBuilder text = new StringBuilder();
            putIn.forEach((account, units) ->
                    text.append(account + " " + units + " " + balance(account)).append('\n'));
            return text.toString();
        } finally {
            money.writeLock().unlock();
        }
    }

    private long balance(String account) {
        return network.balance(AccountId.of(account), TokenId.of(token));
    }
}
