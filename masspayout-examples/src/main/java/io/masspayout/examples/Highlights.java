package io.masspayout.examples;

import io.masspayout.store.StatementLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Picks some lines out of a statement as it streams by. Not thread-safe. */
final class Highlights implements Consumer<StatementLine> {

    private static final Comparator<StatementLine> BY_AMOUNT = Comparator.comparingLong(StatementLine::paid);

    private final int limit;
    private final PriorityQueue<StatementLine> largest = new PriorityQueue<>(BY_AMOUNT);
    private @Nullable StatementLine smallest;
    private @Nullable StatementLine triedAgain;
    private @Nullable StatementLine skipped;

    /** Keeps the largest payments, at most {@code limit}. */
    Highlights(int limit) {
        this.limit = limit;
    }

    @Override
    public void accept(StatementLine line) {
        if (line.paid() == 0) {
            skipped = skipped == null ? line : skipped;
            return;
        }
        if (smallest == null || line.paid() < smallest.paid()) {
            smallest = line;
        }
        if (triedAgain == null && line.attempts() > 0) {
            triedAgain = line;
        }
        largest.add(line);
        if (largest.size() > limit) {
            largest.remove();
        }
    }

    /** The largest payments, largest first. */
    List<StatementLine> largest() {
        List<StatementLine> sorted = new ArrayList<>(largest);
        sorted.sort(BY_AMOUNT.reversed());
        return sorted;
    }

    /** Lines that differ as much as they can: a payment at once, one at a later try, a holder who is not to be paid. */
    List<StatementLine> samples() {
        return Stream.of(
                        Optional.ofNullable(smallest),
                        Optional.ofNullable(triedAgain),
                        Optional.ofNullable(skipped),
                        largest().stream().findFirst())
                .flatMap(Optional::stream)
                .distinct()
                .limit(3)
                .toList();
    }
}
