package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.Transaction;
import com.hedera.hashgraph.sdk.proto.TransactionBody;
import io.masspayout.hedera.local.world.Account;
import io.masspayout.hedera.local.world.Nanos;
import io.masspayout.hedera.local.world.SignedTransfer;
import io.masspayout.hedera.local.world.World;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The checks of a node before it lets a transaction into the network, in the order of the consensus node's ingest workflow. The
 * order matters: a code from before the search for duplicates says nothing about an earlier copy.
 */
final class Prechecks {

    /** Shortest and longest validity (hedera.transaction.minValidDuration, maxValidDuration). */
    static final long MIN_VALIDITY = 15 * Nanos.PER_SECOND;

    static final long MAX_VALIDITY = 180 * Nanos.PER_SECOND;

    /** What must be left of the validity on arrival (hedera.transaction.minValidityBufferSecs). */
    static final long BUFFER = 10 * Nanos.PER_SECOND;

    private static final Set<ResponseCodeEnum> OF_PLATFORM = EnumSet.of(
            ResponseCodeEnum.PLATFORM_NOT_ACTIVE,
            ResponseCodeEnum.CREATING_SYSTEM_ENTITIES,
            ResponseCodeEnum.WAITING_FOR_LEDGER_ID);
    private static final Set<ResponseCodeEnum> BEFORE_DUPLICATES = EnumSet.of(
            ResponseCodeEnum.INVALID_NODE_ACCOUNT,
            ResponseCodeEnum.TRANSACTION_EXPIRED,
            ResponseCodeEnum.INVALID_TRANSACTION_START,
            ResponseCodeEnum.INVALID_TRANSACTION_DURATION);
    private static final Set<ResponseCodeEnum> OF_THROTTLE =
            EnumSet.of(ResponseCodeEnum.BUSY, ResponseCodeEnum.NOT_SUPPORTED);

    private final World world;
    private final long node;
    private final FaultPlan faults;

    Prechecks(World world, long node, FaultPlan faults) {
        this.world = world;
        this.node = node;
        this.faults = faults;
    }

    /** A transfer that may be handed to the platform. */
    SignedTransfer check(Transaction request) throws PrecheckException {
        refuseIfPlanned(OF_PLATFORM);
        SignedTransfer transfer = TransactionParser.parse(request);
        if (transfer.body().getNodeAccountID().getAccountNum() != node) {
            throw new PrecheckException(ResponseCodeEnum.INVALID_NODE_ACCOUNT);
        }
        requireTimeBox(transfer);
        refuseIfPlanned(BEFORE_DUPLICATES);
        if (world.isKnown(transfer.key(), node)) {
            throw new PrecheckException(ResponseCodeEnum.DUPLICATE_TRANSACTION);
        }
        refuseIfPlanned(OF_THROTTLE);
        PureChecks.require(transfer.body().getCryptoTransfer());
        requirePayer(transfer);
        refuseIfPlanned(EnumSet.allOf(ResponseCodeEnum.class));
        return transfer;
    }

    private void refuseIfPlanned(Set<ResponseCodeEnum> codes) throws PrecheckException {
        Optional<Fault.Refused> planned =
                faults.take(Fault.Refused.class, node, fault -> codes.contains(fault.precheck()));
        if (planned.isPresent()) {
            throw new PrecheckException(planned.get().precheck());
        }
    }

    private void requireTimeBox(SignedTransfer transfer) throws PrecheckException {
        long validity = transfer.validNanos();
        long now = world.wallClock();
        if (validity < MIN_VALIDITY || validity > MAX_VALIDITY) {
            throw new PrecheckException(ResponseCodeEnum.INVALID_TRANSACTION_DURATION);
        }
        if (transfer.key().validStart() + validity - BUFFER <= now) {
            throw new PrecheckException(ResponseCodeEnum.TRANSACTION_EXPIRED);
        }
        if (transfer.key().validStart() > now) {
            throw new PrecheckException(ResponseCodeEnum.INVALID_TRANSACTION_START);
        }
    }

    private void requirePayer(SignedTransfer transfer) throws PrecheckException {
        TransactionBody body = transfer.body();
        long number = transfer.key().payer();
        Account payer = world.read(state -> state.accounts().find(number));
        if (payer == null) {
            throw new PrecheckException(ResponseCodeEnum.PAYER_ACCOUNT_NOT_FOUND);
        }
        if (payer.deleted()) {
            throw new PrecheckException(ResponseCodeEnum.PAYER_ACCOUNT_DELETED);
        }
        if (!transfer.isSignedBy(payer.key())) {
            throw new PrecheckException(ResponseCodeEnum.INVALID_SIGNATURE);
        }
        long fee = world.fee(transfer);
        if (body.getTransactionFee() < fee) {
            throw new PrecheckException(ResponseCodeEnum.INSUFFICIENT_TX_FEE);
        }
        if (world.read(state -> state.accounts().balance(number)).tinybars() < fee) {
            throw new PrecheckException(ResponseCodeEnum.INSUFFICIENT_PAYER_BALANCE);
        }
    }
}
