package io.masspayout.hedera.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.FailureScope;
import io.masspayout.model.TokenId;
import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecipientScreeningTest {

    private static final TokenId TOKEN = TokenId.of(ScreenedAccounts.TOKEN);
    private static final String KEY = "{\"_type\":\"ED25519\",\"key\":\"00\"}";

    private final ScreenedAccounts world = new ScreenedAccounts();
    private final MirrorClient mirror = world.server.client();
    private final ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
    private final RecipientScreening screening = new RecipientScreening(mirror, clock);

    @AfterEach
    void close() {
        mirror.close();
        world.close();
    }

    @Test
    void whoIsAssociatedCanBePaid() {
        world.account("0.0.5");
        assertThat(screen(TOKEN, "0.0.5")).isEmpty();
    }

    @Test
    void whoIsNotThereCannot() {
        world.account("0.0.5").deleted = true;
        world.account("0.0.6").receiverSignature = true;
        Map<String, FailureCode> expected = Map.of(
                "0.0.4", FailureCode.ACCOUNT_NOT_FOUND,
                "0.0.5", FailureCode.ACCOUNT_DELETED,
                "0.0.6", FailureCode.RECEIVER_SIGNATURE_REQUIRED);
        assertThat(screen(TOKEN, "0.0.4", "0.0.5", "0.0.6")).isEqualTo(expected);
        assertThat(screen(null, "0.0.4", "0.0.5", "0.0.6")).isEqualTo(expected);
    }

    @Test
    void forHbarNothingElseCounts() {
        ScreenedAccounts.Account account = world.account("0.0.5");
        account.associated = false;
        account.freeze = "FROZEN";
        assertThat(screen(null, "0.0.5")).isEmpty();
        assertThat(world.server.asked()).hasSize(1);
    }

    @Test
    void anAddressIsLookedUp() {
        String address = "0xd1c6136d65f3f0ab0537f2af611a8348e0bd962a";
        assertThat(screen(null, address)).isEqualTo(Map.of(address, FailureCode.ACCOUNT_NOT_FOUND));
        world.account(address);
        assertThat(screen(null, address)).isEmpty();
    }

    @Test
    void slotsMakeUpForAMissingAssociationWhileTheyLast() {
        notAssociated("0.0.5", 0, 0);
        notAssociated("0.0.6", -1, 300);
        notAssociated("0.0.7", 3, 2);
        notAssociated("0.0.8", 3, 3);
        assertThat(screen(TOKEN, "0.0.5", "0.0.6", "0.0.7", "0.0.8"))
                .isEqualTo(Map.of("0.0.5", FailureCode.NOT_ASSOCIATED, "0.0.8", FailureCode.NOT_ASSOCIATED));
        // Only the two with a limited number have to be counted.
        assertThat(world.asked("/tokens?")).isEqualTo(2);
        assertThat(detail("0.0.8")).contains("used up its 3 automatic associations");
    }

    @Test
    void slotsDoNotHelpWithATokenThatWantsKyc() {
        world.kycKey = KEY;
        notAssociated("0.0.6", -1, 0);
        assertThat(screen(TOKEN, "0.0.6")).isEqualTo(Map.of("0.0.6", FailureCode.NOT_ASSOCIATED));
        assertThat(detail("0.0.6")).contains("KYC key or freezes by default");
    }

    @Test
    void slotsDoNotHelpWithATokenThatFreezesByDefault() {
        world.freezeKey = KEY;
        world.freezeDefault = true;
        notAssociated("0.0.6", -1, 0);
        assertThat(screen(TOKEN, "0.0.6")).isEqualTo(Map.of("0.0.6", FailureCode.NOT_ASSOCIATED));
    }

    @Test
    void theFrozenAndTheUnknownAreFoundWhereTheTokenHasSuchKeys() {
        world.account("0.0.5").freeze = "FROZEN";
        world.account("0.0.6").kyc = "REVOKED";
        world.account("0.0.7");
        assertThat(screen(TOKEN, "0.0.5", "0.0.6", "0.0.7")).isEmpty();
        assertThat(world.asked("token.id=")).isZero();

        world.freezeKey = KEY;
        world.kycKey = KEY;
        assertThat(fresh(TOKEN, "0.0.5", "0.0.6", "0.0.7"))
                .isEqualTo(Map.of("0.0.5", FailureCode.ACCOUNT_FROZEN, "0.0.6", FailureCode.KYC_NOT_GRANTED));
        assertThat(world.asked("token.id=")).isEqualTo(3);
    }

    @Test
    void anAccountWithMoreTokensThanAreListedIsAskedAboutByItself() {
        world.account("0.0.5").otherTokens = 50;
        notAssociated("0.0.6", 0, 0);
        world.account("0.0.6").otherTokens = 50;
        assertThat(screen(TOKEN, "0.0.5", "0.0.6")).isEqualTo(Map.of("0.0.6", FailureCode.NOT_ASSOCIATED));
        assertThat(world.asked("token.id=")).isEqualTo(2);
    }

    @Test
    void aThousandRecipientsTakeADozenRequests() {
        String[] ids = IntStream.rangeClosed(1, 1_000).mapToObj(i -> "0.0." + i).toArray(String[]::new);
        Arrays.stream(ids).forEach(world::account);
        assertThat(screen(TOKEN, ids)).isEmpty();
        assertThat(world.server.asked()).hasSize(12);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> screening.screenFresh(
                        TOKEN,
                        IntStream.rangeClosed(1, 1_001)
                                .mapToObj(i -> AccountId.of("0.0." + i))
                                .toList()));
    }

    @Test
    void theGoodAreRememberedForAShortTimeAndTheBadAreNot() {
        world.account("0.0.5");
        screen(TOKEN, "0.0.5", "0.0.6");
        int asked = world.server.asked().size();
        assertThat(screen(TOKEN, "0.0.5")).isEmpty();
        assertThat(world.server.asked()).hasSize(asked);

        world.account("0.0.6");
        assertThat(screen(TOKEN, "0.0.5", "0.0.6")).isEmpty();
        assertThat(world.asked("account.id=0.0.5")).isEqualTo(1);

        world.account("0.0.5").deleted = true;
        clock.advance(RecentlyGood.GOOD_FOR);
        assertThat(screen(TOKEN, "0.0.5")).isEmpty();
        clock.advance(Duration.ofNanos(1));
        assertThat(screen(TOKEN, "0.0.5")).isEqualTo(Map.of("0.0.5", FailureCode.ACCOUNT_DELETED));
    }

    @Test
    void whoIsGoodForOneTokenIsNotSoForAnother() {
        notAssociated("0.0.5", 0, 0);
        assertThat(screen(null, "0.0.5")).isEmpty();
        assertThat(screen(TOKEN, "0.0.5")).containsOnlyKeys("0.0.5");
    }

    @Test
    void aFreshLookForgetsWhatItFindsBad() {
        world.account("0.0.5");
        screen(TOKEN, "0.0.5");
        world.account("0.0.5").deleted = true;
        assertThat(screen(TOKEN, "0.0.5")).isEmpty();
        assertThat(fresh(TOKEN, "0.0.5")).containsOnlyKeys("0.0.5");
        assertThat(screen(TOKEN, "0.0.5")).containsOnlyKeys("0.0.5");
    }

    @Test
    void aClockSetBackRemembersNobody() {
        world.account("0.0.5");
        screen(TOKEN, "0.0.5");
        world.account("0.0.5").deleted = true;
        clock.advance(Duration.ofSeconds(-1));
        assertThat(screen(TOKEN, "0.0.5")).containsOnlyKeys("0.0.5");
    }

    @Test
    void aTokenThatTheMirrorDoesNotKnowScreensNobody() {
        world.account("0.0.5");
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> screen(TokenId.of("0.0.901"), "0.0.5"));
    }

    @Test
    void nobodyIsScreenedWithoutARequest() {
        assertThat(screen(TOKEN)).isEmpty();
        assertThat(world.server.asked()).isEmpty();
    }

    private void notAssociated(String id, int slots, int used) {
        ScreenedAccounts.Account account = world.account(id);
        account.associated = false;
        account.slots = slots;
        account.slotsUsed = used;
    }

    private Map<String, FailureCode> screen(@Nullable TokenId token, String... ids) {
        return codes(screening.screen(token, accounts(ids)));
    }

    private Map<String, FailureCode> fresh(@Nullable TokenId token, String... ids) {
        return codes(screening.screenFresh(token, accounts(ids)));
    }

    private String detail(String id) {
        return screening.screenFresh(TOKEN, accounts(id)).get(AccountId.of(id)).detail();
    }

    private static List<AccountId> accounts(String... ids) {
        return Arrays.stream(ids).map(AccountId::of).toList();
    }

    private static Map<String, FailureCode> codes(Map<AccountId, Failure> failures) {
        assertThat(failures.values())
                .allSatisfy(failure -> assertThat(failure.code().scope()).isEqualTo(FailureScope.HOLDER));
        return failures.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().value(),
                        entry -> entry.getValue().code()));
    }
}
