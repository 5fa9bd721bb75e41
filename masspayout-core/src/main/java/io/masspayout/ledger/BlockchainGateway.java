package io.masspayout.ledger;

/** All ports in one: a ledger that pays, knows its assets and tells what happens. */
public interface BlockchainGateway extends PaymentLedger, AssetSource, EventSource {}
