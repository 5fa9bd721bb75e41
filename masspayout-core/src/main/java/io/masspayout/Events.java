package io.masspayout;

import io.masspayout.model.EventListenerConfig;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.PayoutStore;
import java.util.Optional;

/** Which contracts are listened to, and how far their events have been read. Safe for use by many threads. */
public final class Events {

    private final PayoutStore store;
    private final HostActs acts;

    Events(PayoutStore store, HostActs acts) {
        this.store = store;
        this.acts = acts;
    }

    /** Listens to a contract, from where it was left if it was listened to before. */
    public EventListenerConfig enable(String contractId, String who) {
        return store.setListener(contractId, true, acts.by(who, "enable listener"));
    }

    /** Stops listening to a contract; its cursor stays. */
    public EventListenerConfig disable(String contractId, String who) {
        return store.setListener(contractId, false, acts.by(who, "disable listener"));
    }

    public Optional<EventListenerConfig> find(String contractId) {
        return store.listener(contractId);
    }

    /** Listeners by contract. */
    public Page<EventListenerConfig> list(PageRequest page) {
        return store.listeners(page);
    }
}
