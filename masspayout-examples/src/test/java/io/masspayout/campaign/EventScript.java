package io.masspayout.campaign;

import io.masspayout.campaign.ScriptedEvent.Kind;
import io.masspayout.model.EventPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What happens at one contract, from a beginning on: the same for everybody who knows the seed. The conductor's clock says how far it has come. */
final class EventScript {

    static final String CONTRACT = "0.0.5005";

    static final int KNOWN = 10_000;
    static final int AT_ONE_TIME = 300;
    private static final int SKIPPED_OF_EACH_KIND = 150;
    private static final int POISON_OF_EACH_KIND = 4;

    /** So long that no clock gets anywhere by ticking. */
    private static final Duration BETWEEN = Duration.ofHours(1);

    static final Instant BEGIN = Instant.parse("2027-01-01T00:00:00Z");

    private final List<ScriptedEvent> events;

    private EventScript(List<ScriptedEvent> events) {
        this.events = List.copyOf(events);
    }

    static EventScript of(long seed) {
        List<Kind> kinds = new ArrayList<>(Collections.nCopies(KNOWN - AT_ONE_TIME, Kind.KNOWN));
        for (Kind kind : Kind.values()) {
            if (kind.isSkipped()) {
                kinds.addAll(Collections.nCopies(SKIPPED_OF_EACH_KIND, kind));
            }
            if (kind.isPoison()) {
                kinds.addAll(Collections.nCopies(POISON_OF_EACH_KIND, kind));
            }
        }
        Random dice = new Random(seed);
        Collections.shuffle(kinds, dice);
        int crowd = kinds.size() / 4 + dice.nextInt(100);
        List<ScriptedEvent> events = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            long at = EventPosition.nanos(BEGIN.plus(BETWEEN.multipliedBy(i)));
            events.add(new ScriptedEvent(new EventPosition(at, 0), kinds.get(i), events.size()));
            for (int index = 1; i == crowd && index <= AT_ONE_TIME; index++) {
                events.add(new ScriptedEvent(new EventPosition(at, index), Kind.KNOWN, events.size()));
            }
        }
        return new EventScript(events);
    }

    List<ScriptedEvent> events() {
        return events;
    }

    List<ScriptedEvent> handled() {
        return events.stream().filter(event -> event.kind() == Kind.KNOWN).toList();
    }

    List<ScriptedEvent> poison() {
        return events.stream().filter(event -> event.kind().isPoison()).toList();
    }

    long skipped() {
        return events.stream().filter(event -> event.kind().isSkipped()).count();
    }

    EventPosition last() {
        return events.get(events.size() - 1).position();
    }

    /** When a part of it has happened. */
    Instant time(double part) {
        int number = (int) Math.min(events.size() - 1L, Math.round(part * events.size()));
        return events.get(number).position().time();
    }
}
