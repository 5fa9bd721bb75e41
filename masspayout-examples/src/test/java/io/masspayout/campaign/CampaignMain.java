package io.masspayout.campaign;

import java.util.ArrayList;
import java.util.List;

/** The long form: {@code ./mvnw -q -B -ntp -Pcampaign -Dargs="--kills 1000 --distributions 200 --seed 1"}. */
public final class CampaignMain {

    private static final int KILLS = 1_000;
    private static final int DISTRIBUTIONS = 200;

    private CampaignMain() {}

    public static void main(String[] args) {
        List<String> words = new ArrayList<>(List.of(args));
        try {
            long kills = option(words, "--kills", KILLS);
            long distributions = option(words, "--distributions", DISTRIBUTIONS);
            long seed = option(words, "--seed", System.nanoTime());
            if (!words.isEmpty()) {
                throw new IllegalArgumentException(
                        "no such option: " + words + "; there are --kills, --distributions and --seed");
            }
            CampaignPlan plan = CampaignPlan.longForm(seed, Math.toIntExact(kills), Math.toIntExact(distributions));
            CampaignReport report = new Conductor(plan, System.out).lead();
            System.out.println(report);
            System.exit(report.isVerified() ? 0 : 1);
        } catch (Exception e) {
            e.printStackTrace();
            System.out.println("NOT VERIFIED: " + e.getMessage());
            System.exit(1);
        }
    }

    private static long option(List<String> words, String name, long usual) {
        int at = words.indexOf(name);
        if (at < 0) {
            return usual;
        }
        if (at + 1 == words.size()) {
            throw new IllegalArgumentException(name + " needs a number behind it");
        }
        words.remove(at);
        return Long.parseLong(words.remove(at));
    }
}
