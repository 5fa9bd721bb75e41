package io.masspayout.campaign;

import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.EventSource;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.EventPosition;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A ledger on which an {@link EventScript} happens by the conductor's clock. The conductor says, too, when it cannot be reached. */
final class ScriptedMirror implements EventSource {

    /** The attribute in which an event has its number. */
    static final String NUMBER = "number";

    private final List<ScriptedEvent> script;
    private final InstantSource clock;
    private final ManualClock ledgerTime;
    private final SimulatedNetwork network;
    private final SimulatedLedger ledger;
    private int happened;
    private boolean away;

    ScriptedMirror(EventScript script, InstantSource clock) {
        this.script = script.events();
        this.clock = clock;
        this.ledgerTime = ManualClock.at(EventScript.BEGIN);
        this.network = SimulatedNetwork.at(ledgerTime);
        this.ledger = network.client();
    }

    SimulatedLedger ledger() {
        return ledger;
    }

    synchronized void isAway(boolean now) {
        away = now;
    }

    @Override
    public synchronized EventPage events(String contractId, EventPosition after, int limit) {
        if (away) {
            throw new LedgerUnavailableException("the mirror is away", null);
        }
        happenUntil(EventPosition.nanos(clock.instant()));
        return ledger.events(contractId, after, limit);
    }

    // Ledger time stays at the last event, so that the next one gets the time of its own, whenever somebody looked.
    private void happenUntil(long now) {
        while (happened < script.size() && script.get(happened).position().timestamp() <= now) {
            long time = script.get(happened).position().timestamp();
            ledgerTime.set(script.get(happened).position().time());
            List<ScriptedEvent> together = new ArrayList<>();
            for (int i = happened; i < script.size() && script.get(i).position().timestamp() == time; i++) {
                together.add(script.get(i));
            }
            List<LedgerEvent> told = network.atOneTime(moment -> together.forEach(
                    event -> moment.publish(EventScript.CONTRACT, event.kind().name(), attributes(event))));
            for (int i = 0; i < told.size(); i++) {
                if (!told.get(i).position().equals(together.get(i).position())) {
                    throw new IllegalStateException(
                            together.get(i) + " happened at " + told.get(i).position());
                }
            }
            happened += together.size();
        }
    }

    private static Map<String, String> attributes(ScriptedEvent event) {
        return event.kind() == ScriptedEvent.Kind.GARBLED ? Map.of() : Map.of(NUMBER, String.valueOf(event.number()));
    }
}
