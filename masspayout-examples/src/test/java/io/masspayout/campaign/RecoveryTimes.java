package io.masspayout.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How long batches of a killed worker stayed open, measured from the kill.
 *
 * @param measured sorted; one for each batch
 */
record RecoveryTimes(RecoveryCase of, List<Duration> measured) {

    RecoveryTimes {
        measured = measured.stream().sorted().toList();
        if (measured.isEmpty()) {
            throw new IllegalStateException("nothing was measured for " + of);
        }
    }

    Duration max() {
        return measured.get(measured.size() - 1);
    }

    boolean isWithinBound() {
        return max().compareTo(of.bound()) <= 0;
    }

    @Override
    public String toString() {
        return of.name() + " (" + of.point() + "): min " + text(measured.get(0)) + ", median "
                + text(measured.get(measured.size() / 2)) + ", max " + text(max()) + " of " + measured.size()
                + " batches; bound " + text(of.bound()) + (isWithinBound() ? "" : " EXCEEDED");
    }

    private static String text(Duration time) {
        return String.format(Locale.ROOT, "%d.%03d s", time.toSeconds(), time.toMillisPart());
    }
}
