package io.masspayout.testing.simulation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Calls on their way to signer and ledger, and answers on their way back; each is delivered when the director says so, in any order. With a
 * process die the answers it waits for; a request that has left it may arrive all the same.
 */
final class Deliveries implements Post {

    private record Delivery(Actor process, boolean request, String what, Runnable arrival) {}

    private final Trace trace;
    private final InstantSource clock;
    private final List<Delivery> onTheWay = new ArrayList<>();

    Deliveries(Trace trace, InstantSource clock) {
        this.trace = trace;
        this.clock = clock;
    }

    /** A call that has left its process. */
    void request(Actor process, Runnable call) {
        onTheWay.add(new Delivery(process, true, "call arrives", call));
    }

    @Override
    public void answer(Actor process, String what, Object content, Runnable arrival) {
        onTheWay.add(new Delivery(process, false, what, arrival));
    }

    int size() {
        return onTheWay.size();
    }

    /** Delivers one of them; the index counts from 0 and follows the order in which they left. */
    void deliver(int index) {
        Delivery delivery = onTheWay.remove(index);
        trace.note(clock.instant(), delivery.process.name(), delivery.what);
        delivery.arrival.run();
    }

    /**
     * Takes away what is on its way to or from a process that dies.
     *
     * @param arrives asked for each of its requests, whether that arrives all the same
     */
    void processDied(Actor process, BooleanSupplier arrives) {
        List<Delivery> its = onTheWay.stream()
                .filter(delivery -> delivery.process == process)
                .toList();
        onTheWay.removeAll(its);
        its.stream()
                .filter(delivery -> delivery.request && arrives.getAsBoolean())
                .forEach(delivery -> delivery.arrival.run());
    }
}
