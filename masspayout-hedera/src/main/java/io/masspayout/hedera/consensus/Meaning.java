package io.masspayout.hedera.consensus;

import com.hedera.hashgraph.sdk.Status;
import io.masspayout.model.FailureCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a response code means for a transfer: asked of the node that a transaction is sent to, it speaks of this send only; in a
 * receipt or a record it speaks of the id. Every code of the SDK is here, and a test fails when the SDK adds one; what each means follows the
 * order in which nodes check, and consensus handles, transactions.
 */
public enum Meaning {
    /** On its way to consensus. */
    ACCEPTED(AtNode.ACCEPTED, AtConsensus.OPEN,
            Status.OK),

    /** It took effect. The only one that means so: {@code REVERTED_SUCCESS} has been undone. */
    PAID(AtNode.UNCLEAR, AtConsensus.TOOK_EFFECT,
            Status.SUCCESS),

    /** Nothing is known at this place now. */
    NOT_YET(AtNode.UNCLEAR, AtConsensus.OPEN,
            Status.UNKNOWN,
            Status.RECEIPT_NOT_FOUND,
            Status.RECORD_NOT_FOUND),

    /** A copy of an id that is known already: says nothing of the id's fate, good or bad. */
    DUPLICATE(AtNode.KNOWN, AtConsensus.OPEN,
            Status.DUPLICATE_TRANSACTION),

    /** No room, at the node or at consensus. */
    BUSY(AtNode.BUSY, AtConsensus.FAILED, FailureCode.LEDGER_BUSY,
            Status.BUSY,
            Status.PLATFORM_TRANSACTION_NOT_CREATED,
            Status.THROTTLED_AT_CONSENSUS,
            Status.CONSENSUS_GAS_EXHAUSTED),

    /** This node cannot take anything now; another one may. */
    NODE_OUT(AtNode.BUSY, AtConsensus.FAILED, FailureCode.LEDGER_BUSY,
            Status.PLATFORM_NOT_ACTIVE,
            Status.CREATING_SYSTEM_ENTITIES,
            Status.WAITING_FOR_LEDGER_ID),

    /** The node's fault: does not use the id up, so a later copy may still take effect. */
    NODE_AT_FAULT(AtNode.BUSY, AtConsensus.OPEN, FailureCode.LEDGER_BUSY,
            Status.INVALID_NODE_ACCOUNT),

    /** The same, where the payer's signature was missing at consensus. */
    PAYER_UNSIGNED(AtNode.REFUSED, AtConsensus.OPEN, FailureCode.TREASURY_KEY_REJECTED,
            Status.INVALID_PAYER_SIGNATURE),

    /** Its start lies ahead of the ledger's time. */
    TOO_EARLY(AtNode.BUSY, AtConsensus.FAILED, FailureCode.LEDGER_BUSY,
            Status.INVALID_TRANSACTION_START),

    /** Its window is over. A node says so before it looks for duplicates: an earlier send may have got through. */
    TOO_LATE(AtNode.REFUSED, AtConsensus.FAILED, FailureCode.EXPIRED_UNSEEN,
            Status.TRANSACTION_EXPIRED),

    /** A node checks the payer's signature only; at consensus it is the treasury's, or that of a recipient who must sign. */
    BAD_SIGNATURE(AtNode.REFUSED, AtConsensus.SIGNATURE_MISSING, FailureCode.TREASURY_KEY_REJECTED,
            Status.INVALID_SIGNATURE),

    /** An unexpected error in the node. */
    NODE_BROKEN(AtNode.UNCLEAR, AtConsensus.FAILED, FailureCode.TRANSACTION_REJECTED,
            Status.FAIL_INVALID,
            Status.FAIL_FEE,
            Status.FAIL_BALANCE),

