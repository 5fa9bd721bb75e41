package io.masspayout.ledger;

/** Both ports in one: a ledger that pays and knows its assets. */
public interface BlockchainGateway extends PaymentLedger, AssetSource {}
