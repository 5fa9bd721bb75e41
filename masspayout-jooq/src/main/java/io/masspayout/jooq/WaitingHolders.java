package io.masspayout.jooq;

import io.masspayout.jooq.schema.tables.records.BatchPayoutRecord;
import io.masspayout.jooq.schema.tables.records.HolderRecord;
import io.masspayout.model.HolderStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Holders that an adoption finds waiting somewhere. */
final class WaitingHolders {

    private WaitingHolders() {}

    /** The other batches in which some of the holders wait, with whom they lose. */
    static Map<UUID, List<HolderRecord>> elsewhere(Collection<HolderRecord> holders, BatchPayoutRecord batch) {
        Map<UUID, List<HolderRecord>> elsewhere = byBatch(holders, HolderStatus.PENDING);
        elsewhere.remove(batch.getId());
        return elsewhere;
    }

    /** The batches in which some of the holders were cancelled, with whom they count as cancelled. */
    static Map<UUID, List<HolderRecord>> cancelledIn(Collection<HolderRecord> holders) {
        return byBatch(holders, HolderStatus.CANCELLED);
    }

    private static Map<UUID, List<HolderRecord>> byBatch(Collection<HolderRecord> holders, HolderStatus status) {
        Map<UUID, List<HolderRecord>> byBatch = new TreeMap<>();
        for (HolderRecord holder : holders) {
            if (holder.getStatus().equals(status.name())) {
                byBatch.computeIfAbsent(holder.getBatchId(), none -> new ArrayList<>())
                        .add(holder);
            }
        }
        return byBatch;
    }

    static List<HolderRecord> without(Collection<HolderRecord> holders, Collection<HolderRecord> others) {
        Set<UUID> gone = others.stream().map(HolderRecord::getId).collect(Collectors.toSet());
        return holders.stream().filter(holder -> !gone.contains(holder.getId())).toList();
    }

    static BigDecimal sum(Collection<HolderRecord> holders) {
        return holders.stream().map(HolderRecord::getPaymentAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