    /** The account that pays the fees cannot act. */
    PAYER_REJECTED(FailureCode.TREASURY_KEY_REJECTED,
            Status.PAYER_ACCOUNT_NOT_FOUND,
            Status.PAYER_ACCOUNT_DELETED,
            Status.PAYER_ACCOUNT_UNAUTHORIZED,
            Status.INVALID_PAYER_ACCOUNT_ID,
            Status.UNAUTHORIZED,
            Status.AUTHORIZATION_FAILED),

    /** The fee limit in the body is below the network's fee. */
    FEE_TOO_LOW(FailureCode.FEE_LIMIT_TOO_LOW,
            Status.INSUFFICIENT_TX_FEE),

    /** The account that pays the fees has too little. */
    PAYER_EMPTY(FailureCode.FEE_PAYER_EMPTY,
            Status.INSUFFICIENT_PAYER_BALANCE,
            Status.INSUFFICIENT_PAYER_BALANCE_FOR_CUSTOM_FEE),

    /** The treasury has too little. */
    TREASURY_EMPTY(FailureCode.TREASURY_EMPTY,
            Status.INSUFFICIENT_ACCOUNT_BALANCE,
            Status.INSUFFICIENT_TOKEN_BALANCE,
            Status.INSUFFICIENT_SENDER_ACCOUNT_BALANCE_FOR_CUSTOM_FEE),

    /** The treasury allows the payer no more. */
    ALLOWANCE_USED_UP(FailureCode.ALLOWANCE_EXCEEDED,
            Status.SPENDER_DOES_NOT_HAVE_ALLOWANCE,
            Status.AMOUNT_EXCEEDS_ALLOWANCE),

    /** Somebody in the list does not hold the token and has no free slot for it. */
    NOT_ASSOCIATED(FailureCode.NOT_ASSOCIATED,
            Status.TOKEN_NOT_ASSOCIATED_TO_ACCOUNT,
            Status.NO_REMAINING_AUTOMATIC_ASSOCIATIONS,
            Status.TOKENS_PER_ACCOUNT_LIMIT_EXCEEDED),

    /** Somebody in the list is frozen. */
    FROZEN(FailureCode.ACCOUNT_FROZEN,
            Status.ACCOUNT_FROZEN_FOR_TOKEN),

    /** Somebody in the list lacks KYC; a token with a KYC key never associates by itself. */
    WITHOUT_KYC(FailureCode.KYC_NOT_GRANTED,
            Status.ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN),

    /** Somebody in the list does not exist. */
    NO_ACCOUNT(FailureCode.ACCOUNT_NOT_FOUND,
            Status.INVALID_ACCOUNT_ID,
            Status.INVALID_TRANSFER_ACCOUNT_ID,
            Status.INVALID_ALIAS_KEY,
            Status.ACCOUNT_ID_DOES_NOT_EXIST),

    /** Somebody in the list is deleted. */
    ACCOUNT_DELETED(FailureCode.ACCOUNT_DELETED,
            Status.ACCOUNT_DELETED,
            Status.ACCOUNT_EXPIRED_AND_PENDING_REMOVAL,
            Status.CONTRACT_DELETED,
            Status.CONTRACT_EXPIRED_AND_PENDING_REMOVAL),

    /** As older networks put it. */
    RECEIVER_UNSIGNED(FailureCode.RECEIVER_SIGNATURE_REQUIRED,
            Status.RECEIVER_SIG_REQUIRED),

    /** Nobody can move the token now. */
    TOKEN_PAUSED(FailureCode.TOKEN_PAUSED,
            Status.TOKEN_IS_PAUSED),

    /** There is no such token. */
    TOKEN_GONE(FailureCode.TOKEN_DELETED,
            Status.TOKEN_WAS_DELETED,
            Status.INVALID_TOKEN_ID),

    /** The token is not what the asset's record says it is. */
    TOKEN_DIFFERS(FailureCode.TREASURY_BLOCKED,
            Status.UNEXPECTED_TOKEN_DECIMALS),

