package io.masspayout.campaign;

import io.masspayout.model.AssetId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Measures how soon the work of a killed worker is carried on: of two workers one dies at a named point, and nothing disturbs the other.
 * What counts is the end of a batch, not that somebody has taken it up.
 */
final class RecoveryScenario {

    private static final Duration REACHING = Duration.ofSeconds(15);
    private static final Duration AT_MOST = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 10;

    private final Scene scene;
    private final Books books;
    private final Map<Integer, AssetId> assets = new LinkedHashMap<>();
    private final List<Declared> declared = new ArrayList<>();
    private final ChildJvm undisturbed;

    RecoveryScenario(Scene scene) throws Exception {
        this.scene = scene;
        declared.add(Rehearsal.hold(scene, 0));
        this.undisturbed = scene.readyWorker("undisturbed");
        this.books = new Books(scene.dataSource());
    }

    /** Everything that was paid, for an audit. */
    List<Declared> declared() {
        return declared;
    }

    /** Plays each case so many times. */
    List<RecoveryTimes> play(int times) throws Exception {
        List<RecoveryTimes> all = new ArrayList<>();
        for (RecoveryCase one : RecoveryCase.ALL) {
            List<Duration> measured = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                measured.addAll(measure(one));
            }
            all.add(new RecoveryTimes(one, measured));
        }
        undisturbed.kill();
        scene.console().deliverDelayed();
        return all;
    }

    private List<Duration> measure(RecoveryCase one) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ChildJvm doomed = scene.readyWorker("doomed");
            doomed.say(one.point());
            if (!one.otherIsBusy()) {
                // It looks away until the other one has died, or it would be quicker with all of it half of the times.
                undisturbed.freeze();
            }
            Distribution distribution = declare(one);
            Optional<String> reached = doomed.line("AT", REACHING);
            // The other worker may have been quicker with all of it; then there is nothing to measure.
            List<Duration> measured = reached.isEmpty() ? List.of() : killAndWatch(doomed, one, reached.get());
            doomed.kill();
            undisturbed.thaw();
            Await.until("distribution " + distribution.id() + " has ended", AT_MOST, () -> books.open() == 0);
            if (!measured.isEmpty()) {
                return measured;
            }
        }
        throw new IllegalStateException("in " + ATTEMPTS + " attempts no worker came to " + one.point());
    }

    private List<Duration> killAndWatch(ChildJvm doomed, RecoveryCase one, String reached) {
        UUID[] named = Arrays.stream(reached.split(" ", -1))
                .filter(word -> word.length() == 36)
                .map(UUID::fromString)
                .toArray(UUID[]::new);
        if (named.length == 0) {
            throw new IllegalStateException(
                    "the trap at " + one.point() + " names no batch, so there is nothing to watch");
        }
        Set<String> left = new LinkedHashSet<>(books.leftWith(named, one.bytesLost()));
        if (one.bytesLost()) {
            left.forEach(batch -> scene.console().lose(BatchId.of(batch)));
        }
        doomed.kill();
        long killed = System.nanoTime();
        undisturbed.thaw();
        List<Duration> measured = new ArrayList<>();
        Await.until("what was left behind has ended", AT_MOST, () -> {
            for (String ended : books.ended(left)) {
                left.remove(ended);
                measured.add(Duration.ofNanos(System.nanoTime() - killed));
            }
            return left.isEmpty();
        });
        return measured;
    }

    private Distribution declare(RecoveryCase one) {
        AssetId asset = assets.computeIfAbsent(one.holders(), holders -> scene.openAsset(1 + assets.size(), holders));
        Distribution distribution =
                scene.declare(asset, "recovery-" + declared.size(), Math.multiplyExact(one.holders(), 1_234_567L));
        declared.add(new Declared(distribution.id(), one.holders()));
        return distribution;
    }
}
