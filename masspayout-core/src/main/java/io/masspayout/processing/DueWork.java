package io.masspayout.processing;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionId;
import io.masspayout.store.EventCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a call for due work did.
 *
 * @param worked where the distributions stand that were worked on, in the order in which that was done
 * @param failed distributions whose work failed, and why; the others were done all the same, and a later call tries these again
 * @param created distributions that this call made for occurrences of recurring ones, in due order
 * @param leftOut missed occurrences that are not made up for, as their policy says
 * @param events what became of events of the ledger
 * @param synced assets whose register is the ledger's now
 * @param troubles what else failed and is tried again, by its name: a listener, an asset's sync, a whole part
 */
public record DueWork(
        List<DistributionSummary> worked,
        Map<DistributionId, String> failed,
        List<DistributionId> created,
        long leftOut,
        EventCounts events,
        List<AssetId> synced,
        Map<String, String> troubles) {

    public static final DueWork NOTHING =
            new DueWork(List.of(), Map.of(), List.of(), 0, EventCounts.NONE, List.of(), Map.of());

    public DueWork {
        worked = List.copyOf(worked);
        failed = Map.copyOf(failed);
        created = List.copyOf(created);
        synced = List.copyOf(synced);
        troubles = Map.copyOf(troubles);
    }

    /** Distributions that were worked on. */
    static DueWork on(List<DistributionSummary> worked, Map<DistributionId, String> failed) {
        return new DueWork(worked, failed, List.of(), 0, EventCounts.NONE, List.of(), Map.of());
    }

    static DueWork made(List<DistributionId> created, long leftOut, Map<DistributionId, String> failed) {
        return new DueWork(List.of(), failed, created, leftOut, EventCounts.NONE, List.of(), Map.of());
    }

    static DueWork heard(EventCounts events, Map<String, String> troubles) {
        return new DueWork(List.of(), Map.of(), List.of(), 0, events, List.of(), troubles);
    }

    /** A whole part that could not be looked at. */
    public static DueWork inTrouble(String part, String reason) {
        return heard(EventCounts.NONE, Map.of(part, reason));
    }

    static DueWork synced(List<AssetId> synced, Map<String, String> troubles) {
        return new DueWork(List.of(), Map.of(), List.of(), 0, EventCounts.NONE, synced, troubles);
    }

    /** Whether somebody was stopped for the sake of others, who have had their turn by now or have it in the next call. */
    public boolean isToBeContinued() {
        return worked.stream().anyMatch(TimeSharing::gaveWay);
    }

    /** This and then that; of a distribution that both worked on, where it stands after the second. */
    public DueWork then(DueWork next) {
        Map<DistributionId, String> allFailed = new LinkedHashMap<>(failed);
        allFailed.putAll(next.failed);
        Map<String, String> allTroubles = new LinkedHashMap<>(troubles);
        allTroubles.putAll(next.troubles);
        Set<DistributionId> again =
                next.worked.stream().map(summary -> summary.distribution().id()).collect(Collectors.toSet());
        List<DistributionSummary> before = worked.stream()
                .filter(summary -> !again.contains(summary.distribution().id()))
                .toList();
        return new DueWork(
                both(before, next.worked),
                allFailed,
                both(created, next.created),
                leftOut + next.leftOut,
                events.plus(next.events),
                both(synced, next.synced),
                allTroubles);
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