    /** A fault of this gateway, or a network newer than its SDK. */
    MALFORMED(FailureCode.TRANSACTION_REJECTED,
            Status.INVALID_TRANSACTION,
            Status.INVALID_TRANSACTION_BODY,
            Status.INVALID_TRANSACTION_DURATION,
            Status.INVALID_TRANSACTION_ID,
            Status.EMPTY_TRANSACTION_BODY,
            Status.MEMO_TOO_LONG,
            Status.INVALID_ZERO_BYTE_IN_STRING,
            Status.TRANSACTION_OVERSIZE,
            Status.TRANSACTION_TOO_MANY_LAYERS,
            Status.TRANSACTION_HAS_UNKNOWN_FIELDS,
            Status.TRANSACTION_ID_FIELD_NOT_ALLOWED,
            Status.KEY_PREFIX_MISMATCH,
            Status.INVALID_SIGNATURE_TYPE_MISMATCHING_KEY,
            Status.INVALID_SIGNATURE_COUNT_MISMATCHING_KEY,
            Status.SERIALIZATION_FAILED,
            Status.BAD_ENCODING,
            Status.NOT_SUPPORTED,
            Status.GRPC_WEB_PROXY_NOT_SUPPORTED,
            Status.INVALID_ACCOUNT_AMOUNTS,
            Status.ACCOUNT_REPEATED_IN_ACCOUNT_AMOUNTS,
            Status.TRANSFERS_NOT_ZERO_SUM_FOR_TOKEN,
            Status.TOKEN_ID_REPEATED_IN_TOKEN_LIST,
            Status.EMPTY_TOKEN_TRANSFER_BODY,
            Status.EMPTY_TOKEN_TRANSFER_ACCOUNT_AMOUNTS,
            Status.TRANSFER_LIST_SIZE_LIMIT_EXCEEDED,
            Status.TOKEN_TRANSFER_LIST_SIZE_LIMIT_EXCEEDED,
            Status.BATCH_SIZE_LIMIT_EXCEEDED,
            Status.CUSTOM_FEE_CHARGING_EXCEEDED_MAX_RECURSION_DEPTH,
            Status.CUSTOM_FEE_CHARGING_EXCEEDED_MAX_ACCOUNT_AMOUNTS,
            Status.ACCOUNT_AMOUNT_TRANSFERS_ONLY_ALLOWED_FOR_FUNGIBLE_COMMON,
            Status.SETTING_NEGATIVE_ACCOUNT_BALANCE,
            Status.INVALID_RECEIVING_NODE_ACCOUNT,
            Status.INVALID_FEE_SUBMITTED,
            Status.KEY_NOT_PROVIDED,
            Status.KEY_REQUIRED,
            Status.MAX_ENTITIES_IN_PRICE_REGIME_HAVE_BEEN_CREATED,
            Status.MAX_CHILD_RECORDS_EXCEEDED,
            Status.NO_VALID_MAX_CUSTOM_FEE,
            Status.MAX_CUSTOM_FEE_LIMIT_EXCEEDED,
            Status.REVERTED_SUCCESS,
            Status.INNER_TRANSACTION_FAILED),

