package io.masspayout.hedera.local.world;

/** One thing a transaction changed. The ledger applies it at once, the mirror when it gets there: both see the same world. */
public sealed interface Effect {

    record AccountStored(Account account) implements Effect {}

    record AccountsGenerated(AccountRange range) implements Effect {}

    record HbarMoved(long account, long tinybars) implements Effect {}

    /** A token came into being, or changed. */
    record TokenStored(Token token) implements Effect {}

    /** Holdings for many accounts at once, given to a token that has none of them yet. */
    record HoldersGenerated(long token, Holdings holdings) implements Effect {}

    record HoldingStored(long token, Holding holding) implements Effect {}

    record UnitsMoved(long token, long account, long units) implements Effect {}

    record AllowanceSet(Allowance allowance, long amount) implements Effect {}

    /** A balance snapshot is to be taken here. */
    record SnapshotTaken() implements Effect {}
}
