package io.masspayout.hedera.local.world;

import com.google.protobuf.ByteString;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A record in the making. Fees are charged whatever happens, the rest only when the transaction succeeds. */
public final class RecordDraft {

    private final TransactionKey key;
    private final String name;
    private long node;
    private ByteString hash = ByteString.EMPTY;
    private ByteString memo = ByteString.EMPTY;
    private long maxFee;
    private long validSeconds;
    private long entity;
    private int nonce;
    private long fee;

    private final Map<Long, Long> hbar = new TreeMap<>();
    private final Set<Long> approvals = new TreeSet<>();
    private final List<TokenLeg> legs = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();

    public RecordDraft(TransactionKey key, String name) {
        this.key = key;
        this.name = name;
    }

    public RecordDraft from(long nodeAccount, ByteString transactionHash) {
        node = nodeAccount;
        hash = transactionHash;
        return this;
    }

    public RecordDraft terms(ByteString memoBytes, long maximumFee, long seconds) {
        memo = memoBytes;
        maxFee = maximumFee;
        validSeconds = seconds;
        return this;
    }

    public RecordDraft entity(long number) {
        entity = number;
        return this;
    }

    /** Makes it a consequence of the transaction with this key. */
    RecordDraft child(int childNonce) {
        nonce = childNonce;
        return this;
    }

    /** Moves HBAR; lines of one account add up. */
    public RecordDraft hbar(long account, long tinybars) {
        hbar.merge(account, tinybars, Math::addExact);
        return this;
    }

    void approved(long account) {
        approvals.add(account);
    }

    public RecordDraft effect(Effect effect) {
        effects.add(effect);
        return this;
    }

    RecordDraft leg(TokenLeg leg) {
        legs.add(leg);
        return this;
    }

    /** Moves units of a token from nowhere, to nowhere, or as part of a list that adds up to nothing. */
    public RecordDraft units(Token token, long account, long units) {
        TokenLeg leg = legs.stream()
                .filter(one -> one.token().number() == token.number())
                .findFirst()
                .orElse(null);
        if (leg == null) {
            leg = new TokenLeg(token);
            legs.add(leg);
        }
        leg.add(account, units, false);
        return this;
    }

    /** Charges a fee: a share to the node, the rest to the network. */
    void charge(long payer, long amount) {
        if (amount <= 0) {
            return;
        }
        long share = Math.min(Fees.NODE_SHARE, amount);
        fee = Math.addExact(fee, amount);
        hbar(payer, -amount);
        hbar(node, share);
        hbar(Fees.FEE_ACCOUNT, amount - share);
    }

    /** What it charges an account so far, and moves out of it or into it. */
    long hbarOf(long account) {
        return hbar.getOrDefault(account, 0L);
    }

    Set<Long> hbarAccounts() {
        return hbar.keySet();
    }

    /** Takes over what another draft moves. */
    void merge(RecordDraft other) {
        other.hbar.forEach(this::hbar);
        approvals.addAll(other.approvals);
        legs.addAll(other.legs);
        effects.addAll(other.effects);
        fee = Math.addExact(fee, other.fee);
    }

    public LedgerRecord finish(long consensus, ResponseCodeEnum status) {
        List<LedgerRecord.HbarChange> hbarLines = new ArrayList<>();
        List<LedgerRecord.UnitChange> unitLines = new ArrayList<>();
        List<LedgerRecord.AssessedFee> assessed = new ArrayList<>();
        List<Effect> all = new ArrayList<>(effects);
        hbar.forEach((account, amount) -> {
            if (amount != 0) {
                hbarLines.add(new LedgerRecord.HbarChange(account, amount, approvals.contains(account)));
                all.add(new Effect.HbarMoved(account, amount));
            }
        });
        for (TokenLeg leg : legs) {
            long token = leg.token().number();
            leg.net().forEach((account, units) -> {
                if (units != 0) {
                    unitLines.add(new LedgerRecord.UnitChange(token, account, units, leg.isApproval(account)));
                    all.add(new Effect.UnitsMoved(token, account, units));
                }
            });
            assessed.addAll(leg.assessed());
        }
        return new LedgerRecord(
                consensus,
                key,
                nonce,
                name,
                status,
                entity,
                node,
                hash,
                memo,
                fee,
                maxFee,
                validSeconds,
                hbarLines,
                unitLines,
                assessed,
                all);
    }
}
