package io.masspayout;

import io.masspayout.ledger.AssetSource;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.TokenInfo;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.money.Units;
import io.masspayout.storable.CallerText;
import io.masspayout.storable.OutsideText;
import io.masspayout.store.ImportedAsset;
import io.masspayout.validation.Faults;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what a host says of an asset, and what the ledger says, into an asset, or into faults. */
final class AssetImportCheck {

    private final PaymentLedger ledger;
    private final Optional<AssetSource> source;
    private final AssetImport given;
    private final Faults faults;

    AssetImportCheck(PaymentLedger ledger, Optional<AssetSource> source, AssetImport given) {
        this.ledger = ledger;
        this.source = source;
        this.given = given;
        this.faults = Faults.of("asset import");
    }

    ImportedAsset imported(AssetId id, Instant now) {
        Asset asset = asset(id, now);
        return new ImportedAsset(asset, given.treasury() != null, given.paymentToken() != null, source.isPresent());
    }

    private Asset asset(AssetId id, Instant now) {
        TokenInfo onLedger = tokenOnLedger();
        faults.text("lifecycleContractId", given.lifecycleContractId(), CallerText.MAX_NAME_LENGTH);
        String name = required("name", given.name(), onLedger == null ? null : onLedger.name());
        String symbol = required("symbol", given.symbol(), onLedger == null ? null : onLedger.symbol());
        int decimals = onLedger == null ? required("decimals", given.decimals(), 0) : onLedger.decimals();
        long supply = onLedger == null ? required("totalSupply", given.totalSupply(), 0L) : onLedger.totalSupply();
        faults.check(
                given.decimals() == null || given.decimals() == decimals,
                "decimals",
                given.decimals(),
                "the ledger says " + decimals + ", by which amounts per unit are paid; leave them out");
        faults.check(
                decimals >= 0 && decimals <= Units.MAX_DECIMALS,
                "decimals",
                decimals,
                "must be 0 to " + Units.MAX_DECIMALS);
        faults.check(supply >= 0, "totalSupply", supply, "must not be negative");
        Optional<AccountId> treasury = treasury(onLedger);
        Optional<PaymentCurrency> currency = currency(onLedger);
        faults.throwIfAny();
        return new Asset(
                id,
                onLedger == null ? TokenId.of(given.tokenId()) : onLedger.id(),
                name,
                symbol,
                supply,
                decimals,
                treasury.orElseThrow(),
                onLedger == null ? null : onLedger.treasury(),
                currency.map(PaymentCurrency::token).orElse(null),
                currency.map(PaymentCurrency::decimals).orElse(null),
                given.lifecycleContractId(),
                onLedger == null || onLedger.evmAddress() == null
                        ? null
                        : OutsideText.storable(onLedger.evmAddress(), CallerText.MAX_NAME_LENGTH),
                false,
                true,
                null,
                null,
                null,
                false,
                now,
                now);
    }

    private @Nullable TokenInfo tokenOnLedger() {
        if (given.tokenId().isBlank() || given.tokenId().length() > TokenId.MAX_LENGTH) {
            faults.add("tokenId", given.tokenId(), "give the asset's token id, for example 0.0.789012");
            faults.throwIfAny();
        }
        faults.text("tokenId", given.tokenId(), TokenId.MAX_LENGTH).throwIfAny();
        if (source.isEmpty()) {
            return null;
        }
        Optional<TokenInfo> found = source.get().token(given.tokenId());
        if (found.isEmpty()) {
            faults.add("tokenId", given.tokenId(), "the ledger has no such token; check the id and the network");
            faults.throwIfAny();
        }
        return found.orElseThrow();
    }

    private Optional<AccountId> treasury(@Nullable TokenInfo onLedger) {
        String wanted = given.treasury();
        if (wanted == null) {
            if (onLedger != null) {
                return Optional.of(onLedger.treasury());
            }
            faults.add("treasury", null, "is missing; name the account that pays");
            return Optional.empty();
        }
        return AccountCheck.existing(ledger, faults, "treasury", wanted);
    }

    private Optional<PaymentCurrency> currency(@Nullable TokenInfo onLedger) {
        String token = given.paymentToken();
        if (token == null) {
            return onLedger == null ? Optional.empty() : Optional.ofNullable(onLedger.paymentCurrency());
        }
        return CurrencyCheck.currency(source, faults, token, given.paymentTokenDecimals());
    }

    private String required(String field, @Nullable String said, @Nullable String known) {
        // What the caller says is kept exactly or refused; what the ledger says is kept as far as a database can.
        faults.text(field, said, CallerText.MAX_NAME_LENGTH);
        String value = said != null || known == null ? said : OutsideText.storable(known, CallerText.MAX_NAME_LENGTH);
        if (value == null || value.isBlank()) {
            faults.add(field, value, "is missing; this gateway cannot be asked, so describe the asset");
            return "";
        }
        return value;
    }

    private <N extends Number> N required(String field, @Nullable N said, N otherwise) {
        if (said == null) {
            faults.add(field, null, "is missing; this gateway cannot be asked, so describe the asset");
            return otherwise;
        }
        return said;
    }
}
