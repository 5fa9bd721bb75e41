package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.Key;
import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.local.world.Account;
import io.masspayout.hedera.local.world.AccountRange;
import io.masspayout.hedera.local.world.Allowance;
import io.masspayout.hedera.local.world.Effect;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.Holding;
import io.masspayout.hedera.local.world.Holdings;
import io.masspayout.hedera.local.world.LedgerRecord;
import io.masspayout.hedera.local.world.LedgerState;
import io.masspayout.hedera.local.world.Nanos;
import io.masspayout.hedera.local.world.RecordDraft;
import io.masspayout.hedera.local.world.Token;
import io.masspayout.hedera.local.world.TransferHandler;
import io.masspayout.hedera.local.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as tests make and read it. Every change is a transaction of somebody else, paid for by {@code 0.0.2}: it needs no
 * signature, and the mirror shows it like any other. Entities are named {@code 0.0.n}; amounts are in the smallest unit. Safe for
 * use by many threads.
 */
public final class LocalLedger {

    /** Stands for HBAR wherever a token is asked for. */
    public static final String HBAR = "HBAR";

    private final World world;
    private final PrivateKey operatorKey;

    LocalLedger(World world, PrivateKey operatorKey) {
        this.world = world;
        this.operatorKey = operatorKey;
    }

    /** The key of {@code 0.0.2}, which pays no fees. */
    public PrivateKey operatorKey() {
        return operatorKey;
    }

    /** Ledger time: that of the clock, or of the last transaction when that is later. */
    public Instant now() {
        return Nanos.instant(world.now());
    }

    // ---- accounts

    public String createAccount(Key key, long tinybars) {
        return createAccount(key, tinybars, options -> options);
    }

    public String createAccount(Key key, long tinybars, UnaryOperator<AccountOptions> options) {
        AccountOptions chosen = options.apply(new AccountOptions());
        LedgerRecord done = world.execute((state, at) -> {
            Account account = chosen.account(state.nextNumber(), key, at);
            requireHbar(state, Genesis.TREASURY, tinybars);
            return OthersAct.named("CRYPTOCREATEACCOUNT", at)
                    .entity(account.number())
                    .effect(new Effect.AccountStored(account))
                    .hbar(Genesis.TREASURY, -tinybars)
                    .hbar(account.number(), tinybars);
        });
        return Entity.text(done.entity());
    }

    /** Deletes an account; its HBAR goes to {@code 0.0.2}. */
    public void deleteAccount(String account) {
        long number = Entity.number(account);
        world.execute((state, at) -> {
            long left = state.accounts().balance(number).tinybars();
            return OthersAct.named("CRYPTODELETE", at)
                    .entity(number)
                    .effect(new Effect.AccountStored(
                            OthersAct.account(state, number).asDeleted()))
                    .hbar(number, -left)
                    .hbar(Genesis.TREASURY, left);
        });
    }

    /** Has an account demand its own signature for every credit, or no longer. */
    public void requireReceiverSignature(String account, boolean required) {
        long number = Entity.number(account);
        world.execute((state, at) -> OthersAct.named("CRYPTOUPDATEACCOUNT", at)
                .entity(number)
                .effect(new Effect.AccountStored(
                        OthersAct.account(state, number).withReceiverSignatureRequired(required))));
    }

    // ---- tokens

    /** Creates a fungible token; the treasury is associated with it and holds its supply. */
    public String createToken(String treasury, UnaryOperator<TokenOptions> options) {
        TokenOptions chosen = options.apply(new TokenOptions());
        long treasuryNumber = Entity.number(treasury);
        LedgerRecord done = world.execute((state, at) -> {
            OthersAct.account(state, treasuryNumber);
            Token token = chosen.token(state.nextNumber(), treasuryNumber, at);
            return OthersAct.named("TOKENCREATION", at)
                    .entity(token.number())
                    .effect(new Effect.TokenStored(token))
                    .effect(new Effect.HoldingStored(
                            token.number(), Holding.of(treasuryNumber, false, false, true, at)))
                    .units(token, treasuryNumber, chosen.supply());
        });
        return Entity.text(done.entity());
    }

