package io.masspayout.examples;

import io.masspayout.model.PaymentCurrency;
import io.masspayout.register.CsvRegister;
import io.masspayout.register.RegisterCursor;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.SimulatedAccount;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A simulated ledger with an asset, a payment token, a treasury that has money, and an account for everybody in a register, some of whom
 * cannot be paid.
 */
record ExampleLedger(SimulatedNetwork network, SimulatedLedger client, Refusals refusals) {

    static final String ASSET = "0.0.789012";
    static final String TREASURY = "0.0.1001";
    static final String PAYMENT_TOKEN = "0.0.429274";
    static final String SYMBOL = "USDC";
    static final int DECIMALS = 6;

    /** Five million. */
    private static final long TREASURY_BALANCE = 5_000_000_000_000L;

    private static final int LINES_AT_ONCE = 1_000;

    /** An asset and a payment token, and a treasury with money; no other account yet. */
    static SimulatedNetwork withTreasury() {
        return withTreasury(InstantSource.system());
    }

    /** As {@link #withTreasury()}, where ledger time follows a clock. */
    static SimulatedNetwork withTreasury(InstantSource clock) {
        SimulatedNetwork network = SimulatedNetwork.at(clock);
        PaymentCurrency dollar = network.token(PAYMENT_TOKEN)
                .named("US Dollar", SYMBOL)
                .decimals(DECIMALS)
                .asCurrency();
        network.account(TREASURY).holds(PAYMENT_TOKEN, TREASURY_BALANCE);
        network.token(ASSET)
                .named("Acme Equity", "ACME")
                .decimals(2)
                .treasury(TREASURY)
                .paysWith(dollar);
        return network;
    }

    /**
     * Opens an account for everybody in the register.
     *
     * @param refusals how many of a hundred cannot be paid at first
     * @param latency how long the ledger takes to answer a submission
     */
    static ExampleLedger open(Path register, int refusals, Duration latency, ScheduledExecutorService scheduler) {
        SimulatedNetwork network = withTreasury();
        FaultPlan surprises = FaultPlan.of();
        Refusals refusing = new Refusals(PAYMENT_TOKEN, surprises, refusals);
        try (Reader file = Files.newBufferedReader(register);
                RegisterCursor lines = CsvRegister.read(file)) {
            List<RegisterCursor.Line> some = lines.next(LINES_AT_ONCE);
            while (!some.isEmpty()) {
                for (RegisterCursor.Line line : some) {
                    String account = line.holder().accountAsGiven();
                    long balance = line.holder().balance();
                    SimulatedAccount holder = network.account(account).holds(ASSET, balance);
                    if (balance > 0 && !account.equals(TREASURY)) {
                        refusing.consider(holder);
                    }
                }
                some = lines.next(LINES_AT_ONCE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the register " + register, e);
        }
        // A ledger that does not name the recipient who made a transaction fail makes the engine search for it.
        SimulatedLedger client = SimulatedLedger.on(network)
                .latency(latency, scheduler)
                .hidingCulprits()
                .faults(surprises)
                .build();
        return new ExampleLedger(network, client, refusing);
    }
}
