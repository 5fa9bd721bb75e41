package io.masspayout.testing.simulation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls on their way to signer and ledger, and answers on their way back; each is delivered when the director says so, in any order. With a
 * process die the answers it waits for; a request that has left it may arrive all the same.
 */
final class Deliveries {

    private record Delivery(Actor process, boolean request, String what, Runnable arrival) {}

    private final Dice dice;
    private final Trace trace;
    private final InstantSource clock;
    private final List<Delivery> onTheWay = new ArrayList<>();

    Deliveries(Dice dice, Trace trace, InstantSource clock) {
        this.dice = dice;
        this.trace = trace;
        this.clock = clock;
    }

    /** A call that has left its process. */
    void request(Actor process, Runnable call) {
        onTheWay.add(new Delivery(process, true, "call arrives", call));
    }

    /** An answer on its way to a process. */
    void answer(Actor process, String what, Runnable arrival) {
        onTheWay.add(new Delivery(process, false, what, arrival));
    }

    int size() {
        return onTheWay.size();
    }

    /** Delivers one of them, whichever. */
    void deliverOne() {
        Delivery delivery = onTheWay.remove(dice.between(0, onTheWay.size() - 1));
        trace.note(clock.instant(), delivery.process.name(), delivery.what);
        delivery.arrival.run();
    }

    /** What becomes of them when their process dies. */
    void processDied(Actor process) {
        List<Delivery> its = onTheWay.stream()
                .filter(delivery -> delivery.process == process)
                .toList();
        onTheWay.removeAll(its);
        its.stream().filter(delivery -> delivery.request && dice.toss()).forEach(delivery -> delivery.arrival.run());
    }
}
