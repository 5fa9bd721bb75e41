package io.masspayout.campaign;

/** The long form: {@code ./mvnw -q -B -ntp -Pcampaign -Dcampaign=YearMain -Dargs="200 1"}, with how many kills at least, and a seed. */
public final class YearMain {

    private static final int KILLS = 200;

    private YearMain() {}

    public static void main(String[] args) {
        try {
            int kills = args.length > 0 ? Integer.parseInt(args[0]) : KILLS;
            long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
            try (Scene scene = Scene.open("rehearsal", CampaignLedger.SIMULATED)) {
                // What the workers of the year load is for the most part what this one loads.
                Rehearsal.hold(scene, 0);
            }
            YearReport report = new YearConductor(YearPlan.longForm(seed, kills), System.out).lead();
            System.out.println(report);
            System.exit(report.isVerified() ? 0 : 1);
        } catch (Exception e) {
            e.printStackTrace();
            System.out.println("NOT VERIFIED: " + e.getMessage());
            System.exit(1);
        }
    }
}
