package io.masspayout.hedera.transaction;

import io.masspayout.ledger.Bytes;

/**
 * The copy of a signed transfer that one node takes.
 *
 * @param node its account, {@code 0.0.n}
 * @param transaction in the SDK's serial form, with this copy only
 * @param hash SHA-384 of the signed bytes, by which the mirror node tells it from any other transaction with its id
 */
public record NodeCopy(String node, Bytes transaction, Bytes hash) {}
