package io.masspayout;

import io.masspayout.ledger.AssetSource;
import io.masspayout.ledger.TokenInfo;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.money.Units;
import io.masspayout.storable.CallerText;
import io.masspayout.validation.Faults;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes sure that a payment token exists and that what is sent arrives, or notes a fault. */
final class CurrencyCheck {

    private static final String FIELD = "paymentToken";

    private CurrencyCheck() {}

    static Optional<PaymentCurrency> currency(
            Optional<AssetSource> source, Faults faults, String token, @Nullable Integer decimals) {
        Optional<String> problem = CallerText.problem(token, TokenId.MAX_LENGTH);
        if (problem.isPresent()) {
            faults.add(FIELD, token, problem.get());
            return Optional.empty();
        }
        if (source.isEmpty()) {
            return described(faults, token, decimals);
        }
        Optional<TokenInfo> found = source.get().token(token);
        if (found.isEmpty()) {
            faults.add(FIELD, token, "the ledger has no such token; check the id and the network");
            return Optional.empty();
        }
        TokenInfo info = found.get();
        boolean usable = faults.check(
                info.arrivesInFull(),
                FIELD,
                token,
                "takes custom fees from what arrives, so holders would get less than their due; pay in another token");
        usable &= faults.check(
                decimals == null || decimals == info.decimals(),
                "paymentTokenDecimals",
                decimals,
                "the ledger says " + info.decimals());
        usable &= faults.check(
                info.decimals() <= Units.MAX_DECIMALS,
                FIELD,
                token,
                "has " + info.decimals() + " decimals; at most " + Units.MAX_DECIMALS + " can be paid exactly");
        return usable ? Optional.of(new PaymentCurrency(info.id(), info.decimals())) : Optional.empty();
    }

    private static Optional<PaymentCurrency> described(Faults faults, String token, @Nullable Integer decimals) {
        if (decimals == null || decimals < 0 || decimals > Units.MAX_DECIMALS) {
            faults.add(
                    "paymentTokenDecimals",
                    decimals,
                    "this gateway cannot be asked, so give the payment token's decimals, 0 to " + Units.MAX_DECIMALS);
            return Optional.empty();
        }
        if (token.isBlank() || token.length() > TokenId.MAX_LENGTH) {
            faults.add(FIELD, token, "give a token id");
            return Optional.empty();
        }
        return Optional.of(new PaymentCurrency(TokenId.of(token), decimals));
    }
}
