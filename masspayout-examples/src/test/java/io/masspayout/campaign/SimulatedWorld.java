package io.masspayout.campaign;

import com.sun.net.httpserver.HttpServer;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.testing.LedgerPayment;
import io.masspayout.testing.SimulatedNetwork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The simulated network behind HTTP. It shows everything at once, unless its mirror is made to lag. */
final class SimulatedWorld implements LedgerWorld {

    private static final String PAYMENT_TOKEN = "0.0.429274";
    private static final int FIRST_TREASURY = 1_001;
    private static final int FIRST_ACCOUNT = 2_000;
    private static final int ACCOUNTS = 20_000;

    private final Places places = new Places(
            PAYMENT_TOKEN,
            FIRST_ACCOUNT,
            IntStream.range(0, CampaignTerms.TREASURIES)
                    .mapToObj(i -> "0.0." + (FIRST_TREASURY + i))
                    .toList());
    private final SimulatedNetwork network;
    private final Weather weather;
    private final TreasuryDesk treasuries;

    /**
     * A world of its own.
     *
     * @param time the ledger's
     */
    SimulatedWorld(InstantSource time) {
        StoppableClock clock = new StoppableClock(time);
        network = SimulatedNetwork.at(clock);
        network.token(PAYMENT_TOKEN).decimals(CampaignTerms.DECIMALS).heldBy(FIRST_ACCOUNT, ACCOUNTS, i -> 0);
        weather = new Weather(network);
        treasuries = new TreasuryDesk(network, PAYMENT_TOKEN, clock);
    }

    @Override
    public Places places() {
        return places;
    }

    @Override
    public void serve(HttpServer server) {
        server.createContext("/", new PaymentDesk(weather, treasuries));
        server.createContext(DepositDesk.PATH, new DepositDesk(treasuries));
    }

    @Override
    public List<String> access() {
        return List.of();
    }

    @Override
    public void fair() {
        weather.fair();
    }

    @Override
    public void foul(int percent, long seed, AccountId sly) {
        weather.foul(percent, seed, sly);
    }

    @Override
    public void lose(BatchId batch) {
        weather.lose(batch);
    }

    @Override
    public void setTreasury(String account, long units) {
        treasuries.set(account, units);
    }

    @Override
    public void refuses(String account) {
        network.account(account).refuses();
    }

    @Override
    public void accepts(String account) {
        network.account(account).accepts();
    }

    @Override
    public void deliver() {
        network.deliverDelayed();
    }

    @Override
    public void awaitKnown() {
        // It is known.
    }

    @Override
    public void mirrorLag(Duration lag) {
        weather.mirrorLag(lag);
    }

    @Override
    public long struck() {
        return weather.struck();
    }

    @Override
    public String books() {
        return treasuries.books();
    }

    @Override
    public void payments(DistributionId distribution, Consumer<LedgerPayment> each) {
        network.payments(distribution, each);
    }
}
