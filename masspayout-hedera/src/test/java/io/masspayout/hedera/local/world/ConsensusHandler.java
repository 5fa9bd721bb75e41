package io.masspayout.hedera.local.world;

import com.google.protobuf.ByteString;
import com.hedera.hashgraph.sdk.proto.AccountAmount;
import com.hedera.hashgraph.sdk.proto.CryptoTransferTransactionBody;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.TokenTransferList;
import com.hedera.hashgraph.sdk.proto.TransactionBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Handles a transaction that has reached consensus: the time box, duplicates, signatures, fees, and the transfer itself. */
final class ConsensusHandler {

    /** Pays no fees: the treasury of the network. */
    private static final long SUPERUSER = 2;

    private final LedgerState state;
    private final RecordCache cache;
    private final ConsensusFaults faults;

    ConsensusHandler(LedgerState state, RecordCache cache, ConsensusFaults faults) {
        this.state = state;
        this.cache = cache;
        this.faults = faults;
    }

    /**
     * Handles a transaction.
     *
     * @param at the first consensus time that is free; children are recorded before their parent
     * @return its records by consensus time, the last one being its own
     */
    List<LedgerRecord> handle(SignedTransfer transfer, long node, long at) {
        TransactionBody body = transfer.body();
        RecordDraft draft = draft(transfer, node);
        ResponseCodeEnum refused = refusal(transfer, at);
        if (refused != null) {
            draft.charge(node, Fees.NODE_AND_NETWORK);
            return List.of(draft.finish(at, refused));
        }
        LedgerRecord first = firstRecord(transfer.key());
        if (first != null) {
            boolean nodePays = first.node() == node;
            charge(draft, nodePays ? node : transfer.key().payer(), Fees.NODE_AND_NETWORK);
            return List.of(draft.finish(at, ResponseCodeEnum.DUPLICATE_TRANSACTION));
        }
        Optional<ResponseCodeEnum> planned = faults.statusFor(node);
        if (planned.isPresent()) {
            return List.of(failing(draft, planned.get(), transfer).finish(at, planned.get()));
        }
        long fee = fee(state, transfer);
        if (body.getTransactionFee() < fee) {
            charge(draft, transfer.key().payer(), Math.min(body.getTransactionFee(), Fees.NODE_AND_NETWORK));
            return List.of(draft.finish(at, ResponseCodeEnum.INSUFFICIENT_TX_FEE));
        }
        if (balance(transfer.key().payer()) < fee) {
            charge(
                    draft,
                    transfer.key().payer(),
                    Math.min(balance(transfer.key().payer()), Fees.NODE_AND_NETWORK));
            return List.of(draft.finish(at, ResponseCodeEnum.INSUFFICIENT_PAYER_BALANCE));
        }
        charge(draft, transfer.key().payer(), fee);
        return execute(transfer, draft, at);
    }

    private RecordDraft draft(SignedTransfer transfer, long node) {
        TransactionBody body = transfer.body();
        return new RecordDraft(transfer.key(), "CRYPTOTRANSFER")
                .from(node, transfer.hash())
                .terms(
                        ByteString.copyFromUtf8(body.getMemo()),
                        body.getTransactionFee(),
                        body.getTransactionValidDuration().getSeconds());
    }

    private static @Nullable ResponseCodeEnum refusal(SignedTransfer transfer, long at) {
        if (transfer.key().validStart() > at) {
            return ResponseCodeEnum.INVALID_TRANSACTION_START;
        }
        return transfer.key().validStart() + transfer.validNanos() < at ? ResponseCodeEnum.TRANSACTION_EXPIRED : null;
    }

    private @Nullable LedgerRecord firstRecord(TransactionKey key) {
        RecordCache.History history = cache.find(key);
        return history == null ? null : history.deciding();
    }

    /** A planned failure is charged as the real one: nothing for a node's failure, no service fee when throttled. */
    private RecordDraft failing(RecordDraft draft, ResponseCodeEnum status, SignedTransfer transfer) {
        boolean nodeFailure =
                status == ResponseCodeEnum.INVALID_PAYER_SIGNATURE || status == ResponseCodeEnum.INVALID_NODE_ACCOUNT;
        boolean throttled =
                status == ResponseCodeEnum.THROTTLED_AT_CONSENSUS || status == ResponseCodeEnum.CONSENSUS_GAS_EXHAUSTED;
        if (!nodeFailure) {
            charge(draft, transfer.key().payer(), throttled ? Fees.NODE_AND_NETWORK : fee(state, transfer));
        }
        return draft;
    }

    private void charge(RecordDraft draft, long account, long amount) {
        if (account != SUPERUSER) {
            draft.charge(account, Math.min(amount, balance(account)));
        }
    }

