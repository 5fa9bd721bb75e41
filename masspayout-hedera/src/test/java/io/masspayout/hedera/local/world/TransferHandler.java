package io.masspayout.hedera.local.world;

import com.hedera.hashgraph.sdk.proto.AccountAmount;
import com.hedera.hashgraph.sdk.proto.AccountID;
import com.hedera.hashgraph.sdk.proto.CryptoTransferTransactionBody;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.TokenTransferList;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a transfer, all of it or nothing: associations, freezes, KYC, allowances, custom fees and balances, in the order
 * in which the consensus node looks at them.
 */
public final class TransferHandler {

    /** Entries in the HBAR list, and entries over all token lists (ledger.transfers.maxLen, ledger.tokenTransfers.maxLen). */
    static final int MAX_ENTRIES = 10;

    private final LedgerState state;
    private final long payer;
    private final long at;
    private final RecordDraft draft;
    private final Map<String, Account> created = new LinkedHashMap<>();
    private final List<Long> associated = new ArrayList<>();

    TransferHandler(LedgerState state, long payer, long at, RecordDraft draft) {
        this.state = state;
        this.payer = payer;
        this.at = at;
        this.draft = draft;
    }

    /**
     * Carries out a transfer without asking for signatures or fees.
     *
     * @throws HandleException when it fails
     */
    public static void carryOut(LedgerState state, CryptoTransferTransactionBody transfer, long at, RecordDraft draft) {
        new TransferHandler(state, LedgerRecord.NONE, at, draft).handle(transfer);
    }

    /** Accounts that came into being, by EVM address. */
    Map<String, Account> created() {
        return created;
    }

    /** For how many associations the payer owes a fee on top. */
    int associations() {
        return associated.size();
    }

    /**
     * Writes everything the transfer does into the draft.
     *
     * @throws HandleException when it fails
     */
    void handle(CryptoTransferTransactionBody transfer) {
        requireShortLists(transfer);
        for (AccountAmount line : transfer.getTransfers().getAccountAmountsList()) {
            moveHbar(line);
        }
        List<TokenLeg> legs = new ArrayList<>();
        for (TokenTransferList list : transfer.getTokenTransfersList()) {
            legs.add(leg(list));
        }
        for (TokenLeg leg : legs) {
            leg.takeFees();
            requireUnits(leg);
            draft.leg(leg);
        }
    }

    static void requireShortLists(CryptoTransferTransactionBody transfer) {
        if (transfer.getTransfers().getAccountAmountsCount() > MAX_ENTRIES) {
            throw new HandleException(ResponseCodeEnum.TRANSFER_LIST_SIZE_LIMIT_EXCEEDED);
        }
        int entries = transfer.getTokenTransfersList().stream()
                .mapToInt(TokenTransferList::getTransfersCount)
                .sum();
        if (entries > MAX_ENTRIES) {
            throw new HandleException(ResponseCodeEnum.TOKEN_TRANSFER_LIST_SIZE_LIMIT_EXCEEDED);
        }
    }

    private void moveHbar(AccountAmount line) {
        Account account = account(line);
        if (line.getAmount() < 0 && line.getIsApproval()) {
            spendAllowance(new Allowance(account.number(), payer, Allowance.HBAR), -line.getAmount());
            draft.approved(account.number());
        }
        draft.hbar(account.number(), line.getAmount());
    }

    private TokenLeg leg(TokenTransferList list) {
        LedgerState.TokenState found = state.token(list.getToken().getTokenNum());
        if (found == null) {
            throw new HandleException(ResponseCodeEnum.INVALID_TOKEN_ID);
        }
        Token token = found.now();
        if (token.deleted()) {
            throw new HandleException(ResponseCodeEnum.TOKEN_WAS_DELETED);
        }
        if (token.paused()) {
            throw new HandleException(ResponseCodeEnum.TOKEN_IS_PAUSED);
        }
        if (list.hasExpectedDecimals() && list.getExpectedDecimals().getValue() != token.decimals()) {
            throw new HandleException(ResponseCodeEnum.UNEXPECTED_TOKEN_DECIMALS);
        }
        TokenLeg leg = new TokenLeg(token);
        for (AccountAmount line : list.getTransfersList()) {
            Account account = account(line);
            requireUsable(holding(token, account, line.getAmount()), token);
            if (line.getAmount() < 0 && line.getIsApproval()) {
                spendAllowance(new Allowance(account.number(), payer, token.number()), -line.getAmount());
            }
            leg.add(account.number(), line.getAmount(), line.getIsApproval());
        }
        return leg;
    }

