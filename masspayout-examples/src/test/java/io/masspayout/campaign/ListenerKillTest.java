package io.masspayout.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Listeners that are killed at any moment handle every event of a contract exactly once, and in order. */
@Tag("campaign")
class ListenerKillTest {

    private static final int LISTENERS = 2;
    private static final int KILLS = 24;
    private static final Duration STANDSTILL = Duration.ofMinutes(2);

    private static final List<String> POINTS = List.of(
            "after mirror.events",
            "before store.handle",
            "before host.handle",
            "after host.handle",
            "after store.handle");

    private static final String CURSOR =
            "SELECT last_processed_timestamp || '/' || last_processed_index" + " FROM blockchain_event_listener_config";

    @Test
    void everyEventIsHandledExactlyOnceAndInOrder() throws Exception {
        long seed = new SecureRandom().nextInt(1, Integer.MAX_VALUE);
        long begun = System.nanoTime();
        try (ListenerScene scene = ListenerScene.open(seed)) {
            EventScript script = scene.script();
            Books books = scene.books();
            Tally tally = new Tally(KILLS);

            play(scene, tally, seed);

            String last = script.last().toString();
            Await.until(
                    "the listeners are at " + last,
                    STANDSTILL,
                    () -> books.lines(CURSOR).get(0).equals(last));
            scene.listeners().forEach(ChildJvm::kill);
            print(script, books, tally, seed, begun);
            // Each row that was handled, in the order in which that was done; nothing keeps the table from having one
            // twice.
            assertThat(books.lines("SELECT event_timestamp || '/' || event_index || ' ' || number FROM host_event"
                            + " ORDER BY seq"))
                    .as("seed %s", seed)
                    .isEqualTo(script.handled().stream()
                            .map(event -> event.position() + " " + event.number())
                            .toList())
                    .hasSize(EventScript.KNOWN);
            assertThat(books.lines("SELECT event_timestamp || '/' || event_index || ' ' || type || ' ' || reason FROM"
                            + " parked_event WHERE attempts = 1 AND handled_at IS NULL ORDER BY"
                            + " event_timestamp, event_index"))
                    .as("seed %s", seed)
                    .isEqualTo(script.poison().stream()
                            .map(event -> event.position() + " " + event.kind() + " " + reason(event))
                            .toList())
                    .isNotEmpty();
            assertThat(books.lines("SELECT handled_events || ' ' || skipped_events || ' ' || parked_events"
                            + " FROM blockchain_event_listener_config"))
                    .as("seed %s", seed)
                    .containsExactly(EventScript.KNOWN + " " + script.skipped() + " "
                            + script.poison().size());
            assertThat(tally.strikes()).isGreaterThanOrEqualTo(KILLS);
            assertThat(tally.of(OutageStrand.NOTICED)).as("seed %s", seed).isPositive();
        }
    }

    private static void play(ListenerScene scene, Tally tally, long seed) throws Exception {
        List<Callable<Void>> strands = new ArrayList<>();
        for (int i = 1; i <= LISTENERS; i++) {
            strands.add(
                    new WorkerStrand("listener-" + i, scene, tally, new Random(seed + i), ListenerKillTest::strike));
        }
        strands.add(new OutageStrand(scene, tally, new Random(seed)));
        strands.add(new ScriptStrand(scene, tally));
        ExecutorService threads = Executors.newFixedThreadPool(strands.size());
        try {
            for (Future<Void> played : threads.invokeAll(strands)) {
                played.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Strike strike(Random dice) {
        Duration after = Duration.ofMillis(dice.nextInt(700));
        return dice.nextBoolean()
                ? new Strike(Strike.Kind.KILL, "", after, Duration.ZERO)
                : new Strike(
                        Strike.Kind.KILL_AT,
                        POINTS.get(dice.nextInt(POINTS.size())),
                        after.dividedBy(3),
                        Duration.ZERO);
    }

    private static String reason(ScriptedEvent event) {
        return switch (event.kind()) {
            case GARBLED -> "no number in {}";
            case REFUSED -> HostTable.REFUSAL + event.number();
            case BREAKS_SQL -> "the host's table: ERROR: division by zero";
            case KNOWN, UNREADABLE_TYPE, NOBODY_HANDLES -> throw new IllegalArgumentException(event + " is no poison");
        };
    }

    private static void print(EventScript script, Books books, Tally tally, long seed, long begun) {
        System.out.println("listeners, seed " + seed);
        tally.all().forEach((what, count) -> System.out.println("  " + what + ": " + count));
        System.out.println("  events: " + script.events().size() + ", of which "
                + script.handled().size() + " handled, "
                + script.skipped() + " skipped, " + script.poison().size() + " parked; "
                + EventScript.AT_ONE_TIME + " and one more at one time");
        System.out.println("  rows that a kill or an exception has undone: "
                + books.lines("SELECT max(seq) - count(*) FROM host_event").get(0));
        System.out.println(
                "  took " + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
    }
}
