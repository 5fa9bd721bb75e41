package io.masspayout.model;

/**
 * Why a payment did not happen, in words of our own: gateways map the ledger's codes to these and put the ledger's own code
 * into the detail. Persisted by name, so a constant is never renamed.
 */
public enum FailureCode {
    /** The account does not exist on the ledger. */
    ACCOUNT_NOT_FOUND(Actor.RECIPIENT, FailureScope.HOLDER),
    /** The account was deleted. */
    ACCOUNT_DELETED(Actor.RECIPIENT, FailureScope.HOLDER),
    /** The account has not agreed to hold the payment token. */
    NOT_ASSOCIATED(Actor.RECIPIENT, FailureScope.HOLDER),
    /** The account must sign whatever it receives. */
    RECEIVER_SIGNATURE_REQUIRED(Actor.RECIPIENT, FailureScope.HOLDER),
    /** The account refuses the payment for a reason of its own. */
    RECIPIENT_REFUSED(Actor.RECIPIENT, FailureScope.HOLDER),
    /** The account is frozen for the payment token. */
    ACCOUNT_FROZEN(Actor.OPERATOR, FailureScope.HOLDER),
    /** The account lacks the identity check that the payment token demands. */
    KYC_NOT_GRANTED(Actor.OPERATOR, FailureScope.HOLDER),

    /** The ledger had no room; nothing happened. */
    LEDGER_BUSY(Actor.NOBODY, FailureScope.BATCH),
    /** The ledger gave no answer. */
    LEDGER_UNAVAILABLE(Actor.NOBODY, FailureScope.BATCH),
    /** The ledger has moved past the validity window without the transaction: it can never happen. */
    EXPIRED_UNSEEN(Actor.NOBODY, FailureScope.BATCH),
    /** The signer did not answer in time. */
    SIGNER_UNAVAILABLE(Actor.NOBODY, FailureScope.BATCH),
    /** The signer refused this transaction. */
    SIGNING_REFUSED(Actor.OPERATOR, FailureScope.BATCH),
    /** The whole batch failed because of some recipient, and the ledger does not say which. */
    SOME_RECIPIENT(Actor.NOBODY, FailureScope.BATCH),
    /** The ledger refused the transaction for its shape: a fault of the gateway or its configuration. */
    TRANSACTION_REJECTED(Actor.OPERATOR, FailureScope.BATCH),
    /** The store refused to record a step of the batch; it is set aside, and its state and its money stay as they are. */
    RECORDING_REFUSED(Actor.OPERATOR, FailureScope.BATCH),
    /** The ledger's chosen fee limit was too low. */
    FEE_LIMIT_TOO_LOW(Actor.OPERATOR, FailureScope.BATCH),

    /** The treasury has too little of the payment token. */
    TREASURY_EMPTY(Actor.TREASURY, FailureScope.TREASURY),
    /** The account that pays the ledger's fees has too little. */
    FEE_PAYER_EMPTY(Actor.TREASURY, FailureScope.TREASURY),
    /** The allowance the treasury gave is used up. */
    ALLOWANCE_EXCEEDED(Actor.TREASURY, FailureScope.TREASURY),
    /** The payment token is paused. */
    TOKEN_PAUSED(Actor.OPERATOR, FailureScope.TREASURY),
    /** The payment token was deleted. */
    TOKEN_DELETED(Actor.OPERATOR, FailureScope.TREASURY),
    /** The ledger does not accept the treasury's signature. */
    TREASURY_KEY_REJECTED(Actor.OPERATOR, FailureScope.TREASURY),
    /** The treasury cannot pay with this token: not associated, frozen, without KYC, or the token keeps a part of what is sent. */
    TREASURY_BLOCKED(Actor.OPERATOR, FailureScope.TREASURY),
    /** A transaction took effect after it had been proved dead: somebody may have been paid twice. Cleared by a person only. */
    LATE_SETTLEMENT(Actor.OPERATOR, FailureScope.TREASURY),
    /** The ledger's history and the database disagree in a way that reconcile cannot explain. Cleared by a person only. */
    LEDGER_DISAGREES(Actor.OPERATOR, FailureScope.TREASURY),
    /** The ledger shows a payment of this book that the database does not know: it has forgotten, or a copy of it pays, too. */
    UNKNOWN_PAYMENT(Actor.OPERATOR, FailureScope.TREASURY),
    /** The ledger shows payments of another book from the same account, and no person has declared it a neighbour. */
    OTHER_BOOK(Actor.OPERATOR, FailureScope.TREASURY),

    /** Unpaid by a distribution of the schema's first version, which did not say why. */
    UNPAID_BEFORE_MIGRATION(Actor.OPERATOR, FailureScope.HOLDER);

    private final Actor actor;
    private final FailureScope scope;

    FailureCode(Actor actor, FailureScope scope) {
        this.actor = actor;
        this.scope = scope;
    }

    /** Who must act before another try makes sense. */
    public Actor actor() {
        return actor;
    }

    /** What the failure speaks of. */
    public FailureScope scope() {
        return scope;
    }

    /** Whether the library tries again by itself. */
    public boolean isRetriedByItself() {
        return switch (actor) {
            case NOBODY -> true;
            case RECIPIENT, TREASURY, OPERATOR -> false;
        };
    }

    /** Whether nothing more can be paid from the treasury before the cause is mended. */
    public boolean stopsTreasury() {
        return scope.stopsTreasury();
    }