    /** Answers of services that are never called here. */
    OF_OTHER_SERVICES(FailureCode.TRANSACTION_REJECTED,
            Status.INVALID_FILE_ID,
            Status.INVALID_CONTRACT_ID,
            Status.INVALID_SOLIDITY_ID,
            Status.INVALID_SOLIDITY_ADDRESS,
            Status.INSUFFICIENT_GAS,
            Status.CONTRACT_SIZE_LIMIT_EXCEEDED,
            Status.LOCAL_CALL_MODIFICATION_EXCEPTION,
            Status.CONTRACT_REVERT_EXECUTED,
            Status.CONTRACT_EXECUTION_EXCEPTION,
            Status.MISSING_QUERY_HEADER,
            Status.ACCOUNT_UPDATE_FAILED,
            Status.INVALID_KEY_ENCODING,
            Status.NULL_SOLIDITY_ADDRESS,
            Status.CONTRACT_UPDATE_FAILED,
            Status.INVALID_QUERY_HEADER,
            Status.INVALID_EXPIRATION_TIME,
            Status.NO_WACL_KEY,
            Status.FILE_CONTENT_EMPTY,
            Status.EMPTY_LIVE_HASH_BODY,
            Status.EMPTY_LIVE_HASH,
            Status.EMPTY_LIVE_HASH_KEYS,
            Status.INVALID_LIVE_HASH_SIZE,
            Status.EMPTY_QUERY_BODY,
            Status.EMPTY_LIVE_HASH_QUERY,
            Status.LIVE_HASH_NOT_FOUND,
            Status.LIVE_HASH_ALREADY_EXISTS,
            Status.INVALID_FILE_WACL,
            Status.INVALID_RENEWAL_PERIOD,
            Status.FILE_DELETED,
            Status.OBTAINER_REQUIRED,
            Status.OBTAINER_SAME_CONTRACT_ID,
            Status.OBTAINER_DOES_NOT_EXIST,
            Status.MODIFYING_IMMUTABLE_CONTRACT,
            Status.FILE_SYSTEM_EXCEPTION,
            Status.AUTORENEW_DURATION_NOT_IN_RANGE,
            Status.ERROR_DECODING_BYTESTRING,
            Status.CONTRACT_FILE_EMPTY,
            Status.CONTRACT_BYTECODE_EMPTY,
            Status.INVALID_INITIAL_BALANCE,
            Status.INVALID_RECEIVE_RECORD_THRESHOLD,
            Status.INVALID_SEND_RECORD_THRESHOLD,
            Status.ACCOUNT_IS_NOT_GENESIS_ACCOUNT,
            Status.INVALID_FREEZE_TRANSACTION_BODY,
            Status.FREEZE_TRANSACTION_BODY_NOT_FOUND,
            Status.RESULT_SIZE_LIMIT_EXCEEDED,
            Status.NOT_SPECIAL_ACCOUNT,
            Status.CONTRACT_NEGATIVE_GAS,
            Status.CONTRACT_NEGATIVE_VALUE,
            Status.INVALID_FEE_FILE,
            Status.INVALID_EXCHANGE_RATE_FILE,
            Status.INSUFFICIENT_LOCAL_CALL_GAS,
            Status.ENTITY_NOT_ALLOWED_TO_DELETE,
            Status.FILE_UPLOADED_PROTO_INVALID,
            Status.FILE_UPLOADED_PROTO_NOT_SAVED_TO_DISK,
            Status.FEE_SCHEDULE_FILE_PART_UPLOADED,
            Status.EXCHANGE_RATE_CHANGE_LIMIT_EXCEEDED,
            Status.MAX_CONTRACT_STORAGE_EXCEEDED,
            Status.TRANSFER_ACCOUNT_SAME_AS_DELETE_ACCOUNT,
            Status.TOTAL_LEDGER_BALANCE_INVALID,
            Status.EXPIRATION_REDUCTION_NOT_ALLOWED,
            Status.MAX_GAS_LIMIT_EXCEEDED,
            Status.MAX_FILE_SIZE_EXCEEDED,
            Status.INVALID_TOPIC_ID,
            Status.INVALID_ADMIN_KEY,
            Status.INVALID_SUBMIT_KEY,
            Status.INVALID_TOPIC_MESSAGE,
            Status.INVALID_AUTORENEW_ACCOUNT,
            Status.AUTORENEW_ACCOUNT_NOT_ALLOWED,
            Status.TOPIC_EXPIRED,
            Status.INVALID_CHUNK_NUMBER,
            Status.INVALID_CHUNK_TRANSACTION_ID,
            Status.INVALID_TOKEN_DECIMALS,
            Status.INVALID_TOKEN_INITIAL_SUPPLY,
            Status.INVALID_TREASURY_ACCOUNT_FOR_TOKEN,
            Status.INVALID_TOKEN_SYMBOL,
            Status.TOKEN_HAS_NO_FREEZE_KEY,
            Status.MISSING_TOKEN_SYMBOL,
            Status.TOKEN_SYMBOL_TOO_LONG,
            Status.TOKEN_HAS_NO_KYC_KEY,
            Status.TOKEN_HAS_NO_SUPPLY_KEY,
            Status.TOKEN_HAS_NO_WIPE_KEY,
            Status.INVALID_TOKEN_MINT_AMOUNT,
            Status.INVALID_TOKEN_BURN_AMOUNT,
            Status.CANNOT_WIPE_TOKEN_TREASURY_ACCOUNT,
            Status.INVALID_KYC_KEY,
            Status.INVALID_WIPE_KEY,
            Status.INVALID_FREEZE_KEY,
            Status.INVALID_SUPPLY_KEY,
            Status.MISSING_TOKEN_NAME,
            Status.TOKEN_NAME_TOO_LONG,
            Status.INVALID_WIPING_AMOUNT,
            Status.TOKEN_IS_IMMUTABLE,
            Status.TOKEN_ALREADY_ASSOCIATED_TO_ACCOUNT,
            Status.TRANSACTION_REQUIRES_ZERO_TOKEN_BALANCES,
            Status.ACCOUNT_IS_TREASURY,
            Status.INVALID_SCHEDULE_ID,
            Status.SCHEDULE_IS_IMMUTABLE,
            Status.INVALID_SCHEDULE_PAYER_ID,
            Status.INVALID_SCHEDULE_ACCOUNT_ID,
            Status.NO_NEW_VALID_SIGNATURES,
            Status.UNRESOLVABLE_REQUIRED_SIGNERS,
            Status.SCHEDULED_TRANSACTION_NOT_IN_WHITELIST,
            Status.SOME_SIGNATURES_WERE_INVALID,
            Status.IDENTICAL_SCHEDULE_ALREADY_CREATED,
            Status.SCHEDULE_ALREADY_DELETED,
            Status.SCHEDULE_ALREADY_EXECUTED,
            Status.MESSAGE_SIZE_TOO_LARGE,
            Status.OPERATION_REPEATED_IN_BUCKET_GROUPS,
            Status.BUCKET_CAPACITY_OVERFLOW,
            Status.NODE_CAPACITY_NOT_SUFFICIENT_FOR_OPERATION,
            Status.BUCKET_HAS_NO_THROTTLE_GROUPS,
            Status.THROTTLE_GROUP_HAS_ZERO_OPS_PER_SEC,
            Status.SUCCESS_BUT_MISSING_EXPECTED_OPERATION,
            Status.UNPARSEABLE_THROTTLE_DEFINITIONS,
            Status.INVALID_THROTTLE_DEFINITIONS,
            Status.INVALID_TOKEN_MAX_SUPPLY,
            Status.INVALID_TOKEN_NFT_SERIAL_NUMBER,
            Status.INVALID_NFT_ID,
            Status.METADATA_TOO_LONG,
            Status.INVALID_QUERY_RANGE,
            Status.FRACTION_DIVIDES_BY_ZERO,
            Status.CUSTOM_FEES_LIST_TOO_LONG,
            Status.INVALID_CUSTOM_FEE_COLLECTOR,
            Status.INVALID_TOKEN_ID_IN_CUSTOM_FEES,
            Status.TOKEN_NOT_ASSOCIATED_TO_FEE_COLLECTOR,
            Status.TOKEN_MAX_SUPPLY_REACHED,
            Status.SENDER_DOES_NOT_OWN_NFT_SERIAL_NO,
            Status.CUSTOM_FEE_NOT_FULLY_SPECIFIED,
            Status.CUSTOM_FEE_MUST_BE_POSITIVE,
            Status.TOKEN_HAS_NO_FEE_SCHEDULE_KEY,
            Status.CUSTOM_FEE_OUTSIDE_NUMERIC_RANGE,
            Status.ROYALTY_FRACTION_CANNOT_EXCEED_ONE,
            Status.FRACTIONAL_FEE_MAX_AMOUNT_LESS_THAN_MIN_AMOUNT,
            Status.CUSTOM_SCHEDULE_ALREADY_HAS_NO_FEES,
            Status.CUSTOM_FEE_DENOMINATION_MUST_BE_FUNGIBLE_COMMON,
            Status.CUSTOM_FRACTIONAL_FEE_ONLY_ALLOWED_FOR_FUNGIBLE_COMMON,
            Status.INVALID_CUSTOM_FEE_SCHEDULE_KEY,
            Status.INVALID_TOKEN_MINT_METADATA,
            Status.INVALID_TOKEN_BURN_METADATA,
            Status.CURRENT_TREASURY_STILL_OWNS_NFTS,
            Status.ACCOUNT_STILL_OWNS_NFTS,
            Status.TREASURY_MUST_OWN_BURNED_NFT,
            Status.ACCOUNT_DOES_NOT_OWN_WIPED_NFT,
            Status.MAX_NFTS_IN_PRICE_REGIME_HAVE_BEEN_MINTED,
            Status.SERIAL_NUMBER_LIMIT_REACHED,
            Status.CUSTOM_ROYALTY_FEE_ONLY_ALLOWED_FOR_NON_FUNGIBLE_UNIQUE,
            Status.EXISTING_AUTOMATIC_ASSOCIATIONS_EXCEED_GIVEN_LIMIT,
            Status.REQUESTED_NUM_AUTOMATIC_ASSOCIATIONS_EXCEEDS_ASSOCIATION_LIMIT,
            Status.TOKEN_HAS_NO_PAUSE_KEY,
            Status.INVALID_PAUSE_KEY,
            Status.FREEZE_UPDATE_FILE_DOES_NOT_EXIST,
            Status.FREEZE_UPDATE_FILE_HASH_DOES_NOT_MATCH,
            Status.NO_UPGRADE_HAS_BEEN_PREPARED,
            Status.NO_FREEZE_IS_SCHEDULED,
            Status.UPDATE_FILE_HASH_CHANGED_SINCE_PREPARE_UPGRADE,
            Status.FREEZE_START_TIME_MUST_BE_FUTURE,
            Status.PREPARED_UPDATE_FILE_IS_IMMUTABLE,
            Status.FREEZE_ALREADY_SCHEDULED,
            Status.FREEZE_UPGRADE_IN_PROGRESS,
            Status.UPDATE_FILE_ID_DOES_NOT_MATCH_PREPARED,
            Status.UPDATE_FILE_HASH_DOES_NOT_MATCH_PREPARED,
            Status.MAX_STORAGE_IN_PRICE_REGIME_HAS_BEEN_USED,
            Status.INVALID_PROXY_ACCOUNT_ID,
            Status.INVALID_FEE_COLLECTOR_ACCOUNT_ID,
            Status.ALIAS_IS_IMMUTABLE,
            Status.SPENDER_ACCOUNT_SAME_AS_OWNER,
            Status.AMOUNT_EXCEEDS_TOKEN_MAX_SUPPLY,
            Status.NEGATIVE_ALLOWANCE_AMOUNT,
            Status.CANNOT_APPROVE_FOR_ALL_FUNGIBLE_COMMON,
            Status.MAX_ALLOWANCES_EXCEEDED,
            Status.EMPTY_ALLOWANCES,
            Status.SPENDER_ACCOUNT_REPEATED_IN_ALLOWANCES,
            Status.REPEATED_SERIAL_NUMS_IN_NFT_ALLOWANCES,
            Status.FUNGIBLE_TOKEN_IN_NFT_ALLOWANCES,
            Status.NFT_IN_FUNGIBLE_TOKEN_ALLOWANCES,
            Status.INVALID_ALLOWANCE_OWNER_ID,
            Status.INVALID_ALLOWANCE_SPENDER_ID,
            Status.REPEATED_ALLOWANCES_TO_DELETE,
            Status.INVALID_DELEGATING_SPENDER,
            Status.DELEGATING_SPENDER_CANNOT_GRANT_APPROVE_FOR_ALL,
            Status.DELEGATING_SPENDER_DOES_NOT_HAVE_APPROVE_FOR_ALL,
            Status.SCHEDULE_EXPIRATION_TIME_TOO_FAR_IN_FUTURE,
            Status.SCHEDULE_EXPIRATION_TIME_MUST_BE_HIGHER_THAN_CONSENSUS_TIME,
            Status.SCHEDULE_FUTURE_THROTTLE_EXCEEDED,
            Status.SCHEDULE_FUTURE_GAS_LIMIT_EXCEEDED,
            Status.INVALID_ETHEREUM_TRANSACTION,
            Status.WRONG_CHAIN_ID,
            Status.WRONG_NONCE,
            Status.ACCESS_LIST_UNSUPPORTED,
            Status.SCHEDULE_PENDING_EXPIRATION,
            Status.CONTRACT_IS_TOKEN_TREASURY,
            Status.CONTRACT_HAS_NON_ZERO_TOKEN_BALANCES,
            Status.CONTRACT_HAS_NO_AUTO_RENEW_ACCOUNT,
            Status.PERMANENT_REMOVAL_REQUIRES_SYSTEM_INITIATION,
            Status.PROXY_ACCOUNT_ID_FIELD_IS_DEPRECATED,
            Status.SELF_STAKING_IS_NOT_ALLOWED,
            Status.INVALID_STAKING_ID,
            Status.STAKING_NOT_ENABLED,
            Status.INVALID_PRNG_RANGE,
            Status.INVALID_FULL_PREFIX_SIGNATURE_FOR_PRECOMPILE,
            Status.INSUFFICIENT_BALANCES_FOR_STORAGE_RENT,
            Status.INSUFFICIENT_BALANCES_FOR_RENEWAL_FEES,
            Status.ACCOUNT_IS_IMMUTABLE,
            Status.ALIAS_ALREADY_ASSIGNED,
            Status.INVALID_METADATA_KEY,
            Status.TOKEN_HAS_NO_METADATA_KEY,
            Status.MISSING_TOKEN_METADATA,
            Status.MISSING_SERIAL_NUMBERS,
            Status.TOKEN_HAS_NO_ADMIN_KEY,
            Status.NODE_DELETED,
            Status.INVALID_NODE_ID,
            Status.INVALID_GOSSIP_ENDPOINT,
            Status.INVALID_NODE_ACCOUNT_ID,
            Status.INVALID_NODE_DESCRIPTION,
            Status.INVALID_SERVICE_ENDPOINT,
            Status.INVALID_GOSSIP_CA_CERTIFICATE,
            Status.INVALID_GRPC_CERTIFICATE,
            Status.INVALID_MAX_AUTO_ASSOCIATIONS,
            Status.MAX_NODES_CREATED,
            Status.IP_FQDN_CANNOT_BE_SET_FOR_SAME_ENDPOINT,
            Status.GOSSIP_ENDPOINT_CANNOT_HAVE_FQDN,
            Status.FQDN_SIZE_TOO_LARGE,
            Status.INVALID_ENDPOINT,
            Status.GOSSIP_ENDPOINTS_EXCEEDED_LIMIT,
            Status.TOKEN_REFERENCE_REPEATED,
            Status.INVALID_OWNER_ID,
            Status.TOKEN_REFERENCE_LIST_SIZE_LIMIT_EXCEEDED,
            Status.SERVICE_ENDPOINTS_EXCEEDED_LIMIT,
            Status.INVALID_IPV4_ADDRESS,
            Status.EMPTY_TOKEN_REFERENCE_LIST,
            Status.UPDATE_NODE_ACCOUNT_NOT_ALLOWED,
            Status.TOKEN_HAS_NO_METADATA_OR_SUPPLY_KEY,
            Status.EMPTY_PENDING_AIRDROP_ID_LIST,
            Status.PENDING_AIRDROP_ID_REPEATED,
            Status.PENDING_AIRDROP_ID_LIST_TOO_LONG,
            Status.PENDING_NFT_AIRDROP_ALREADY_EXISTS,
            Status.ACCOUNT_HAS_PENDING_AIRDROPS,
            Status.INVALID_PENDING_AIRDROP_ID,
            Status.TOKEN_AIRDROP_WITH_FALLBACK_ROYALTY,
            Status.INVALID_TOKEN_IN_PENDING_AIRDROP,
            Status.SCHEDULE_EXPIRY_IS_BUSY,
            Status.INVALID_GRPC_CERTIFICATE_HASH,
            Status.MISSING_EXPIRY_TIME,
            Status.NO_SCHEDULING_ALLOWED_AFTER_SCHEDULED_RECURSION,
            Status.RECURSIVE_SCHEDULING_LIMIT_REACHED,
            Status.MAX_ENTRIES_FOR_FEE_EXEMPT_KEY_LIST_EXCEEDED,
            Status.FEE_EXEMPT_KEY_LIST_CONTAINS_DUPLICATED_KEYS,
            Status.INVALID_KEY_IN_FEE_EXEMPT_KEY_LIST,
            Status.INVALID_FEE_SCHEDULE_KEY,
            Status.FEE_SCHEDULE_KEY_CANNOT_BE_UPDATED,
            Status.FEE_SCHEDULE_KEY_NOT_SET,
            Status.INVALID_MAX_CUSTOM_FEES,
            Status.DUPLICATE_DENOMINATION_IN_MAX_CUSTOM_FEE_LIST,
            Status.DUPLICATE_ACCOUNT_ID_IN_MAX_CUSTOM_FEE_LIST,
            Status.MAX_CUSTOM_FEES_IS_NOT_SUPPORTED,
            Status.BATCH_LIST_EMPTY,
            Status.BATCH_LIST_CONTAINS_DUPLICATES,
            Status.BATCH_TRANSACTION_IN_BLACKLIST,
            Status.MISSING_BATCH_KEY,
            Status.BATCH_KEY_SET_ON_NON_INNER_TRANSACTION,
            Status.INVALID_BATCH_KEY,
            Status.SCHEDULE_EXPIRY_NOT_CONFIGURABLE,
            Status.THROTTLE_GROUP_LCM_OVERFLOW,
            Status.AIRDROP_CONTAINS_MULTIPLE_SENDERS_FOR_A_TOKEN);

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

