package io.masspayout.testing;

import io.masspayout.model.DistributionId;
import io.masspayout.store.Fees;
import io.masspayout.store.Situation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is known of why distributions go on or do not. */
final class Situations {

    private final Tables tables;
    private final Guards guards;
    private final Lifecycle lifecycle;
    private final Histories histories;

    Situations(Tables tables, Guards guards, Lifecycle lifecycle, Histories histories) {
        this.histories = histories;
        this.tables = tables;
        this.guards = guards;
        this.lifecycle = lifecycle;
    }

    /** By the ledger's answers, and by the history where these said nothing. */
    Fees fees(DistributionId id) {
        List<BatchRow> ended = tables.distribution(id).batches.stream()
                .filter(BatchRow::hasEndedOnTheLedger)
                .toList();
        List<Long> known =
                ended.stream().map(BatchRow::knownFee).flatMap(Optional::stream).toList();
        return new Fees(
                known.stream().mapToLong(fee -> fee).reduce(0, Math::addExact),
                known.size(),
                (long) ended.size() - known.size());
    }

    Situation situation(DistributionId id) {
        DistributionRow row = tables.distribution(id);
        Instant now = tables.now();
        return new Situation(
                row.toRecord(),
                lifecycle.progress(id),
                guards.standing(row),
                Optional.ofNullable(tables.treasury(row.treasury()).stop()),
                Optional.ofNullable(tables.treasury(row.treasury()).probing()),
                histories.followed(row.treasury()),
                Optional.ofNullable(tables.treasury(row.treasury()).silence()),
                row.shortage(),
                row.batches.stream()
                        .filter(BatchRow::isOpen)
                        .flatMap(batch -> batch.worker(now).stream())
                        .max(Comparator.comparing(Situation.AtWork::until)));
    }
}
