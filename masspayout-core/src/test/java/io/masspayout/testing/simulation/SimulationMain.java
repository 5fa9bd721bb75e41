package io.masspayout.testing.simulation;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public final class SimulationMain {
    private SimulationMain() {}

    public static void main(String[] args) {
        ExecutorService threads = Executors.newCachedThreadPool();
        long from = Long.parseLong(args[0]);
        long to = Long.parseLong(args[1]);
        long t = System.nanoTime();
        int failed = 0;
        long steps = 0, looks = 0, txs = 0, kills = 0, freezes = 0, faults = 0;
        for (long seed = from; seed <= to; seed++) {
            try {
                SimulationReport r = Simulation.of(seed).threads(threads).run();
                steps += r.steps();
                looks += r.looks();
                txs += r.ledgerTransactions();
                kills += r.kills();
                freezes += r.freezes();
                faults += r.faults();
                if (to - from < 10) System.out.println(r);
            } catch (SimulationFailure e) {
                failed++;
                if (failed <= 3) e.printStackTrace(System.out);
                else System.out.println(e.seed() + " " + e.violations().get(0));
                if (failed > 30) break;
            }
        }
        System.out.printf(
                "%d seeds, %d failed, %d steps %d looks %d txs %d kills %d freezes %d faults, %.1f s%n",
                to - from + 1, failed, steps, looks, txs, kills, freezes, faults, (System.nanoTime() - t) / 1e9);
        threads.shutdown();
    }
}
