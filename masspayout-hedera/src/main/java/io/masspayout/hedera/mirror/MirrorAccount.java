package io.masspayout.hedera.mirror;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account, or a contract, as the mirror node knows it.
 *
 * @param account as {@code 0.0.n}
 * @param evmAddress with 0x, in lower case; {@code null} where it has none
 * @param maxAutomaticAssociations how many tokens it takes without association: 0 none, {@link #UNLIMITED} any number
 * @param balance in tinybars
 * @param tokens balances in smallest units of the tokens it is associated with, zero included; all of them only if {@code listsAllTokens}
 * @param listsAllTokens whether a token that is not in {@code tokens} is not associated
 */
public record MirrorAccount(
        String account,
        @Nullable String evmAddress,
        boolean deleted,
        boolean receiverSignatureRequired,
        int maxAutomaticAssociations,
        long balance,
        Map<String, Long> tokens,
        boolean listsAllTokens) {

    /** Automatic associations without limit (HIP-904). */
    public static final int UNLIMITED = -1;

    /**
     * Most tokens that the mirror node names per account in a list of accounts (its configuration {@code tokenBalance.multipleAccounts});
     * an account with as many may have more.
     */
    static final int TOKENS_LISTED = 50;

    public MirrorAccount {
        tokens = Map.copyOf(tokens);
    }

    /** Whether it is associated with a token, as far as the list of its tokens tells. */
    public Optional<Boolean> isAssociatedWith(String tokenId) {
        if (tokens.containsKey(tokenId)) {
            return Optional.of(true);
        }
        return listsAllTokens ? Optional.of(false) : Optional.empty();
    }

    static MirrorAccount read(Json account) {
        Map<String, Long> tokens = new HashMap<>();
        long balance = 0;
        Optional<Json> balances = account.optionalObject("balance");
        if (balances.isPresent()) {
            balance = balances.get().optionalNumber("balance").orElse(0L);
            balances.get()
                    .list("tokens", token -> Map.entry(token.text("token_id"), token.number("balance")))
                    .forEach(token -> tokens.put(token.getKey(), token.getValue()));
        }
        return new MirrorAccount(
                account.text("account"),
                account.optionalText("evm_address").orElse(null),
                account.optionalFlag("deleted").orElse(false),
                account.optionalFlag("receiver_sig_required").orElse(false),
                account.has("max_automatic_token_associations")
                        ? account.smallNumber("max_automatic_token_associations")
                        : 0,
                balance,
                tokens,
                balances.isPresent() && tokens.size() < TOKENS_LISTED);
    }
}
