package io.masspayout.campaign;

import io.masspayout.ledger.PaymentLedger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link WorkerProcess} that pays on a real consensus node. */
final class RealNodeWorker {

    /** Where in the arguments the lines of the access begin. */
    private static final int ACCESS = 4;

    private RealNodeWorker() {}

    static ChildJvm start(
            String name, String jdbcUrl, RealNodePace pace, Places places, HederaAccess access, Path log) {
        List<String> arguments = new ArrayList<>(List.of(name, jdbcUrl, pace.name(), places.toString()));
        arguments.addAll(access.lines());
        return ChildJvm.start(RealNodeWorker.class, log, List.of(), arguments.toArray(String[]::new));
    }

    public static void main(String[] args) {
        RealNodePace pace = RealNodePace.valueOf(args[2]);
        PaymentLedger gateway = HederaAccess.parse(List.of(args).subList(ACCESS, args.length))
                .gateway(pace.maxInFlight(), pace.transfersPerSecond());
        HederaWarmUp.of(gateway, Places.parse(args[3]));
        WorkerProcess.work(WorkerProcess.settings(args[0], pace.lease()), args[1], gateway);
    }
}
