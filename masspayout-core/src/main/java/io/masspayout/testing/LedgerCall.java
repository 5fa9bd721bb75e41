package io.masspayout.testing;

/** The calls of a ledger's client that ask and send nothing, as a {@link FaultPlan} names them. */
public enum LedgerCall {
    /** {@link io.masspayout.ledger.PaymentLedger#fingerprint}. */
    FINGERPRINT,
    /** {@link io.masspayout.ledger.PaymentLedger#resolveAccounts}. */
    RESOLVE_ACCOUNTS,
    /** {@link io.masspayout.ledger.PaymentLedger#check}. */
    CHECK,
    /** {@link io.masspayout.ledger.PaymentLedger#screen}. */
    SCREEN,
    /** {@link io.masspayout.ledger.PaymentLedger#resolve}, which then answers that the fate is unknown. */
    RESOLVE,
    /** {@link io.masspayout.ledger.PaymentLedger#history}, and each page of it. */
    HISTORY,
    /** {@link io.masspayout.ledger.AssetSource#token}. */
    TOKEN,
    /** {@link io.masspayout.ledger.AssetSource#takeSnapshot}. */
    TAKE_SNAPSHOT,
    /** {@link io.masspayout.ledger.AssetSource#holders}, and each page of it. */
    HOLDERS,
    /** {@link io.masspayout.ledger.EventSource#events}. */
    EVENTS
}
