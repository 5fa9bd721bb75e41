package io.masspayout.store;

import io.masspayout.model.Asset;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.model.Holder;

/**
 * A distribution with its relations, read at one instant.
 *
 * @param batches the first ones by number
 * @param holders the first ones by account id
 */
public record DistributionDetails(
        Distribution distribution, Asset asset, Progress progress, Page<BatchPayout> batches, Page<Holder> holders) {}
