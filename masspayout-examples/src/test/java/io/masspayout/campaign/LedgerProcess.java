package io.masspayout.campaign;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The ledger, in a process of its own, with the conductor's desk behind HTTP. Nobody kills it, as nobody kills a blockchain. It says
 * {@code PORT} and the port it listens on.
 */
final class LedgerProcess {

    private LedgerProcess() {}

    static ChildJvm start(CampaignLedger ledger, Path clock, Path log) {
        List<String> options = new ArrayList<>(ledger.options());
        // Without it the server waits for acknowledgements of small answers.
        options.add("-Dsun.net.httpserver.nodelay=true");
        return ChildJvm.start(LedgerProcess.class, log, options, ledger.toString(), clock.toString());
    }

    public static void main(String[] args) throws IOException {
        serve(CampaignLedger.named(args[0]).open(SharedClock.in(Path.of(args[1]))));
    }

    /** Opens the desks, and serves until the conductor falls silent. */
    static void serve(LedgerWorld world) throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        world.serve(server);
        server.createContext(ControlDesk.PATH, new ControlDesk(world));
        server.start();
        System.out.println("PORT " + server.getAddress().getPort());
        ConductorsVoice.obey(command -> {});
    }
}
