package io.masspayout.testing;

import io.masspayout.model.Distribution;
import io.masspayout.store.ProbableDuplicate;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Finds distributions that pay what another one pays. */
final class Lookalikes {

    private final Tables tables;

    Lookalikes(Tables tables) {
        this.tables = tables;
    }

    List<ProbableDuplicate> of(Distribution one) {
        return tables.distributions.values().stream()
                .map(DistributionRow::toRecord)
                .filter(other -> !other.id().equals(one.id()) && paysTheSame(one, other) && isOfTheSameTime(one, other))
                .filter(other -> !isOneFamily(one, other))
                .sorted(Comparator.comparing(Distribution::createdAt)
                        .thenComparing(other -> other.id().value())
                        .reversed())
                .limit(ProbableDuplicate.MAX_TOLD)
                .map(ProbableDuplicate::of)
                .toList();
    }

    private static boolean paysTheSame(Distribution one, Distribution other) {
        return other.assetId().equals(one.assetId())
                && other.type() == one.type()
                && other.currency().token().equals(one.currency().token())
                && other.terms().basis() == one.terms().basis()
                && other.terms().input().compareTo(one.terms().input()) == 0
                && !other.status().isCancelled();
    }

    private static boolean isOfTheSameTime(Distribution one, Distribution other) {
        if (one.timing().isTemplate() || other.timing().isTemplate()) {
            return one.timing().isTemplate() == other.timing().isTemplate()
                    && other.status().isNotStarted();
        }
        Duration apart = Duration.between(one.payoutDate(), other.payoutDate()).abs();
        return apart.compareTo(ProbableDuplicate.SPAN) <= 0;
    }

    private static boolean isOneFamily(Distribution one, Distribution other) {
        return one.origin() != null
                && other.origin() != null
                && one.origin().template().equals(other.origin().template());
    }
}
