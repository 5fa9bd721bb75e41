package io.masspayout.hedera;

import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.mirror.MirrorToken;
import io.masspayout.hedera.transaction.NativeCurrency;
import io.masspayout.ledger.InvalidAccountException;
import io.masspayout.ledger.TokenInfo;
import io.masspayout.model.AccountId;
import io.masspayout.model.TokenId;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** What the mirror node knows of tokens, and what everybody knows of HBAR. */
final class Tokens {

    /** The account that held all HBAR in the beginning. */
    private static final AccountId NETWORK_TREASURY = AccountId.of("0.0.2");

    private final MirrorClient mirror;

    Tokens(MirrorClient mirror) {
        this.mirror = mirror;
    }

    Optional<TokenInfo> token(String given) {
        if (given.equals(NativeCurrency.HBAR.value())) {
            return Optional.of(new TokenInfo(
                    NativeCurrency.HBAR,
                    "HBAR",
                    "HBAR",
                    NativeCurrency.DECIMALS,
                    NativeCurrency.TOTAL_SUPPLY,
                    NETWORK_TREASURY,
                    false,
                    true,
                    null,
                    null));
        }
        String id;
        try {
            // A token's EVM address is the long-zero form of its number: the rules are those of accounts.
            id = AccountNames.canonical(given);
        } catch (InvalidAccountException e) {
            return Optional.empty();
        }
        return AccountNames.isEntity(id)
                ? mirror.token(id)
                        .filter(MirrorToken::fungible)
                        .filter(token -> !token.deleted())
                        .map(Tokens::info)
                : Optional.empty();
    }

    private static TokenInfo info(MirrorToken token) {
        long number = Long.parseLong(token.tokenId().substring(token.tokenId().lastIndexOf('.') + 1));
        return new TokenInfo(
                TokenId.of(token.tokenId()),
                token.name(),
                token.symbol(),
                token.decimals(),
                token.totalSupply(),
                AccountId.of(token.treasury()),
                token.paused(),
                token.arrivesInFull(),
                null,
                String.format(Locale.ROOT, "0x%24s%s", "", HexFormat.of().toHexDigits(number))
                        .replace(' ', '0'));
    }
}
