package io.masspayout.benchmark.pure;

import java.util.Locale;

/**
 * The library beside its baseline, measured one after the other.
 *
 * @param name what both did
 */
public record Comparison(String name, Score library, Score baseline) {

    /** How many times the baseline's time the library takes. */
    public double ratio() {
        return library.value() / baseline.value();
    }

    /** To either side of the ratio, from both errors, as those of independent measurements add up. */
    public double ratioError() {
        return ratio() * Math.hypot(library.error() / library.value(), baseline.error() / baseline.value());
    }

    /** For a person to read. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-36s %s; baseline %s; ratio %.3f ± %.3f",
                name,
                library,
                baseline,
                ratio(),
                ratioError());
    }
}
