package io.masspayout.hedera.local.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything the effects so far add up to. Not safe for use by several threads. */
public final class LedgerState {

    private static final long FIRST_USER_NUMBER = 1010;

    private final Accounts accounts = new Accounts();
    private final NavigableMap<Long, TokenState> tokens = new TreeMap<>();
    private final Map<Allowance, Long> allowances = new HashMap<>();
    private long nextNumber = FIRST_USER_NUMBER;

    /** A token: all its versions, the newest last, and its holders. */
    public static final class TokenState {
        private final List<Token> versions = new ArrayList<>();
        private Holdings holdings = new Holdings();

        public Token now() {
            return versions.get(versions.size() - 1);
        }

        /** The newest version not newer than a time, or null when the token did not exist. */
        public @Nullable Token at(long time) {
            for (int i = versions.size() - 1; i >= 0; i--) {
                if (versions.get(i).modified() <= time) {
                    return versions.get(i);
                }
            }
            return null;
        }

        public Holdings holdings() {
            return holdings;
        }
    }

    /** Applies an effect of a transaction that reached consensus at a time. */
    public void apply(Effect effect, long at) {
        if (effect instanceof Effect.HbarMoved moved) {
            accounts.move(moved.account(), moved.tinybars(), at);
        } else if (effect instanceof Effect.UnitsMoved moved) {
            Holdings holdings = tokens.get(moved.token()).holdings;
            Holding holding = holdings.find(moved.account());
            if (holding == null) {
                throw new IllegalStateException(moved + " without a holding");
            }
            holdings.put(holding.withBalance(Math.addExact(holding.balance(), moved.units()), at));
        } else if (effect instanceof Effect.HoldingStored stored) {
            tokens.get(stored.token()).holdings.put(stored.holding());
        } else if (effect instanceof Effect.AccountStored stored) {
            accounts.store(stored.account());
            used(stored.account().number());
        } else if (effect instanceof Effect.AccountsGenerated generated) {
            accounts.store(generated.range());
            used(generated.range().first() + generated.range().count() - 1);
        } else if (effect instanceof Effect.TokenStored stored) {
            tokens.computeIfAbsent(stored.token().number(), number -> new TokenState())
                    .versions
                    .add(stored.token());
            used(stored.token().number());
        } else if (effect instanceof Effect.HoldersGenerated generated) {
            tokens.get(generated.token()).holdings = generated.holdings().copy();
        } else if (effect instanceof Effect.AllowanceSet set) {
            allowances.put(set.allowance(), set.amount());
        }
    }

    private void used(long number) {
        nextNumber = Math.max(nextNumber, number + 1);
    }

    /** The number the next new entity gets. */
    public long nextNumber() {
        return nextNumber;
    }

    public Accounts accounts() {
        return accounts;
    }

    public @Nullable TokenState token(long number) {
        return tokens.get(number);
    }

    public @Nullable Holding holding(long token, long account) {
        TokenState state = tokens.get(token);
        return state == null ? null : state.holdings.find(account);
    }

    /** All tokens by number. */
    public Collection<TokenState> tokens() {
        return tokens.values();
    }

    /** How many associations of an account were made by transfers. */
    long automaticAssociations(long account) {
        return tokens.values().stream()
                .map(token -> token.holdings.find(account))
                .filter(holding -> holding != null && holding.associated() && holding.automatic())
                .count();
    }

    long allowance(Allowance allowance) {
        return allowances.getOrDefault(allowance, 0L);
    }
}
