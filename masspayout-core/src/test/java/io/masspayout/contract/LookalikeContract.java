package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.store.ProbableDuplicate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The same payout asked for under two keys is told of, and never refused. */
abstract class LookalikeContract extends StoreScenario {

    LookalikeContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void theSameUnderAnotherKeyIsTold() {
        Asset asset = asset();
        Distribution first = declare(Declaration.of(asset).key("first"));
        Distribution second = declare(Declaration.of(asset).key("second").amount("1000"));

        assertThat(store.probableDuplicates(second.id())).containsExactly(ProbableDuplicate.of(first));
        assertThat(store.probableDuplicates(first.id())).containsExactly(ProbableDuplicate.of(second));
    }

    @Test
    void whatDiffersOrIsCancelledIsNoDuplicate() {
        Asset asset = asset();
        Distribution one = declare(Declaration.of(asset));
        declare(Declaration.of(asset).amount("1000.01"));
        declare(Declaration.of(asset()));
        Distribution cancelled = declare(Declaration.of(asset));
        store.cancel(cancelled.id(), act("mistake"));

        assertThat(store.probableDuplicates(one.id())).isEmpty();
    }

    @Test
    void datesWithinTheSpanAreOneAndBeyondItAreTwo() {
        Asset asset = asset();
        Duration span = ProbableDuplicate.SPAN;
        Distribution one = declare(Declaration.of(asset));
        Distribution within = declare(Declaration.of(asset).createdAt(NOW.plus(span)));
        declare(Declaration.of(asset).createdAt(NOW.minus(span).minusSeconds(1)));
        declare(Declaration.of(asset).createdAt(NOW.plus(span).plusSeconds(1)));

        assertThat(store.probableDuplicates(one.id())).containsExactly(ProbableDuplicate.of(within));
    }

    @Test
    void aKeyFindsItsDistribution() {
        Distribution one = declare(Declaration.of(asset()).key("acme-2026-q4"));

        assertThat(store.distributionByKey("acme-2026-q4")).contains(one);
        assertThat(store.distributionByKey("acme-2026-q3")).isEmpty();
    }
}
