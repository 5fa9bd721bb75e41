package io.masspayout.jooq;

import io.masspayout.ledger.EventPage;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.EventListenerConfig;
import io.masspayout.model.EventPosition;
import io.masspayout.model.IdSource;
import io.masspayout.model.SnapshotRef;
import io.masspayout.model.Timing;
import io.masspayout.store.Act;
import io.masspayout.store.EventCounts;
import io.masspayout.store.EventWork;
import io.masspayout.store.ListenerStore;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.ParkedEvent;
import io.masspayout.store.PayoutStore;
import io.masspayout.store.ScheduleStore;
import io.masspayout.store.StagingId;
import io.masspayout.store.SyncStore;
import io.masspayout.store.Turn;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The verbs of time and events beside those of payment, each in one transaction of whatever kind the store was given. */
abstract class DueVerbs extends LookVerbs implements ScheduleStore, ListenerStore, SyncStore {

    private final ScheduleVerbs schedules;
    private final ListenerVerbs listening;
    private final ListenerLists lists;
    private final SyncVerbs syncs;
    private final RegisterVerbs registers;

    /**
     * Wires the verbs.
     *
     * @param joining a store within a connection's transaction, for handlers of events
     */
    DueVerbs(Transactions transactions, IdSource ids, Function<Connection, PayoutStore> joining) {
        super(transactions, ids);
        Audit audit = new Audit(ids);
        this.schedules = new ScheduleVerbs(transactions, audit);
        this.listening = new ListenerVerbs(transactions, ids, audit, joining);
        this.lists = new ListenerLists(transactions);
        this.syncs = new SyncVerbs(transactions, audit);
        this.registers = new RegisterVerbs(transactions, ids, audit);
    }

    @Override
    public Instant databaseTime() {
        return schedules.databaseTime();
    }

    @Override
    public List<DistributionId> dueScheduled(Instant now, int limit) {
        return schedules.dueScheduled(now, limit);
    }

    @Override
    public List<DistributionId> dueRecurring(Instant now, int limit) {
        return schedules.dueRecurring(now, limit);
    }

    @Override
    public List<Distribution> automatic(AccountId into) {
        return schedules.automatic(into);
    }

    @Override
    public boolean takeTurn(DistributionId template, Turn turn, Act act) {
        return schedules.takeTurn(template, turn, act);
    }

    @Override
    public boolean shareDeposit(Distribution child, Act act) {
        return schedules.shareDeposit(child, act);
    }

    @Override
    public Distribution reschedule(DistributionId id, Timing.Scheduled timing, Act act) {
        return schedules.reschedule(id, timing, act);
    }

    @Override
    public Page<EventListenerConfig> listeners(PageRequest page) {
        return lists.listeners(page);
    }

    @Override
    public Optional<EventListenerConfig> listener(String contractId) {
        return lists.listener(contractId);
    }

    @Override
    public EventListenerConfig setListener(String contractId, boolean enabled, @Nullable EventPosition from, Act act) {
        return listening.setListener(contractId, enabled, from, act);
    }

    @Override
    public List<EventListenerConfig> dueListeners(Instant now, int limit) {
        return listening.dueListeners(now, limit);
    }

    @Override
    public Optional<EventCounts> handle(EventListenerConfig seen, EventPage page, EventWork work, Instant now) {
        return listening.handle(seen, page, work, now);
    }

    @Override
    public void polled(String contractId, @Nullable String error, Instant now) {
        listening.polled(contractId, error, now);
    }

    @Override
    public Page<ParkedEvent> parkedEvents(String contractId, PageRequest page) {
        return lists.parkedEvents(contractId, page);
    }

    @Override
    public boolean handleParked(UUID id, EventWork work, Instant now) {
        return listening.handleParked(id, work, now);
    }

    @Override
    public List<Asset> claimSyncs(Instant now, Instant until, int limit) {
        return syncs.claimSyncs(now, until, limit);
    }

    @Override
    public Optional<SnapshotRef> registerSnapshot(AssetId id) {
        return syncs.registerSnapshot(id);
    }

    @Override
    public long replaceRegister(AssetId id, StagingId stagingId, long rows, SnapshotRef at, Instant next, Act act) {
        return registers.replaceRegister(id, stagingId, rows, at, next, act);
    }

    @Override
    public long changeRegister(
            AssetId id, StagingId stagingId, long rows, SnapshotRef from, SnapshotRef to, Instant next, Act act) {
        return registers.changeRegister(id, stagingId, rows, from, to, next, act);
    }

    @Override
    public Instant syncFailed(AssetId id, String reason, Duration longest, Act act) {
        return syncs.failed(id, reason, longest, act);
    }
}
