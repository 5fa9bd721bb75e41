package io.masspayout.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The simulated ledger in a process of its own, as in {@link LedgerProcess}, by the clock that all processes of a year share. */
final class YearLedgerProcess {

    private YearLedgerProcess() {}

    static ChildJvm start(Path clock, Path log) {
        return ChildJvm.start(
                YearLedgerProcess.class, log, List.of("-Dsun.net.httpserver.nodelay=true"), clock.toString());
    }

    public static void main(String[] args) throws IOException {
        LedgerProcess.serve(new SimulatedWorld(SharedClock.in(Path.of(args[0]))));
    }
}