    /**
     * Creates a token and many accounts with one key, all associated with it (KYC granted) and holding units on top of the supply.
     * No transfer brought the units: Transfer logs do not tell where they come from, so a balance snapshot is taken at once.
     *
     * @param units what the holder with an index gets
     */
    public Holders createTokenWithHolders(
            String treasury, UnaryOperator<TokenOptions> options, int count, Key key, LongUnaryOperator units) {
        TokenOptions chosen = options.apply(new TokenOptions());
        long treasuryNumber = Entity.number(treasury);
        LedgerRecord done = world.execute((state, at) -> {
            Token plain = chosen.token(state.nextNumber(), treasuryNumber, at);
            long first = plain.number() + 1;
            long held = 0;
            for (int i = 0; i < count; i++) {
                held = Math.addExact(held, units.applyAsLong(i));
            }
            Token token = plain.withSupply(Math.addExact(chosen.supply(), held), at);
            return OthersAct.named("TOKENCREATION", at)
                    .entity(token.number())
                    .effect(new Effect.AccountsGenerated(new AccountRange(first, count, key, 0, at)))
                    .effect(new Effect.TokenStored(token))
                    .effect(new Effect.HoldersGenerated(
                            token.number(), Holdings.generated(first, count, units, true, at)))
                    .effect(new Effect.HoldingStored(
                            token.number(), Holding.of(treasuryNumber, false, false, true, at)))
                    .units(token, treasuryNumber, chosen.supply());
        });
        snapshotNow();
        return new Holders(Entity.text(done.entity()), done.entity() + 1, count);
    }

    public void associate(String account, String token) {
        long number = Entity.number(account);
        world.execute((state, at) -> {
            Token now = OthersAct.token(state, token);
            OthersAct.account(state, number);
            Holding old = state.holding(now.number(), number);
            if (old != null && old.associated()) {
                throw new IllegalStateException(account + " is associated with " + token + " already");
            }
            return OthersAct.named("TOKENASSOCIATE", at)
                    .entity(number)
                    .effect(new Effect.HoldingStored(
                            now.number(), Holding.of(number, false, now.freezeDefault(), false, at)));
        });
    }

    /** Ends an association; the account must not hold any units. */
    public void dissociate(String account, String token) {
        change("TOKENDISSOCIATE", account, token, holding -> {
            if (holding.balance() != 0) {
                throw new IllegalStateException(account + " still holds " + token);
            }
            return holding.withAssociated(false);
        });
    }

    public void freeze(String account, String token) {
        change("TOKENFREEZE", account, token, holding -> holding.withFrozen(true));
    }

    public void unfreeze(String account, String token) {
        change("TOKENUNFREEZE", account, token, holding -> holding.withFrozen(false));
    }

    public void grantKyc(String account, String token) {
        change("TOKENGRANTKYC", account, token, holding -> holding.withKyc(true));
    }

    public void revokeKyc(String account, String token) {
        change("TOKENREVOKEKYC", account, token, holding -> holding.withKyc(false));
    }

    private void change(String name, String account, String token, UnaryOperator<Holding> change) {
        long number = Entity.number(account);
        world.execute((state, at) -> {
            Holding holding = OthersAct.holding(state, Entity.number(token), number);
            return OthersAct.named(name, at)
                    .entity(number)
                    .effect(new Effect.HoldingStored(Entity.number(token), change.apply(holding)));
        });
    }

    public void pause(String token) {
        changeToken("TOKENPAUSE", token, (now, at) -> now.withPaused(true, at));
    }

    public void unpause(String token) {
        changeToken("TOKENUNPAUSE", token, (now, at) -> now.withPaused(false, at));
    }

    public void deleteToken(String token) {
        changeToken("TOKENDELETION", token, Token::asDeleted);
    }

    private void changeToken(String name, String token, OthersAct.TokenChange change) {
        world.execute((state, at) -> OthersAct.named(name, at)
                .entity(Entity.number(token))
                .effect(new Effect.TokenStored(change.apply(OthersAct.token(state, token), at))));
    }

    /** New units for the treasury. */
    public void mint(String token, long units) {
        resize("TOKENMINT", token, null, units);
    }

    /** Destroys units of the treasury. */
    public void burn(String token, long units) {
        resize("TOKENBURN", token, null, -units);
    }

    /** Destroys units of a holder. */
    public void wipe(String token, String account, long units) {
        resize("TOKENWIPE", token, account, -units);
    }

