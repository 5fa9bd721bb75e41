package io.masspayout.model;

/** What sets a distribution going. */
public enum ExecutionType {
    /** The host calls execute. */
    MANUAL,
    /** An instant comes. */
    SCHEDULED,
    /** A recurring schedule comes round; each occurrence is a distribution of its own. */
    RECURRING,
    /** Something happens on the ledger. */
    AUTOMATIC
}
