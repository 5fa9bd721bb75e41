package io.masspayout.testing.simulation;

import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.IdSource;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.StatementLine;
import io.masspayout.store.StoreUnavailableException;
import io.masspayout.testing.DatabaseServer;
import io.masspayout.testing.InMemoryPaymentStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Each call of its sessions is one step: the store in memory knows no interleaving inside a call. */
class InMemoryDatabase implements SimulatedDatabase, Backups {

    /** Far from the numbers that the original comes to. */
    private static final int OF_CLONES = 1_000;

    private final List<Backup> backups = new ArrayList<>();

    /** Part of the state that a search recognises: which of them will find its connection broken. */
    private final List<Session> sessions = new ArrayList<>();

    private InMemoryPaymentStore store;
    private DatabaseServer server = DatabaseServer.FIRST;
    private int lineages = server.lineage();
    private int starts = server.start();
    private int restores;

    private record Backup(DatabaseServer server, InMemoryPaymentStore content) {}

    InMemoryDatabase(InstantSource databaseClock, IdSource ids) {
        this.store = new InMemoryPaymentStore(databaseClock, ids);
    }

    private InMemoryDatabase(InMemoryPaymentStore store) {
        this.store = store;
    }

    @Override
    public PaymentStore session(String name, Turnstile turnstile) {
        Session session = new Session();
        sessions.add(session);
        return (PaymentStore) Proxy.newProxyInstance(
                PaymentStore.class.getClassLoader(),
                new Class<?>[] {PaymentStore.class},
                (self, method, arguments) -> session.call(method, arguments));
    }

    /** A connection to the store that answers at the moment. */
    private final class Session {

        private int connectedAfter = restores;

        @Nullable
        Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            if (connectedAfter != restores) {
                connectedAfter = restores;
                throw new StoreUnavailableException("the server has ended the connection", new RuntimeException());
            }
            try {
                return method.invoke(store, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    // Backups ---------------------------------------------------------------------------------------------------------

    @Override
    public Optional<Backups> backups() {
        return Optional.of(this);
    }

    @Override
    public void take() {
        backups.add(new Backup(server, store.copyAs(server)));
    }

    @Override
    public int count() {
        return backups.size();
    }

    @Override
    public void restore(int backup, boolean told) {
        Backup from = backups.get(backup);
        restores++;
        server = serverOf(from.server, told);
        store = from.content.copyAs(server);
    }

    @Override
    public SimulatedDatabase cloned(boolean told) {
        int lineage = server.lineage() + (told ? OF_CLONES : 0);
        return new InMemoryDatabase(store.copyAs(new DatabaseServer(lineage, server.start() + OF_CLONES)));
    }

    /** The server that answers after a restore; each start, and each new lineage, is one that never was before. */
    DatabaseServer serverOf(DatabaseServer backup, boolean told) {
        return new DatabaseServer(told ? ++lineages : backup.lineage(), ++starts);
    }

    /** The store that answers at the moment. */
    InMemoryPaymentStore store() {
        return store;
    }

    /** What a backup holds. */
    InMemoryPaymentStore backup(int backup) {
        return backups.get(backup).content;
    }

    // What is committed -----------------------------------------------------------------------------------------------

    @Override
    public boolean callsWait() {
        return false;
    }

    @Override
    public boolean isWaiting(String session) {
        return false;
    }

    /** Looking is as cheap as finding out whether to look. */
    @Override
    public Object version(List<DistributionId> ids) {
        return new Object();
    }

    @Override
    public Distribution distribution(DistributionId id) {
        return store.distribution(id).orElseThrow(() -> new NotFoundException("distribution", id));
    }

    @Override
    public List<StatementLine> statement(DistributionId id) {
        return store.statement(id);
    }

    @Override
    public List<BatchPayout> batches(DistributionId id) {
        return store.batches(id);
    }

    @Override
    public void close() {}
}
