package io.masspayout.store;

import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.DistributionType;
import io.masspayout.storable.StorableInstant;
import java.time.Instant;
import java.util.Optional;

/**
 * Which distributions are wanted; whatever is empty does not matter.
 *
 * @param createdFrom inclusive
 * @param createdBefore exclusive
 */
public record DistributionFilter(
        Optional<AssetId> assetId,
        Optional<DistributionStatus> status,
        Optional<DistributionType> type,
        Optional<Instant> createdFrom,
        Optional<Instant> createdBefore) {

    public static final DistributionFilter ALL = new DistributionFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public DistributionFilter ofAsset(AssetId id) {
        return new DistributionFilter(Optional.of(id), status, type, createdFrom, createdBefore);
    }

    public DistributionFilter in(DistributionStatus wanted) {
        return new DistributionFilter(assetId, Optional.of(wanted), type, createdFrom, createdBefore);
    }

    public DistributionFilter of(DistributionType wanted) {
        return new DistributionFilter(assetId, status, Optional.of(wanted), createdFrom, createdBefore);
    }

    /** Created at or after {@code from} and before {@code before}; any instant will do, also one that no database can store. */
    public DistributionFilter created(Instant from, Instant before) {
        return new DistributionFilter(
                assetId,
                status,
                type,
                Optional.of(StorableInstant.nearest(from)),
                Optional.of(StorableInstant.nearest(before)));
    }
}
