package io.masspayout.hedera.consensus;

import io.masspayout.model.FailureCode;
import org.jspecify.annotations.Nullable;

/**
 * What a response code means for a transfer: asked of the node that a transaction is sent to, it speaks of this send only; in a receipt or a
 * record it speaks of the id. {@link Meanings} says which code means what.
 */
public enum Meaning {
    /** On its way to consensus. */
    ACCEPTED(AtNode.ACCEPTED, AtConsensus.OPEN),
    /** It took effect. The only one that means so: {@code REVERTED_SUCCESS} has been undone. */
    PAID(AtNode.UNCLEAR, AtConsensus.TOOK_EFFECT),
    /** Nothing is known at this place now. */
    NOT_YET(AtNode.UNCLEAR, AtConsensus.OPEN),
    /** A copy of an id that is known already: says nothing of the id's fate, good or bad. */
    DUPLICATE(AtNode.KNOWN, AtConsensus.OPEN),
    /** No room, at the node or at consensus. */
    BUSY(AtNode.BUSY, AtConsensus.FAILED, FailureCode.LEDGER_BUSY),
    /** This node cannot take anything now; another one may. */
    NODE_OUT(AtNode.BUSY, AtConsensus.FAILED, FailureCode.LEDGER_BUSY),
    /** The node's fault: does not use the id up, so a later copy may still take effect. */
    NODE_AT_FAULT(AtNode.BUSY, AtConsensus.OPEN, FailureCode.LEDGER_BUSY),
    /** The same, where the payer's signature was missing at consensus. */
    PAYER_UNSIGNED(AtNode.REFUSED, AtConsensus.OPEN, FailureCode.TREASURY_KEY_REJECTED),
    /** Its start lies ahead of the ledger's time. */
    TOO_EARLY(AtNode.BUSY, AtConsensus.FAILED, FailureCode.LEDGER_BUSY),
    /** Its window is over. A node says so before it looks for duplicates: an earlier send may have got through. */
    TOO_LATE(AtNode.REFUSED, AtConsensus.FAILED, FailureCode.EXPIRED_UNSEEN),
    /** A node checks the payer's signature only; at consensus it is the treasury's, or that of a recipient who must sign. */
    BAD_SIGNATURE(AtNode.REFUSED, AtConsensus.SIGNATURE_MISSING, FailureCode.TREASURY_KEY_REJECTED),
    /** An unexpected error in the node. */
    NODE_BROKEN(AtNode.UNCLEAR, AtConsensus.FAILED, FailureCode.TRANSACTION_REJECTED),
    /** The account that pays the fees cannot act. */
    PAYER_REJECTED(FailureCode.TREASURY_KEY_REJECTED),
    /** The fee limit in the body is below the network's fee. */
    FEE_TOO_LOW(FailureCode.FEE_LIMIT_TOO_LOW),
    /** The account that pays the fees has too little. */
    PAYER_EMPTY(FailureCode.FEE_PAYER_EMPTY),
    /** The treasury has too little. */
    TREASURY_EMPTY(FailureCode.TREASURY_EMPTY),
    /** The treasury allows the payer no more. */
    ALLOWANCE_USED_UP(FailureCode.ALLOWANCE_EXCEEDED),
    /** Somebody in the list does not hold the token and has no free slot for it. */
    NOT_ASSOCIATED(FailureCode.NOT_ASSOCIATED),
    /** Somebody in the list is frozen. */
    FROZEN(FailureCode.ACCOUNT_FROZEN),
    /** Somebody in the list lacks KYC; a token with a KYC key never associates by itself. */
    WITHOUT_KYC(FailureCode.KYC_NOT_GRANTED),
    /** Somebody in the list does not exist. */
    NO_ACCOUNT(FailureCode.ACCOUNT_NOT_FOUND),
    /** Somebody in the list is deleted. */
    ACCOUNT_DELETED(FailureCode.ACCOUNT_DELETED),
    /** As older networks put it. */
    RECEIVER_UNSIGNED(FailureCode.RECEIVER_SIGNATURE_REQUIRED),
    /** Nobody can move the token now. */
    TOKEN_PAUSED(FailureCode.TOKEN_PAUSED),
    /** There is no such token. */
    TOKEN_GONE(FailureCode.TOKEN_DELETED),
    /** The token is not what the asset's record says it is. */
    TOKEN_DIFFERS(FailureCode.TREASURY_BLOCKED),
    /** A fault of this gateway, or a network newer than its SDK. */
    MALFORMED(FailureCode.TRANSACTION_REJECTED),
    /** Answers of services that are never called here. */
    OF_OTHER_SERVICES(FailureCode.TRANSACTION_REJECTED);

    /** What a code means as the answer to a send. */
    public enum AtNode {
        /** The node has handed it on. That is not consensus. */
        ACCEPTED,
        /** The id is known already, from this or an earlier send. */
        KNOWN,
        /** Not taken now; the same bytes may be taken by another node, or later. */
        BUSY,
        /** Not taken; sending it again changes nothing. */
        REFUSED,
        /** May have been taken. */
        UNCLEAR
    }

    /** What a code means in a receipt or a record. */
    public enum AtConsensus {
        /** The id's fate is still open. */
        OPEN,
        /** The transfer happened. */
        TOOK_EFFECT,
        /** The id is used up, and nothing happened. */
        FAILED,
        /** The same, as the treasury or a recipient has not signed: the code does not say which. */
        SIGNATURE_MISSING
    }

    private final AtNode atNode;
    private final AtConsensus atConsensus;
    private final @Nullable FailureCode code;

    Meaning(AtNode atNode, AtConsensus atConsensus) {
        this(atNode, atConsensus, null);
    }

    Meaning(FailureCode code) {
        this(AtNode.REFUSED, AtConsensus.FAILED, code);
    }

    Meaning(AtNode atNode, AtConsensus atConsensus, @Nullable FailureCode code) {
        this.atNode = atNode;
        this.atConsensus = atConsensus;
        this.code = code;
    }

    public AtNode atNode() {
        return atNode;
    }

    public AtConsensus atConsensus() {
        return atConsensus;
    }

    /** Whose trouble it is. */
    public FailureCode code() {
        return code == null ? FailureCode.TRANSACTION_REJECTED : code;
    }
}
