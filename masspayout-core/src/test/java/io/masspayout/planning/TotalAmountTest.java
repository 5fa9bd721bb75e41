package io.masspayout.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.model.AccountId;
import io.masspayout.model.AmountBasis;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.DistributionType;
import io.masspayout.model.HolderSource;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.PayoutTerms;
import io.masspayout.model.PayoutType;
import io.masspayout.model.RemainderPolicy;
import io.masspayout.model.Timing;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.store.Eligibility;
import io.masspayout.validation.InvalidRequestException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotalAmountTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // basis, input, holders, balance in smallest units (asset has 2 decimals), treasury, total in units of 6
        // decimals
        "TOTAL, 100000.00, 3, 1000, 0, 100000000000",
        "TOTAL, 0.000003, 3, 1000, 0, 3",
        "PER_HOLDER, 2.5, 4, 1000, 0, 10000000",
        "PER_UNIT, 0.25, 2, 1000, 0, 2500000",
        // 10.00 units held at 0.12345678 each is 1.2345678: rounded down, once, for all holders together
        "PER_UNIT, 0.12345678, 2, 1000, 0, 1234567",
        "PER_UNIT, 0.0333, 2, 12345678901234567, 0, 4111111074111110811",
        "TREASURY_PERCENTAGE, 50, 2, 1000, 1000001, 500000",
        "TREASURY_PERCENTAGE, 100, 2, 1000, 9223372036854775807, 9223372036854775807",
        "TREASURY_PERCENTAGE, 33.333, 2, 1000, 1000000, 333330",
    })
    void theTotalIsExactOrRoundedDownOnce(
            AmountBasis basis, BigDecimal input, long holders, BigInteger balance, long treasury, long total) {
        assertThat(total(basis, input, holders, balance, treasury)).isEqualTo(total);
    }

    @Test
    void aTotalThatCannotGiveEverybodyAUnitIsRefused() {
        assertThatThrownBy(() -> total(AmountBasis.TOTAL, new BigDecimal("0.000002"), 3, BigInteger.TEN, 0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("amount = '0.000002'")
                .hasMessageContaining("one smallest unit for each of 3 holders");
        assertThatThrownBy(() -> total(AmountBasis.TREASURY_PERCENTAGE, BigDecimal.ONE, 3, BigInteger.TEN, 0))
                .hasMessageContaining("comes to 0.000000");
    }

    @Test
    void nobodyToPayIsRefused() {
        assertThatThrownBy(() -> total(AmountBasis.TOTAL, BigDecimal.ONE, 0, BigInteger.ZERO, 0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("holders")
                .hasMessageContaining("nobody is left to pay");
    }

    @Test
    void aTotalBeyondTheSchemaIsRefused() {
        assertThatThrownBy(() -> total(AmountBasis.PER_HOLDER, new BigDecimal("9000000000000"), 2, BigInteger.TEN, 0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("amount");
        assertThatThrownBy(() -> total(
                        AmountBasis.PER_UNIT,
                        new BigDecimal("9000000000000"),
                        2,
                        BigInteger.valueOf(Long.MAX_VALUE),
                        0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("beyond");
    }

    private static long total(AmountBasis basis, BigDecimal input, long holders, BigInteger balance, long treasury) {
        TokenId token = TokenId.of("0.0.429274");
        AccountId payer = AccountId.of("0.0.1001");
        Asset asset = new Asset(
                new AssetId(new UUID(0, 1)),
                TokenId.of("0.0.5"),
                "Acme",
                "ACME",
                0,
                2,
                payer,
                token,
                6,
                null,
                null,
                false,
                true,
                null,
                null,
                null,
                NOW,
                NOW);
        PayoutType payout = basis == AmountBasis.PER_HOLDER ? PayoutType.FIXED : PayoutType.PERCENTAGE;
        Distribution distribution = new Distribution(
                new DistributionId(new UUID(0, 2)),
                asset.id(),
                DistributionType.DIVIDEND,
                new Timing.Manual(),
                null,
                "key",
                "fingerprint",
                null,
                null,
                new PayoutTerms(payout, basis, input, RemainderPolicy.DISTRIBUTE, 0, false),
                new Treasury(payer, token),
                new PaymentCurrency(token, 6),
                HolderSource.REGISTER,
                null,
                null,
                null,
                DistributionStatus.PENDING,
                null,
                false,
                false,
                null,
                null,
                NOW,
                NOW);
        return new TotalAmount(asset, distribution).of(new Eligibility(holders, Map.of(), holders, balance), treasury);
    }
}
