package io.masspayout.campaign;

import java.util.ArrayList;
import java.util.List;

/** The long form: {@code ./mvnw -q -B -ntp -Pcampaign -Dargs="--kills 1000 --distributions 200 --seed 1"}. */
public final class CampaignMain {

    private static final int KILLS = 1_000;
    private static final int DISTRIBUTIONS = 200;

    /** How often each case is measured. */
    private static final int RECOVERIES = 5;

    private CampaignMain() {}

    public static void main(String[] args) {
        List<String> words = new ArrayList<>(List.of(args));
        try {
            CampaignLedger ledger =
                    CampaignLedger.named(option(words, "--ledger", CampaignLedger.SIMULATED.toString()));
            long kills = option(words, "--kills", KILLS);
            long restores = option(words, "--restores", 0);
            long distributions = option(words, "--distributions", DISTRIBUTIONS);
            long seed = option(words, "--seed", System.nanoTime());
            int recoveries =
                    Math.toIntExact(option(words, "--recoveries", ledger == CampaignLedger.SIMULATED ? RECOVERIES : 0));
            if (!words.isEmpty()) {
                throw new IllegalArgumentException("no such option: " + words
                        + "; there are --ledger, --kills, --restores, --distributions, --seed and --recoveries");
            }
            CampaignPlan plan = CampaignPlan.longForm(
                    ledger, seed, Math.toIntExact(kills), Math.toIntExact(restores), Math.toIntExact(distributions));
            CampaignReport report = new Conductor(plan, System.out).lead();
            boolean inTime = measureRecovery(recoveries);
            System.out.println(report);
            System.exit(report.isVerified() && inTime ? 0 : 1);
        } catch (Exception e) {
            e.printStackTrace();
            System.out.println("NOT VERIFIED: " + e.getMessage());
            System.exit(1);
        }
    }

    /** On the simulated ledger, which can lose what one batch sends and nothing else. */
    private static boolean measureRecovery(int times) throws Exception {
        if (times == 0) {
            return true;
        }
        try (Scene scene = Scene.open("recovery", CampaignLedger.SIMULATED)) {
            RecoveryScenario scenario = new RecoveryScenario(scene);
            List<RecoveryTimes> measured = scenario.play(times);
            System.out.println("From the kill of a worker to the end of each batch it left behind:");
            measured.forEach(one -> System.out.println("  " + one));
            List<String> violations =
                    CampaignAudit.of(scene, scenario.declared()).violations();
            violations.forEach(violation -> System.out.println("  WRONG " + violation));
            return violations.isEmpty() && measured.stream().allMatch(RecoveryTimes::isWithinBound);
        }
    }

    private static long option(List<String> words, String name, long usual) {
        return Long.parseLong(option(words, name, String.valueOf(usual)));
    }

    private static String option(List<String> words, String name, String usual) {
        int at = words.indexOf(name);
        if (at < 0) {
            return usual;
        }
        if (at + 1 == words.size()) {
            throw new IllegalArgumentException(name + " needs a value behind it");
        }
        words.remove(at);
        return words.remove(at);
    }
}