    private static final Map<Status, Meaning> BY_STATUS = new EnumMap<>(Status.class);

    static {
        for (Meaning meaning : values()) {
            for (Status status : meaning.statuses) {
                if (BY_STATUS.put(status, meaning) != null) {
                    throw new AssertionError(status + " has two meanings");
                }
            }
        }
    }

    private final AtNode atNode;
    private final AtConsensus atConsensus;
    private final @Nullable FailureCode code;
    private final Set<Status> statuses;

    Meaning(AtNode atNode, AtConsensus atConsensus, Status... statuses) {
        this(atNode, atConsensus, null, statuses);
    }

    Meaning(FailureCode code, Status... statuses) {
        this(AtNode.REFUSED, AtConsensus.FAILED, code, statuses);
    }

    Meaning(AtNode atNode, AtConsensus atConsensus, @Nullable FailureCode code, Status... statuses) {
        this.atNode = atNode;
        this.atConsensus = atConsensus;
        this.code = code;
        this.statuses = Set.of(statuses);
    }

    /** The meaning of a code; empty for one that the SDK knows and this table does not, which a test rules out. */
    public static Optional<Meaning> of(Status status) {
        return Optional.ofNullable(BY_STATUS.get(status));
    }

    /** The meaning of a code as the mirror node spells it; empty for one that is newer than the SDK. */
    public static Optional<Meaning> of(String result) {
        try {
            return of(Status.valueOf(result));
        } catch (IllegalArgumentException newer) {
            return Optional.empty();
        }
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
