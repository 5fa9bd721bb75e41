package io.masspayout.campaign;

import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.campaign.ScheduledCase.Change;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.EventPosition;
import io.masspayout.model.HolderSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What people do in a year, and what therefore has to be paid. For one thread. */
final class YearHost {

    private static final String WHO = "the conductor";
    private static final String WHY = "as it is planned";

    private final YearScene scene;
    private final YearPlan plan;
    private final MassPayoutClient client;
    private final Map<String, DistributionId> ids = new HashMap<>();
    private final List<AutomaticCase> waiting = new ArrayList<>();
    private final Map<String, EventPosition> lastDeposits = new HashMap<>();
    private final List<ExpectedPayout> expected = new ArrayList<>();
    private final List<RecurringCase> recurring = new ArrayList<>();
    private long cancelled;
    private long moved;
    private long deposits;

    YearHost(YearScene scene, YearPlan plan) {
        this.scene = scene;
        this.plan = plan;
        this.client = scene.client();
    }

    void declare(RecurringCase one) {
        client.distributions()
                .create(request(one.key(), one.asset(), one.amount())
                        .every(one.told())
                        .build());
        recurring.add(one);
        for (int number = 1; number <= one.due().size(); number++) {
            expected.add(new ExpectedPayout(
                    ExpectedPayout.turn(one, number),
                    one.due().get(number - 1),
                    one.isRequired(number),
                    shares(one.asset(), one.amount(), 0)));
        }
    }

    void declare(ScheduledCase one) {
        ids.put(
                one.key(),
                client.distributions()
                        .create(request(one.key(), one.asset(), one.amount())
                                .when(one.told())
                                .build())
                        .id());
        if (one.due().isPresent()) {
            expected.add(new ExpectedPayout(
                    ExpectedPayout.scheduled(one), one.notBefore(), true, shares(one.asset(), one.amount(), 0)));
        }
    }

    /** What a person does about a scheduled one, if anything. */
    void change(ScheduledCase one) {
        DistributionId id = ids.get(one.key());
        if (one.change() == Change.CANCELLED) {
            client.distributions().cancel(id, WHO, WHY);
            cancelled++;
        } else if (one.change() != Change.NONE) {
            client.distributions().reschedule(id, one.movedTo(), WHO, WHY);
            moved++;
        }
    }

    void declare(AutomaticCase one) {
        client.distributions()
                .create(request(one.key(), one.asset(), one.amount())
                        .when(one.told(scene.places()))
                        .build());
        waiting.add(one);
    }

    /** Among the holders of each asset it is shared once, by the first distribution that waits for such a deposit. */
    void deposit(DepositCase one) {
        String account = DepositCase.account(one.account(), scene.places());
        LedgerEvent event = scene.deposit(
                account,
                one.isOtherToken() ? DepositCase.OTHER_TOKEN : scene.places().paymentToken(),
                one.units());
        deposits++;
        lastDeposits.put(account, event.position());
        for (int asset = 0; asset < YearPlan.HOLDERS_OF_ASSETS.size(); asset++) {
            int ofAsset = asset;
            waiting.stream()
                    .filter(template -> template.asset() == ofAsset && template.fits(one))
                    .findFirst()
                    .ifPresent(template -> expected.add(new ExpectedPayout(
                            ExpectedPayout.deposit(template, account, event.position()),
                            event.position().time(),
                            true,
                            shares(ofAsset, template.amount(), one.units()))));
        }
    }

    private DistributionRequest.Builder request(String key, int asset, YearAmount amount) {
        AssetId id = scene.assets().get(asset);
        return amount.say(DistributionRequest.dividend(id)
                .holdersFrom(HolderSource.REGISTER)
                .idempotencyKey(key));
    }

    private static List<Long> shares(int asset, YearAmount amount, long deposit) {
        return amount.shares(NumberedRegister.balances(YearPlan.HOLDERS_OF_ASSETS.get(asset)), deposit);
    }

    List<ExpectedPayout> expected() {
        return expected;
    }

    List<ExpectedTemplate> templates() {
        return Stream.concat(
                        recurring.stream().map(ExpectedTemplate::of),
                        waiting.stream().map(one -> ExpectedTemplate.of(one, expected)))
                .toList();
    }

    /** The last deposit into each account, which listeners have to get past. */
    Map<String, EventPosition> lastDeposits() {
        return lastDeposits;
    }

    /** What was done, for a person to read. */
    List<String> figures() {
        return List.of(
                "recurring distributions: " + recurring.size() + " of " + plan.recurring(),
                "scheduled distributions: " + ids.size() + ", of which " + moved + " were moved and " + cancelled
                        + " cancelled",
                "automatic distributions: " + waiting.size() + ", and " + deposits + " deposits");
    }
}
