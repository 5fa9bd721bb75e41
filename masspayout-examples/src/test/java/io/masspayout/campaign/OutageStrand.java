package io.masspayout.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/** Has the mirrors of listeners go away and come back, and counts of how many outages the database knows. */
final class OutageStrand implements Callable<Void> {

    static final String BEGUN = "outages of the mirror";
    static final String NOTICED = "outages of the mirror of which the database knows";

    private static final int MOST_BETWEEN_MILLIS = 2_000;
    private static final int LONGEST_MILLIS = 1_200;
    private static final String LAST_ERRORS =
            "SELECT last_error FROM blockchain_event_listener_config WHERE last_error IS NOT NULL";

    private final ListenerScene scene;
    private final Tally tally;
    private final Random dice;

    OutageStrand(ListenerScene scene, Tally tally, Random dice) {
        this.scene = scene;
        this.tally = tally;
        this.dice = dice;
    }

    @Override
    public Void call() {
        while (!tally.isOver()) {
            Await.atMost(Duration.ofMillis(dice.nextInt(MOST_BETWEEN_MILLIS)), tally::isOver);
            // Of both, or of one, and then the other one goes on.
            List<ChildJvm> some =
                    scene.listeners().stream().limit(1 + dice.nextInt(2)).toList();
            some.forEach(one -> one.say(ListenerProcess.AWAY));
            tally.count(BEGUN);
            Books books = scene.books();
            if (Await.atMost(
                    Duration.ofMillis(1 + dice.nextInt(LONGEST_MILLIS)),
                    () -> !books.lines(LAST_ERRORS).isEmpty())) {
                tally.count(NOTICED);
            }
            some.forEach(one -> one.say(ListenerProcess.BACK));
        }
        return null;
    }
}
