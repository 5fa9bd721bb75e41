package io.masspayout.examples;

import io.masspayout.model.MassPayoutException;
import io.masspayout.store.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a distribution is, as the database says it. On a terminal one line is drawn again and again; elsewhere a line is
 * printed for every tenth of the way.
 */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 40;
    private static final int REFRESH_MILLIS = 100;
    private static final int TENTHS = 10;

    private final Supplier<Progress> progress;
    private final PrintStream out;
    private final boolean terminal;
    private final ScheduledExecutorService scheduler;
    private @Nullable ScheduledFuture<?> refreshing;
    private long tenthShown = -1;
    private boolean closed;

    /** A bar that is drawn from {@link #show} to {@link #close}. */
    ProgressBar(Supplier<Progress> progress, PrintStream out, ScheduledExecutorService scheduler) {
        this.progress = progress;
        this.out = out;
        this.terminal = out == System.out && isTerminal();
        this.scheduler = scheduler;
    }

    // From JDK 22 on there is a console even where nobody sits, unless -Djdk.console=java.base is given, as pom.xml
    // does.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null;
    }

    /** Begins to look at the progress, several times a second. */
    synchronized void show() {
        refreshing =
                scheduler.scheduleWithFixedDelay(this::refresh, REFRESH_MILLIS, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        try {
            draw(progress.get());
        } catch (MassPayoutException e) {
            // Whoever pays hears of it; a bar that is late by a moment is not worth a word.
            return;
        }
    }

    private synchronized void draw(Progress now) {
        if (closed || now.payable() == 0) {
            return;
        }
        long ended = now.payable() - now.open();
        long tenth = ended * TENTHS / now.payable();
        if (terminal) {
            out.print("\r" + line(now, ended) + "   ");
            out.flush();
        } else if (tenth > tenthShown) {
            out.println(line(now, ended));
        }
        tenthShown = Math.max(tenth, tenthShown);
    }

    private static String line(Progress now, long ended) {
        int filled = Math.toIntExact(ended * WIDTH / now.payable());
        return String.format(
                Locale.ROOT,
                "   [%s%s] %,d of %,d holders: %,d paid, %,d failed; %,d batches in flight",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                ended,
                now.payable(),
                now.paid(),
                now.failed(),
                now.inFlightBatches());
    }

    /** Draws where things ended. */
    @Override
    public void close() {
        refresh();
        synchronized (this) {
            if (refreshing != null) {
                refreshing.cancel(false);
            }
            closed = true;
            if (terminal) {
                out.println();
            }
        }
    }
}
