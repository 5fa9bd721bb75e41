package io.masspayout.hedera.screening;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.FailureScope;
import io.masspayout.model.TokenId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TreasuryScreeningTest {

    private static final TokenId TOKEN = TokenId.of(ScreenedAccounts.TOKEN);
    private static final AccountId TREASURY = AccountId.of("0.0.2");

    private final ScreenedAccounts world = new ScreenedAccounts();
    private final MirrorClient mirror = world.server.client();
    private final TreasuryScreening screening = new TreasuryScreening(mirror);

    @AfterEach
    void close() {
        mirror.close();
        world.close();
    }

    static Stream<Arguments> obstacles() {
        return Stream.of(
                obstacle(FailureCode.TOKEN_PAUSED, "is paused", world -> world.pause = "PAUSED"),
                obstacle(FailureCode.TOKEN_DELETED, "was deleted", world -> world.tokenDeleted = true),
                obstacle(FailureCode.TOKEN_DELETED, "not fungible", world -> world.type = "NON_FUNGIBLE_UNIQUE"),
                obstacle(
                        FailureCode.TREASURY_BLOCKED,
                        "fractional fee",
                        world -> world.fees = "[{\"net_of_transfers\":true},{\"net_of_transfers\":false}]"),
                obstacle(FailureCode.TREASURY_BLOCKED, "was deleted", world -> world.account("0.0.2").deleted = true),
                obstacle(
                        FailureCode.TREASURY_BLOCKED,
                        "not associated",
                        world -> world.account("0.0.2").associated = false),
                obstacle(FailureCode.TREASURY_BLOCKED, "is frozen", world -> world.account("0.0.2").freeze = "FROZEN"),
                obstacle(FailureCode.TREASURY_BLOCKED, "no KYC", world -> world.account("0.0.2").kyc = "REVOKED"));
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void whatStopsATreasuryIsSaid(FailureCode code, String detail, Consumer<ScreenedAccounts> change) {
        world.account("0.0.2");
        assertThat(screening.treasuryObstacle(TOKEN, TREASURY)).isEmpty();
        change.accept(world);
        Optional<Failure> obstacle = screening.treasuryObstacle(TOKEN, TREASURY);
        assertThat(obstacle).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.detail()).contains(detail);
            // Anything narrower could not stop a treasury.
            assertThat(failure.code().scope()).isEqualTo(FailureScope.TREASURY);
        });
    }

    @Test
    void aFeeThatTheSenderPaysIsNoObstacle() {
        world.account("0.0.2");
        world.fees = "[{\"net_of_transfers\":true}]";
        assertThat(screening.treasuryObstacle(TOKEN, TREASURY)).isEmpty();
    }

    @Test
    void aTreasuryThatIsNotThereCannotPay() {
        assertThat(screening.treasuryObstacle(null, TREASURY))
                .hasValueSatisfying(failure -> assertThat(failure.detail()).contains("does not exist"));
    }

    @Test
    void aTokenThatIsNotThereCannotBePaid() {
        world.account("0.0.2");
        assertThat(screening.treasuryObstacle(TokenId.of("0.0.901"), TREASURY))
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.TOKEN_DELETED));
    }

    @Test
    void forHbarTheAccountIsEnough() {
        world.account("0.0.2").associated = false;
        assertThat(screening.treasuryObstacle(null, TREASURY)).isEmpty();
    }

    private static Arguments obstacle(FailureCode code, String detail, Consumer<ScreenedAccounts> change) {
        return Arguments.of(code, detail, change);
    }
}
