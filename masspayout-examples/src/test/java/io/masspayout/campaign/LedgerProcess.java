package io.masspayout.campaign;

import com.sun.net.httpserver.HttpServer;
import io.masspayout.testing.SimulatedNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The ledger, in a process of its own: the simulated network behind HTTP. Nobody kills it, as nobody kills a blockchain. It says
 * {@code PORT} and the port it listens on.
 */
final class LedgerProcess {

    private LedgerProcess() {}

    static ChildJvm start(Path log) {
        // Without it the server waits for acknowledgements of small answers.
        return ChildJvm.start(LedgerProcess.class, log, List.of("-Dsun.net.httpserver.nodelay=true"));
    }

    public static void main(String[] args) throws IOException {
        StoppableClock clock = new StoppableClock();
        SimulatedNetwork network = SimulatedNetwork.at(clock);
        network.token(CampaignTerms.PAYMENT_TOKEN)
                .decimals(CampaignTerms.DECIMALS)
                .heldBy(CampaignTerms.FIRST_ACCOUNT, CampaignTerms.ACCOUNTS, i -> 0);
        Weather weather = new Weather(network);
        TreasuryDesk treasuries = new TreasuryDesk(network, clock);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", new PaymentDesk(weather, treasuries));
        server.createContext(ControlDesk.PATH, new ControlDesk(network, weather, treasuries));
        server.start();
        System.out.println("PORT " + server.getAddress().getPort());
        ConductorsVoice.obey(command -> {});
    }
}
