package io.masspayout.campaign;

import io.masspayout.model.DistributionId;

/**
 * A distribution that the conductor has declared.
 *
 * @param holders how many its asset's register has
 */
record Declared(DistributionId id, int holders) {}
