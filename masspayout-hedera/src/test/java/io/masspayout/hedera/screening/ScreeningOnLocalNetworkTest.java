package io.masspayout.hedera.screening;

import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.local.LocalLedger;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.TokenId;
import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Screening of accounts on a network that would refuse exactly those. */
class ScreeningOnLocalNetworkTest {

    private final ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
    private final LocalNetwork network = LocalNetwork.builder(clock).start();
    private final LocalLedger ledger = network.ledger();
    private final PrivateKey key = ledger.operatorKey();
    private final String treasury = ledger.createAccount(key, 1_000);
    private final MirrorClient mirror = MirrorClient.builder(network.mirror())
            .requestsPerSecond(1_000_000)
            .clock(clock)
            .build();
    private final RecipientScreening screening = new RecipientScreening(mirror, clock);
    private final TreasuryScreening treasuryScreening = new TreasuryScreening(mirror);

    @AfterEach
    void close() {
        mirror.close();
        network.close();
    }

    @Test
    void aPlainTokenWantsAnAssociationOrASlot() {
        String token = ledger.createToken(treasury, options -> options.supply(1_000));
        String associated = ledger.createAccount(key, 0);
        ledger.associate(associated, token);
        String closed = ledger.createAccount(key, 0);
        String open = ledger.createAccount(key, 0, options -> options.maxAutoAssociations(-1));
        String oneSlot = ledger.createAccount(key, 0, options -> options.maxAutoAssociations(1));
        String used = ledger.createAccount(key, 0, options -> options.maxAutoAssociations(1));
        ledger.transfer(ledger.createToken(treasury, options -> options.supply(10)), treasury, used, 1);
        String deleted = ledger.createAccount(key, 0);
        ledger.deleteAccount(deleted);
        String careful = ledger.createAccount(key, 0, options -> options.receiverSignatureRequired());
        assertThat(screen(token, associated, closed, open, oneSlot, used, deleted, careful, "0.0.999999"))
                .isEqualTo(Map.of(
                        closed,
                        FailureCode.NOT_ASSOCIATED,
                        used,
                        FailureCode.NOT_ASSOCIATED,
                        deleted,
                        FailureCode.ACCOUNT_DELETED,
                        careful,
                        FailureCode.RECEIVER_SIGNATURE_REQUIRED,
                        "0.0.999999",
                        FailureCode.ACCOUNT_NOT_FOUND));
        assertThat(screen(null, associated, closed, open, used)).isEmpty();
    }

    @Test
    void aRegulatedTokenWantsKycAndNoFreeze() {
        String token = ledger.createToken(
                treasury, options -> options.supply(1_000).kycKey(key).freezeKey(key));
        String good = associated(token);
        ledger.grantKyc(good, token);
        String unknown = associated(token);
        String frozen = associated(token);
        ledger.grantKyc(frozen, token);
        ledger.freeze(frozen, token);
        String open = ledger.createAccount(key, 0, options -> options.maxAutoAssociations(-1));
        assertThat(screen(token, good, unknown, frozen, open))
                .isEqualTo(Map.of(
                        unknown, FailureCode.KYC_NOT_GRANTED,
                        frozen, FailureCode.ACCOUNT_FROZEN,
                        open, FailureCode.NOT_ASSOCIATED));
        ledger.unfreeze(frozen, token);
        ledger.grantKyc(unknown, token);
        clock.advance(Duration.ofSeconds(1));
        assertThat(screen(token, good, unknown, frozen)).isEmpty();
    }

    @Test
    void aMirrorThatGivesShortListsFindsTheSame() {
        String token = ledger.createToken(treasury, options -> options.supply(1_000));
        String[] accounts = new String[30];
        Arrays.setAll(accounts, i -> i % 3 == 0 ? ledger.createAccount(key, 0) : associated(token));
        network.faults().mirror().pageLimit(7);
        network.faults().mirror().shortPagesNext(2, 0);
        assertThat(screen(token, accounts))
                .hasSize(10)
                .containsOnlyKeys(
                        IntStream.range(0, 10).mapToObj(i -> accounts[3 * i]).toList());
    }

    @Test
    void theTreasuryIsStoppedByPauseFeeAndFreeze() {
        String token = ledger.createToken(
                treasury, options -> options.supply(1_000).pauseKey(key).freezeKey(key));
        assertThat(obstacle(token)).isNull();
        ledger.pause(token);
        assertThat(obstacle(token)).isEqualTo(FailureCode.TOKEN_PAUSED);
        ledger.unpause(token);
        ledger.freeze(treasury, token);
        assertThat(obstacle(token)).isEqualTo(FailureCode.TREASURY_BLOCKED);
        String greedy = ledger.createToken(
                treasury, options -> options.supply(1_000).fractionalFee(1, 100, 0, 0, treasury, false));
        assertThat(obstacle(greedy)).isEqualTo(FailureCode.TREASURY_BLOCKED);
        String fair = ledger.createToken(
                treasury, options -> options.supply(1_000).fractionalFee(1, 100, 0, 0, treasury, true));
        assertThat(obstacle(fair)).isNull();
        ledger.deleteToken(fair);
        assertThat(obstacle(fair)).isEqualTo(FailureCode.TOKEN_DELETED);
    }

    private String associated(String token) {
        String account = ledger.createAccount(key, 0);
        ledger.associate(account, token);
        return account;
    }

    private @Nullable FailureCode obstacle(String token) {
        return treasuryScreening
                .treasuryObstacle(TokenId.of(token), AccountId.of(treasury))
                .map(Failure::code)
                .orElse(null);
    }

    private Map<String, FailureCode> screen(@Nullable String token, String... accounts) {
        return screening
                .screen(
                        token == null ? null : TokenId.of(token),
                        Arrays.stream(accounts).map(AccountId::of).toList())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().value(),
                        entry -> entry.getValue().code()));
    }
}
