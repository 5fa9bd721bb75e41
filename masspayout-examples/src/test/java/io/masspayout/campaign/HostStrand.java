package io.masspayout.campaign;

import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionId;
import io.masspayout.store.ConflictException;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.StoreUnavailableException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** What people do meanwhile: declare distributions, hold, resume, cancel and retry them, at any time and in any order. */
final class HostStrand implements Callable<Void> {

    private static final String WHO = "the conductor";
    private static final String WHY = "as it is planned";

    /** Fewer than so many open ones would leave workers idle, and whom they kill unharmed. */
    private static final int FEWEST_OPEN = 4;

    private final Scene scene;
    private final Tally tally;
    private final CampaignPlan plan;
    private final Map<Integer, AssetId> assets;
    private final Books books;
    private final Random acts;
    private final List<Declared> declared = new CopyOnWriteArrayList<>();

    HostStrand(Scene scene, Tally tally, CampaignPlan plan, Map<Integer, AssetId> assets) {
        this.scene = scene;
        this.tally = tally;
        this.plan = plan;
        this.assets = assets;
        this.books = new Books(scene.dataSource());
        this.acts = plan.dice("acts of people");
    }

    /** Somebody else has declared one, too. */
    void add(Declared one) {
        declared.add(one);
    }

    List<Declared> declared() {
        return declared;
    }

    @Override
    public Void call() {
        while (!tally.isOver() || declared.size() < plan.distributions()) {
            attempt("a look at what is to be declared", this::declareWhatIsDue);
            if (!declared.isEmpty() && acts.nextInt(6) == 0) {
                act(declared.get(Math.max(0, declared.size() - 1 - acts.nextInt(8)))
                        .id());
            }
            Await.atMost(Duration.ofMillis(acts.nextInt(400)), () -> false);
        }
        return null;
    }

    /** Asks again for everything that was ever declared, with the same idempotency keys; a database that has forgotten one makes it again. */
    synchronized void declareAgain() {
        Set<String> known = new HashSet<>(books.lines("SELECT id FROM distribution"));
        for (int number = 0; number < declared.size(); number++) {
            Declared one = declared.get(number);
            if (!known.contains(one.id().toString())) {
                DistributionId again = declare(number).id();
                tally.count("distributions declared again after a restore");
                if (!again.equals(one.id())) {
                    throw new IllegalStateException("distribution " + one.id() + " is " + again
                            + " when it is declared again with the same idempotency key");
                }
            }
        }
    }

    private synchronized void declareWhatIsDue() {
        boolean behind = (long) declared.size() * tally.wanted() < (long) tally.strikes() * plan.distributions();
        if (behind || tally.isOver() || books.open() < FEWEST_OPEN) {
            // A call that failed half-way is repeated under the same key, with the same dice.
            declared.add(declare(declared.size()));
        }
    }

    private Declared declare(int number) {
        Declaration next = declaration(number);
        return new Declared(
                scene.declare(assets.get(next.holders()), "campaign-" + number, next.units())
                        .id(),
                next.holders());
    }

    private record Declaration(int holders, long units) {}

    private Declaration declaration(int number) {
        Random dice = plan.dice("declaration " + number);
        int holders = plan.sizes().get(dice.nextInt(plan.sizes().size()));
        return new Declaration(holders, CampaignPlan.amount(dice, holders));
    }

    private void act(DistributionId id) {
        int percent = acts.nextInt(100);
        if (percent < 40) {
            attempt("hold", () -> scene.client().distributions().hold(id, WHO, WHY));
            Await.atMost(Duration.ofMillis(acts.nextInt(2_000)), tally::isOver);
            attempt("resume", () -> scene.client().distributions().resume(id, WHO, WHY));
        } else if (percent < 47) {
            attempt("cancel", () -> scene.client().distributions().cancel(id, WHO, WHY));
        } else if (percent < 94) {
            attempt("retryFailed", () -> scene.client().payouts().retryFailed(id, WHO, WHY));
        } else {
            attempt("hold", () -> scene.client().distributions().hold(id, WHO, "forgotten until the end"));
        }
    }

    private void attempt(String what, Runnable call) {
        try {
            scene.whileOpen(call);
            tally.count("calls of " + what);
        } catch (NotFoundException forgotten) {
            tally.count("calls of " + what + " on what a restored database has forgotten");
        } catch (ConflictException refused) {
            tally.count("calls of " + what + " refused in this state");
        } catch (StoreUnavailableException | LedgerUnavailableException unavailable) {
            tally.count("calls of " + what + " that met an outage");
        }
    }
}