    private void resize(String name, String token, @Nullable String holder, long units) {
        world.execute((state, at) -> {
            Token now = OthersAct.token(state, token);
            long account = holder == null ? now.treasury() : Entity.number(holder);
            if (OthersAct.holding(state, now.number(), account).balance() + units < 0) {
                throw new IllegalStateException(Entity.text(account) + " holds less than " + -units);
            }
            return OthersAct.named(name, at)
                    .entity(now.number())
                    .effect(new Effect.TokenStored(now.withSupply(now.totalSupply() + units, at)))
                    .units(now, account, units);
        });
    }

    // ---- money

    /** Lets a spender take up to an amount of a token, or of {@link #HBAR}, from an owner. */
    public void approveAllowance(String owner, String spender, String token, long amount) {
        long number = token.equals(HBAR) ? Allowance.HBAR : Entity.number(token);
        world.execute((state, at) -> OthersAct.named("CRYPTOAPPROVEALLOWANCE", at)
                .effect(new Effect.AllowanceSet(
                        new Allowance(Entity.number(owner), Entity.number(spender), number), amount)));
    }

    /**
     * Moves units of a token, or {@link #HBAR}, from one account to another, by the same rules as everybody's transfers.
     *
     * @throws io.masspayout.hedera.local.world.HandleException with the status of a transfer that fails
     */
    public void transfer(String token, String from, String to, long amount) {
        world.execute((state, at) -> {
            RecordDraft draft = OthersAct.named("CRYPTOTRANSFER", at);
            if (token.equals(HBAR)) {
                requireHbar(state, Entity.number(from), amount);
            }
            TransferHandler.carryOut(state, OthersAct.transfer(token, from, to, amount), at, draft);
            return draft;
        });
    }

    /** {@link #transfer} of several tokens, {@link #HBAR} among them, by one transaction and so at one consensus time. */
    public void transferAtOnce(String from, String to, Map<String, Long> amounts) {
        world.execute((state, at) -> {
            RecordDraft draft = OthersAct.named("CRYPTOTRANSFER", at);
            requireHbar(state, Entity.number(from), amounts.getOrDefault(HBAR, 0L));
            amounts.forEach((token, amount) ->
                    TransferHandler.carryOut(state, OthersAct.transfer(token, from, to, amount), at, draft));
            return draft;
        });
    }

    /** Gives or takes HBAR or units so that an account has exactly an amount; the counterpart is {@code 0.0.2} or the treasury. */
    public void setBalance(String account, String token, long amount) {
        long missing = amount - balance(account, token);
        if (missing == 0) {
            return;
        }
        String counterpart = token.equals(HBAR)
                ? Entity.text(Genesis.TREASURY)
                : Entity.text(world.read(state -> OthersAct.token(state, token).treasury()));
        if (account.equals(counterpart)) {
            resize(missing > 0 ? "TOKENMINT" : "TOKENBURN", token, account, missing);
        } else if (missing > 0) {
            transfer(token, counterpart, account, missing);
        } else {
            transfer(token, account, counterpart, -missing);
        }
    }

    /** What an account has of a token, or of {@link #HBAR}; zero when it has nothing to do with it. */
    public long balance(String account, String token) {
        long number = Entity.number(account);
        return world.read(state -> {
            if (token.equals(HBAR)) {
                return state.accounts().balance(number).tinybars();
            }
            Holding holding = state.holding(Entity.number(token), number);
            return holding == null ? 0L : holding.balance();
        });
    }

    private static void requireHbar(LedgerState state, long account, long tinybars) {
        if (state.accounts().balance(account).tinybars() < tinybars) {
            throw new IllegalStateException(Entity.text(account) + " has less than " + tinybars + " tinybars");
        }
    }

    // ---- what happened

    /** Everything recorded so far, in the order of consensus; other people's synthetic traffic left out. */
    public List<ExecutedTransaction> transactions() {
        return world.records(0, Long.MAX_VALUE).stream()
                .map(ExecutedTransaction::of)
                .toList();
    }

    /**
     * Takes a balance snapshot, on top of those that come every 15 minutes.
     *
     * @return its time; the mirror offers it as soon as it gets there
     */
    public Instant snapshotNow() {
        return Nanos.instant(world.execute(
                        (state, at) -> OthersAct.named("CRYPTOTRANSFER", at).effect(new Effect.SnapshotTaken()))
                .consensus());
    }
}