    private static void requireUsable(Holding holding, Token token) {
        if (holding.frozen()) {
            throw new HandleException(ResponseCodeEnum.ACCOUNT_FROZEN_FOR_TOKEN);
        }
        if (token.keys().kyc() != null && !holding.kyc()) {
            throw new HandleException(ResponseCodeEnum.ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN);
        }
    }

    /** The holding of an account; a recipient with a free slot gets one (HIP-23), never of a token that asks for KYC or freezes. */
    private Holding holding(Token token, Account account, long units) {
        Holding holding = state.holding(token.number(), account.number());
        if (holding != null && holding.associated()) {
            return holding;
        }
        int slots = account.maxAutomaticAssociations();
        if (units < 0 || slots == 0) {
            throw new HandleException(ResponseCodeEnum.TOKEN_NOT_ASSOCIATED_TO_ACCOUNT);
        }
        if (slots != Account.UNLIMITED) {
            long pending = associated.stream()
                    .filter(number -> number == account.number())
                    .count();
            if (state.automaticAssociations(account.number()) + pending >= slots) {
                throw new HandleException(ResponseCodeEnum.NO_REMAINING_AUTOMATIC_ASSOCIATIONS);
            }
        }
        if (token.keys().kyc() != null) {
            throw new HandleException(ResponseCodeEnum.ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN);
        }
        if (token.freezeDefault()) {
            throw new HandleException(ResponseCodeEnum.ACCOUNT_FROZEN_FOR_TOKEN);
        }
        Holding fresh = Holding.of(account.number(), true, false, false, at);
        draft.effect(new Effect.HoldingStored(token.number(), fresh));
        associated.add(account.number());
        return fresh;
    }

    private void spendAllowance(Allowance allowance, long amount) {
        long allowed = state.allowance(allowance);
        if (allowed == 0) {
            throw new HandleException(ResponseCodeEnum.SPENDER_DOES_NOT_HAVE_ALLOWANCE);
        }
        if (allowed < amount) {
            throw new HandleException(ResponseCodeEnum.AMOUNT_EXCEEDS_ALLOWANCE);
        }
        draft.effect(new Effect.AllowanceSet(allowance, allowed - amount));
    }

    private void requireUnits(TokenLeg leg) {
        leg.net().forEach((account, units) -> {
            Holding holding = state.holding(leg.token().number(), account);
            long balance = holding == null ? 0 : holding.balance();
            if (balance + units < 0) {
                throw new HandleException(ResponseCodeEnum.INSUFFICIENT_TOKEN_BALANCE);
            }
            boolean collectorWithoutHolding =
                    units > 0 && (holding == null || !holding.associated()) && !associated.contains(account);
            if (collectorWithoutHolding) {
                throw new HandleException(ResponseCodeEnum.TOKEN_NOT_ASSOCIATED_TO_ACCOUNT);
            }
        });
    }

    private Account account(AccountAmount line) {
        Account account = find(state, line.getAccountID());
        if (account == null && line.getAmount() > 0) {
            account = create(line.getAccountID());
        }
        if (account == null) {
            throw new HandleException(ResponseCodeEnum.INVALID_ACCOUNT_ID);
        }
        if (account.deleted()) {
            throw new HandleException(ResponseCodeEnum.ACCOUNT_DELETED);
        }
        return account;
    }

    /** The account an id stands for, by number or EVM address, or null. */
    static @Nullable Account find(LedgerState state, AccountID id) {
        if (id.hasAlias()) {
            return isEvm(id) ? state.accounts().findByEvm(evm(id)) : null;
        }
        return state.accounts().find(id.getAccountNum());
    }

    private static boolean isEvm(AccountID id) {
        return id.getAlias().size() == Entity.EVM_DIGITS / 2;
    }

    private static String evm(AccountID id) {
        return HexFormat.of().formatHex(id.getAlias().toByteArray());
    }

    private @Nullable Account create(AccountID id) {
        if (!id.hasAlias() || !isEvm(id) || Entity.isLongZero(evm(id))) {
            return null;
        }
        return created.computeIfAbsent(
                evm(id), alias -> Account.hollow(state.nextNumber() + created.size(), alias, at));
    }
}