    private long balance(long account) {
        return state.accounts().balance(account).tinybars();
    }

    static long fee(LedgerState state, SignedTransfer transfer) {
        long payer = transfer.key().payer();
        if (payer == SUPERUSER) {
            return 0;
        }
        CryptoTransferTransactionBody body = transfer.body().getCryptoTransfer();
        boolean customFees = body.getTokenTransfersList().stream()
                .map(list -> state.token(list.getToken().getTokenNum()))
                .anyMatch(
                        token -> token != null && !token.now().fractionalFees().isEmpty());
        return Fees.of(body, transfer.signatureCount(), transfer.size(), customFees);
    }

    private List<LedgerRecord> execute(SignedTransfer transfer, RecordDraft draft, long at) {
        CryptoTransferTransactionBody body = transfer.body().getCryptoTransfer();
        long payer = transfer.key().payer();
        try {
            requireSignatures(transfer, body);
            RecordDraft moves = new RecordDraft(transfer.key(), "");
            int newAccounts = countNewAccounts(body);
            TransferHandler handler = new TransferHandler(state, payer, at + newAccounts, moves);
            handler.handle(body);
            if (payer != SUPERUSER) {
                chargeExtras(draft, moves, payer, handler);
            }
            requireHbar(draft, moves);
            List<LedgerRecord> records = new ArrayList<>();
            long parent = at + handler.created().size();
            int nonce = 1;
            for (Account account : handler.created().values()) {
                records.add(creation(account, transfer, at + nonce - 1, nonce));
                nonce++;
            }
            draft.merge(moves);
            records.add(draft.finish(parent, ResponseCodeEnum.SUCCESS));
            return records;
        } catch (HandleException failed) {
            return List.of(draft.finish(at, failed.status()));
        }
    }

    private int countNewAccounts(CryptoTransferTransactionBody body) {
        List<AccountAmount> lines = new ArrayList<>(body.getTransfers().getAccountAmountsList());
        body.getTokenTransfersList().forEach(list -> lines.addAll(list.getTransfersList()));
        return (int) lines.stream()
                .map(AccountAmount::getAccountID)
                .filter(id -> id.hasAlias() && TransferHandler.find(state, id) == null)
                .distinct()
                .count();
    }

    private static LedgerRecord creation(Account account, SignedTransfer transfer, long at, int nonce) {
        Account created = Account.hollow(account.number(), account.evmAlias(), at);
        return new RecordDraft(transfer.key(), "CRYPTOCREATEACCOUNT")
                .from(LedgerRecord.NONE, Hashes.sha384(transfer.key().text() + "/" + nonce))
                .entity(account.number())
                .child(nonce)
                .effect(new Effect.AccountStored(created))
                .finish(at, ResponseCodeEnum.SUCCESS);
    }

    private void chargeExtras(RecordDraft draft, RecordDraft moves, long payer, TransferHandler handler) {
        long extra =
                Fees.ASSOCIATION * (handler.associations() + handler.created().size());
        if (extra == 0) {
            return;
        }
        long left = balance(payer) + draft.hbarOf(payer) + Math.min(0, moves.hbarOf(payer));
        if (left < extra) {
            throw new HandleException(ResponseCodeEnum.INSUFFICIENT_PAYER_BALANCE);
        }
        draft.charge(payer, extra);
    }

    private void requireHbar(RecordDraft draft, RecordDraft moves) {
        moves.hbarAccounts().forEach(account -> {
            long left = balance(account) + draft.hbarOf(account) + moves.hbarOf(account);
            if (moves.hbarOf(account) < 0 && left < 0) {
                throw new HandleException(ResponseCodeEnum.INSUFFICIENT_ACCOUNT_BALANCE);
            }
        });
    }

    /** Every account that is debited must have signed, unless it gave an allowance; so must recipients who asked for it. */
    private void requireSignatures(SignedTransfer transfer, CryptoTransferTransactionBody body) {
        for (AccountAmount line : body.getTransfers().getAccountAmountsList()) {
            requireSignature(transfer, line);
        }
        for (TokenTransferList list : body.getTokenTransfersList()) {
            for (AccountAmount line : list.getTransfersList()) {
                requireSignature(transfer, line);
            }
        }
    }

    private void requireSignature(SignedTransfer transfer, AccountAmount line) {
        Account account = TransferHandler.find(state, line.getAccountID());
        if (account == null) {
            return;
        }
        boolean needed = line.getAmount() < 0 ? !line.getIsApproval() : account.receiverSignatureRequired();
        if (needed && !account.deleted() && !transfer.isSignedBy(account.key())) {
            throw new HandleException(ResponseCodeEnum.INVALID_SIGNATURE);
        }
    }
}
