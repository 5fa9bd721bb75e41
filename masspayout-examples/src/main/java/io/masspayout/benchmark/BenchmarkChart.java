package io.masspayout.benchmark;

import java.util.List;
import java.util.Locale;

/** A bar for each target, as SVG: how much of what is allowed was used. The line is where all of it is. */
final class BenchmarkChart {

    private static final int WIDTH = 860;
    private static final int LABELS = 380;
    private static final int ROW = 30;
    private static final int TOP = 44;

    /** So wide is what is allowed. */
    private static final int ALLOWED = 320;

    /** What is far beyond the line is cut off. */
    private static final double MOST = 1.4;

    private BenchmarkChart() {}

    static String of(String title, List<Result> results) {
        int height = TOP + results.size() * ROW + 16;
        StringBuilder svg = new StringBuilder(text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n<text x=\"10\" y=\"24\" font-size=\"12\">%s</text>%n",
                WIDTH, height, title));
        for (int i = 0; i < results.size(); i++) {
            Result result = results.get(i);
            int y = TOP + i * ROW;
            double used = Math.min(MOST, result.target().used(result.median()));
            svg.append(text(
                    "<text x=\"10\" y=\"%d\">%s</text>%n"
                            + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"%s\"/>%n"
                            + "<text x=\"%d\" y=\"%d\" fill=\"white\">%.2f</text>%n",
                    y + 14,
                    result.target().what(),
                    LABELS,
                    y,
                    used * ALLOWED,
                    result.isMet() ? "#2e7d32" : "#c62828",
                    LABELS + 6,
                    y + 14,
                    result.median()));
        }
        return svg.append(text(
                        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"black\" stroke-dasharray=\"4 3\"/>%n</svg>%n",
                        LABELS + ALLOWED, TOP - 8, LABELS + ALLOWED, height - 8))
                .toString();
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
