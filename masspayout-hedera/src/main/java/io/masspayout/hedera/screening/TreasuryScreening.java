package io.masspayout.hedera.screening;

import io.masspayout.hedera.mirror.MirrorAccount;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.mirror.MirrorToken;
import io.masspayout.hedera.mirror.TokenRelationship;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.TokenId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says why a treasury could pay nobody at all. Always a failure of a whole treasury, by the nearest code there is: an account that cannot
 * hold the token counts as empty, a token that this account cannot move as paused; the detail says what it really is.
 *
 * <p>Safe for use by many threads. Throws {@link io.masspayout.ledger.LedgerUnavailableException} when the mirror does not answer.
 */
public final class TreasuryScreening {

    private final MirrorClient mirror;

    public TreasuryScreening(MirrorClient mirror) {
        this.mirror = Objects.requireNonNull(mirror, "mirror");
    }

    /**
     * What keeps a treasury from paying, if anything does. Too little money is not looked at.
     *
     * @param token what is paid; {@code null} for HBAR
     * @param treasury the paying account, as {@code 0.0.n}
     */
    public Optional<Failure> treasuryObstacle(@Nullable TokenId token, AccountId treasury) {
        Optional<MirrorAccount> account = mirror.account(treasury.value());
        if (account.isEmpty() || account.get().deleted()) {
            return failure(
                    FailureCode.TREASURY_BLOCKED,
                    "treasury " + treasury + (account.isEmpty() ? " does not exist" : " was deleted"));
        }
        return token == null ? Optional.empty() : tokenObstacle(token).or(() -> holdingObstacle(token, treasury));
    }

    private Optional<Failure> tokenObstacle(TokenId tokenId) {
        Optional<MirrorToken> known = mirror.token(tokenId.value());
        if (known.isEmpty() || known.get().deleted()) {
            return failure(
                    FailureCode.TOKEN_DELETED,
                    "token " + tokenId + (known.isEmpty() ? " does not exist" : " was deleted"));
        }
        MirrorToken token = known.get();
        if (token.paused()) {
            return failure(FailureCode.TOKEN_PAUSED, "token " + tokenId + " is paused");
        }
        if (!token.fungible()) {
            return failure(FailureCode.TOKEN_DELETED, "token " + tokenId + " is not fungible: there is no such money");
        }
        if (!token.arrivesInFull()) {
            return failure(
                    FailureCode.TREASURY_BLOCKED,
                    "token " + tokenId
                            + " has a fractional fee that is taken from what arrives; nobody would get what is due");
        }
        return Optional.empty();
    }

    private Optional<Failure> holdingObstacle(TokenId token, AccountId treasury) {
        Optional<TokenRelationship> known = mirror.relationship(treasury.value(), token.value());
        if (known.isEmpty()) {
            return failure(FailureCode.TREASURY_BLOCKED, "treasury " + treasury + " is not associated with " + token);
        }
        TokenRelationship relationship = known.get();
        if (relationship.frozen()) {
            return failure(FailureCode.TREASURY_BLOCKED, "treasury " + treasury + " is frozen for " + token);
        }
        if (relationship.kycMissing()) {
            return failure(FailureCode.TREASURY_BLOCKED, "treasury " + treasury + " has no KYC for " + token);
        }
        return Optional.empty();
    }

    private static Optional<Failure> failure(FailureCode code, String detail) {
        return Optional.of(Failure.of(code, detail));
    }
}