    /** Whether some recipient of the transaction is at fault, and the ledger does not say which. */
    public boolean hidesRecipient() {
        return switch (this) {
            case SOME_RECIPIENT -> true;
            case ACCOUNT_NOT_FOUND,
                    ACCOUNT_DELETED,
                    NOT_ASSOCIATED,
                    RECEIVER_SIGNATURE_REQUIRED,
                    RECIPIENT_REFUSED,
                    ACCOUNT_FROZEN,
                    KYC_NOT_GRANTED,
                    LEDGER_BUSY,
                    LEDGER_UNAVAILABLE,
                    EXPIRED_UNSEEN,
                    SIGNER_UNAVAILABLE,
                    SIGNING_REFUSED,
                    TRANSACTION_REJECTED,
                    RECORDING_REFUSED,
                    FEE_LIMIT_TOO_LOW,
                    TREASURY_EMPTY,
                    FEE_PAYER_EMPTY,
                    ALLOWANCE_EXCEEDED,
                    TOKEN_PAUSED,
                    TOKEN_DELETED,
                    TREASURY_KEY_REJECTED,
                    TREASURY_BLOCKED,
                    LATE_SETTLEMENT,
                    LEDGER_DISAGREES,
                    UNKNOWN_PAYMENT,
                    OTHER_BOOK,
                    UNPAID_BEFORE_MIGRATION -> false;
        };
    }

    /** Whether the signer gave no answer, so that the same body may still be signed. */
    public boolean leavesSigningOpen() {
        return switch (this) {
            case SIGNER_UNAVAILABLE -> true;
            case ACCOUNT_NOT_FOUND,
                    ACCOUNT_DELETED,
                    NOT_ASSOCIATED,
                    RECEIVER_SIGNATURE_REQUIRED,
                    RECIPIENT_REFUSED,
                    ACCOUNT_FROZEN,
                    KYC_NOT_GRANTED,
                    LEDGER_BUSY,
                    LEDGER_UNAVAILABLE,
                    EXPIRED_UNSEEN,
                    SIGNING_REFUSED,
                    SOME_RECIPIENT,
                    TRANSACTION_REJECTED,
                    RECORDING_REFUSED,
                    FEE_LIMIT_TOO_LOW,
                    TREASURY_EMPTY,
                    FEE_PAYER_EMPTY,
                    ALLOWANCE_EXCEEDED,
                    TOKEN_PAUSED,
                    TOKEN_DELETED,
                    TREASURY_KEY_REJECTED,
                    TREASURY_BLOCKED,
                    LATE_SETTLEMENT,
                    LEDGER_DISAGREES,
                    UNKNOWN_PAYMENT,
                    OTHER_BOOK,
                    UNPAID_BEFORE_MIGRATION -> false;
        };
    }

    /** Whether only a person may lift a treasury's stop with this code; a preflight that passes proves nothing about it. */
    public boolean needsPerson() {
        return switch (end()) {
            case SEEN, PAID -> false;
            case LIFTED, EXPLAINED -> true;
        };
    }

    /**
     * Whether a treasury's stop with this code is lifted by what explains the ledger's history: a reconcile, or the declaration of a
     * neighbour. A person's word alone would let a holder be paid twice.
     */
    public boolean isOfHistory() {
        return switch (end()) {
            case EXPLAINED -> true;
            case SEEN, PAID, LIFTED -> false;
        };
    }

    /**
     * Whether a look at the treasury sees the cause of a transaction that failed with this code. Of one that it does not see, a look that passes says
     * nothing: only another transaction can tell, and each of these costs a fee.
     */
    public boolean isSeenByLook() {
        return switch (end()) {
            case SEEN -> true;
            case PAID, LIFTED, EXPLAINED -> false;
        };
    }

    /** Whether a treasury that is stopped with another code is stopped with this one from now on: what is harder to lift stays. */
    public boolean replacesStopWith(FailureCode earlier) {
        return needsPerson() && (!earlier.needsPerson() || (earlier.isOfHistory() && !isOfHistory()));
    }

    /** What ends a treasury's stop. */
    private enum StopEnd {
        /** A look at the treasury, which sees the cause, and finds nothing wrong. */
        SEEN,
        /** A payment that takes effect, as no look sees the cause. */
        PAID,
        /** A person who has looked into it. */
        LIFTED,
        /** A reconcile, or the declaration of a neighbour. */
        EXPLAINED
    }

    private StopEnd end() {
        return switch (this) {
            case LATE_SETTLEMENT, LEDGER_DISAGREES -> StopEnd.LIFTED;
            case UNKNOWN_PAYMENT, OTHER_BOOK -> StopEnd.EXPLAINED;
            case ACCOUNT_NOT_FOUND,
                    ACCOUNT_DELETED,
                    NOT_ASSOCIATED,
                    RECEIVER_SIGNATURE_REQUIRED,
                    RECIPIENT_REFUSED,
                    ACCOUNT_FROZEN,
                    KYC_NOT_GRANTED,
                    LEDGER_BUSY,
                    LEDGER_UNAVAILABLE,
                    EXPIRED_UNSEEN,
                    SIGNER_UNAVAILABLE,
                    SIGNING_REFUSED,
                    SOME_RECIPIENT,
                    TRANSACTION_REJECTED,
                    RECORDING_REFUSED,
                    FEE_LIMIT_TOO_LOW,
                    TREASURY_EMPTY,
                    TOKEN_PAUSED,
                    TOKEN_DELETED,
                    TREASURY_BLOCKED,
                    UNPAID_BEFORE_MIGRATION -> StopEnd.SEEN;
            case FEE_PAYER_EMPTY, ALLOWANCE_EXCEEDED, TREASURY_KEY_REJECTED -> StopEnd.PAID;
        };
    }
}
